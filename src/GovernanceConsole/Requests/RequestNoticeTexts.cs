namespace GovernanceConsole.Requests;

/// <summary>What whoever tells somebody by hand should mind.</summary>
public static class RequestNoticeTexts
{
    public static string Of(ByHandBecause because) => because switch
    {
        ByHandBecause.NotConnected => "No such system is connected to this console: enter the change there, or have it entered, and name the record.",
        ByHandBecause.OnThePathsList => "The path names this system. Enter the change there, or have it entered, and name the record.",
        ByHandBecause.NotOnRecord => "This console has no register of them. Find them in the system concerned, tell each, and name them.",
        ByHandBecause.NotInTheDirectory => "Whose access it is, is no person of the directory. Tell whoever answers for it, at an address of record.",
        ByHandBecause.AnotherChannel => "Call the number that was on record before the case began; use none that was given in it.",
        ByHandBecause.NewAddress => "Write to the new address. The directory does not hold it yet: it is in what was executed.",
        ByHandBecause.NobodyHoldsIt => "Nobody holds this part in the console. Tell whoever has it.",
        ByHandBecause.NobodyIsNamed => "The records name nobody who is still here. Find out who it is, and tell them.",
    };
}
