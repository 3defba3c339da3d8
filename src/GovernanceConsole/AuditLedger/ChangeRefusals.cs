using GovernanceConsole.Identity;

namespace GovernanceConsole.AuditLedger;

/// <summary>The actor may not do this, or not to this object. The same words whether or not the object exists.</summary>
public sealed record NotAllowed : Refusal
{
    public override string Sentence => "You may not do this here. If you should be able to, ask the governance team; the attempt was recorded.";

    public override string Rule => "R-191";
}

/// <summary>The object is not there, or not for this actor: one answer for both.</summary>
public sealed record NotFound(string What) : Refusal
{
    public override string Sentence => $"There is no such {What}, or it is not open to you.";
}

/// <summary>Somebody else changed the object between reading and deciding.</summary>
public sealed record ChangedMeanwhile(string What) : Refusal
{
    public override string Sentence => $"The {What} was changed by somebody else meanwhile. Nothing was stored; look at it again and repeat.";
}

/// <summary>What an approver was shown is not what stands at the decision.</summary>
/// <param name="Differences">Each as part of a sentence.</param>
public sealed record ShownIsOutdated(IReadOnlyList<string> Differences) : Refusal
{
    private const int MostTold = 3;

    public override string Sentence =>
        $"What you were shown has changed meanwhile: {string.Join("; ", Differences.Take(MostTold).Select(d => d.TrimEnd('.')))}{(Differences.Count > MostTold ? $"; and {Differences.Count - MostTold} more" : "")}. Nothing was stored; look at it again and decide anew.";
}

/// <summary>An approval came without what the approver was shown.</summary>
public sealed record NothingWasShown : Refusal
{
    public override string Sentence => "It is not known what you were shown, so it cannot be approved. Nothing was stored; open the page again and decide there.";
}

/// <summary>The disk of the database is full.</summary>
public sealed record NoRoomIsLeft : Refusal
{
    public override string Sentence => "There is no room left on the disk of the console's database. Nothing was stored, and reading goes on. Have the platform administrator free some space, then repeat.";
}

/// <summary>The disk of the database failed, or another program held the file, before anything of the command was kept.</summary>
public sealed record StorageFailed : Refusal
{
    public override string Sentence => "The console's database could not be written. Nothing was stored. Repeat it; if it fails again, have the platform administrator look at the database's disk, and whether another program holds the file.";
}

/// <summary>The disk failed while the command was being kept. The same command id gets the answer, and does nothing twice: <c>UseCaseForm</c> keeps it.</summary>
public sealed record NotKnownWhetherStored : Refusal
{
    public override string Sentence => "The database's disk failed while this was being stored, so it is not known yet whether it was. Press the same button again, which does nothing twice; elsewhere, look first whether it is there. Have the platform administrator look at the disk.";
}

/// <summary>Somebody wrote into a ledger past the console, and it takes no entry any more. Health check <c>ledger</c> says what was found.</summary>
public sealed record LedgerWasChanged : Refusal
{
    public override string Sentence => "The audit trail was changed past the console and takes no entry until it is put right. Nothing was stored. Tell internal audit and the platform administrator now.";
}

/// <summary>A command id that was accepted came again with other content.</summary>
public sealed record CommandIdAlreadyUsed : Refusal
{
    public override string Sentence => "This form was already accepted with other content. Nothing was changed; open a fresh form.";
}

/// <summary>A field that must have content has none.</summary>
public sealed record FieldIsEmpty(string FieldName, string Label) : Refusal
{
    public override string Sentence => $"{Label} is empty. Fill it in.";

    public override string Field => FieldName;
}

/// <summary>A text is longer than what is stored.</summary>
public sealed record TextIsTooLong(string FieldName, string Label, int Length, int Maximum) : Refusal
{
    public override string Sentence => $"{Label} has {Length} characters; at most {Maximum} are kept. Shorten it.";

    public override string Field => FieldName;
}

/// <summary>A text holds characters that cannot be seen: control characters, half of a surrogate pair, or what turns the direction of writing.</summary>
public sealed record TextHoldsUnreadableCharacters(string FieldName, string Label) : Refusal
{
    public override string Sentence => $"{Label} holds characters that cannot be seen. Type it again without them; copied text may bring them along.";

    public override string Field => FieldName;
}
