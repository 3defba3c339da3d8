using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>
/// What a path demands before it gives access back, as far as its record says it. Attackers take the path that demands
/// least, so paths are ranked by it: first by how surely the person must be proofed, then by the path's level, because
/// the level decides how many signals and approvals are asked for. What nobody has recorded is taken to demand nothing:
/// until somebody has looked, the path counts as the weakest.
/// </summary>
/// <param name="Proofing">How surely the person must be proofed; null where it is not recorded.</param>
/// <param name="Level">The path's level.</param>
public readonly record struct RequiredStrength(IdentityAssurance? Proofing, RiskLevel Level) : IComparable<RequiredStrength>
{
    /// <summary>Less than 0 for the weaker one.</summary>
    public int CompareTo(RequiredStrength other) =>
        Nullable.Compare(Proofing, other.Proofing) is not 0 and var proofing ? proofing : Level.CompareTo(other.Level);
}

/// <summary>How a path compares with the normal sign-in it stands in for; the first of several is the one to look at.</summary>
public enum SignInComparison
{
    /// <summary>It demands less: then it is the easier way in.</summary>
    Weaker,

    /// <summary>Proofing or sign-in is not recorded, so nobody can say.</summary>
    NotRecorded,

    NotWeaker,
}

/// <summary>One active path into a system.</summary>
/// <param name="Path">The path.</param>
/// <param name="Number">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Lane">Its lane.</param>
/// <param name="Strength">What it demands.</param>
/// <param name="StandsInFor">How strong the normal sign-in is that it stands in for; null where nothing is recorded.</param>
/// <param name="Rank">From 1, the weakest; paths that demand the same share a rank.</param>
public sealed record WayIn(
    RecoveryPathId Path, string Number, string Name, Lane Lane, RequiredStrength Strength, AuthenticatorAssurance? StandsInFor, int Rank)
{
    public bool IsWeakest => Rank == 1;

    /// <summary>Proofing is compared with the sign-in level by level: IAL2 with AAL2.</summary>
    public SignInComparison BesideSignIn => (Strength.Proofing, StandsInFor) switch
    {
        ({ } proofing, { } signIn) => (int)proofing < (int)signIn ? SignInComparison.Weaker : SignInComparison.NotWeaker,
        _ => SignInComparison.NotRecorded,
    };
}

/// <summary>The ways into one system.</summary>
/// <param name="System">The system.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Ways">Every active path that reaches it, the weakest first; never empty.</param>
public sealed record SystemWaysIn(GovernedSystemId System, string Code, string Name, IReadOnlyList<WayIn> Ways)
{
    /// <summary>The weakest path; of several that demand the same, the one registered first.</summary>
    public WayIn Weakest => Ways[0];

    /// <summary>
    /// The path that says how the system stands beside its sign-in: one that is weaker, else one of which it cannot be said,
    /// else the weakest. It may be another than the weakest, because a path without a record ranks before a weak one.
    /// </summary>
    public WayIn Telling => Ways.MinBy(w => w.BesideSignIn)!;
}

/// <summary>Ranks the ways into a system.</summary>
internal static class WaysInRules
{
    /// <summary>The weakest first, equal ones by number. The rank of a path is one more than the paths that demand less.</summary>
    public static IReadOnlyList<WayIn> Ranked(IEnumerable<WayIn> ways)
    {
        var ordered = ways.OrderBy(w => w.Strength).ThenBy(w => w.Number, StringComparer.Ordinal).ToList();
        return [.. ordered.Select(way => way with { Rank = 1 + ordered.FindIndex(w => w.Strength == way.Strength) })];
    }
}
