-- Answers of command ids are never changed or replaced, and go only when nobody asks again: after 30 days. The primary key
-- refuses a second answer.

CREATE TRIGGER command_results_are_never_updated ON dbo.command_results INSTEAD OF UPDATE AS
BEGIN
    SET NOCOUNT ON;
    THROW 51031, N'the answer of a command is never updated', 1;
END;
GO

-- Counted to the newest decision: the database's own clock is another one than the console's, and both can be wrong.
CREATE TRIGGER command_results_stay_for_30_days ON dbo.command_results AFTER DELETE AS
BEGIN
    SET NOCOUNT ON;
    DECLARE @newest datetimeoffset(3) = (SELECT TOP (1) at FROM audit.ledger_entries WHERE ledger = 1 ORDER BY idx DESC);
    IF EXISTS (SELECT 1 FROM deleted WHERE @newest IS NULL OR at > DATEADD(day, -30, @newest))
    BEGIN
        THROW 51032, N'the answer of a command stays for 30 days', 1;
    END;
END;
GO

DENY UPDATE ON dbo.command_results TO governance_app;
GO
