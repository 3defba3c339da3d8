-- The 30 days of 0015 count to the newest decision: the database's own clock is another one than the console's, and both can be wrong.
DROP TRIGGER command_results_stay_for_30_days;
GO

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
