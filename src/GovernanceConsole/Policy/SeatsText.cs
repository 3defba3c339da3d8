using System.Text.RegularExpressions;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Policy;

/// <summary>The seats of an approval in one line: <c>MGR or HRX + SYS</c> are two, the first of which either may fill.</summary>
public static partial class SeatsText
{
    /// <summary>As people write it; empty for no seat.</summary>
    public static string Of(IReadOnlyList<IReadOnlyList<string>> seats) => string.Join(" + ", seats.Select(s => string.Join(" or ", s)));

    /// <summary>Reads what somebody typed, in any case. Whether the codes exist is for the checks of the policy.</summary>
    public static Outcome<IReadOnlyList<IReadOnlyList<string>>> Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Outcome<IReadOnlyList<IReadOnlyList<string>>>.Accept([]);
        var seats = text.ToUpperInvariant().Split('+').Select(seat => Or().Split(seat.Trim())).ToList();
        return seats.SelectMany(s => s).FirstOrDefault(code => !Code().IsMatch(code)) is { } wrong
            ? new SeatsAreUnreadable(wrong)
            : Outcome<IReadOnlyList<IReadOnlyList<string>>>.Accept(seats);
    }

    [GeneratedRegex(@"\s+OR\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Or();

    [GeneratedRegex(@"\A[A-Z]{3}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
