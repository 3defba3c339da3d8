namespace GovernanceConsole.AuditLedger;

/// <summary>
/// A telephone number or an e-mail address as pages, histories and exports show it: enough to tell two of them apart for whoever
/// knows them, too little to dial or to write to.
/// </summary>
public static class MaskedText
{
    private const string Hidden = "••••";

    /// <summary>How many of the last digits of a number are shown.</summary>
    private const int LastDigits = 2;

    /// <summary><c>•••• 42</c> for a number; <c>s••••@example.com</c> for an address.</summary>
    public static string Of(string text)
    {
        var at = text.LastIndexOf('@');
        if (at > 0)
            return $"{text[0]}{Hidden}{text[at..]}";
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.Length > LastDigits ? $"{Hidden} {digits[^LastDigits..]}" : Hidden;
    }
}
