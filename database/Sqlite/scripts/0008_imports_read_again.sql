-- An import that is taken up again after its check is as young as that: the sweep of abandoned ones must not take it for an old one.
ALTER TABLE import_batches ADD COLUMN read_again_at INTEGER NULL;
