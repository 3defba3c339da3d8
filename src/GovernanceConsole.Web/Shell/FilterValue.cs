namespace GovernanceConsole.Web.Shell;

/// <summary>Reads named values out of an address, which may hold anything.</summary>
public static class FilterValue
{
    /// <summary>The value of this name; null for none, and for one that does not exist.</summary>
    public static TValue? Of<TValue>(string? text)
        where TValue : struct, Enum => Enum.TryParse<TValue>(text, out var value) && Enum.IsDefined(value) ? value : null;
}
