using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Policy;

/// <summary>
/// The policy at the moment of use: the door through which other slices read it, inside the transaction that decides or
/// in a query. Whoever decides by one of its limits stores <see cref="Version"/> with the decision.
/// </summary>
/// <param name="Version">Its number.</param>
/// <param name="Document">What it says.</param>
public sealed record PolicyInForce(int Version, PolicyDocument Document)
{
    /// <summary>What it demands of owned paths.</summary>
    public Limits Limits => Document.Limits;

    /// <summary>The default policy, in force until governance approves another; what was decided before versions were kept was decided under it.</summary>
    public static PolicyInForce First { get; } = new(1, PolicyDocument.Default);

    /// <summary>What another version demands or demanded.</summary>
    internal static async Task<PolicyDocument> DocumentOfAsync(GovernanceDbContext context, int version, CancellationToken cancellationToken = default) =>
        await context.Set<PolicyVersion>().AsNoTracking().Where(v => v.Number == version).Select(v => v.Document).SingleOrDefaultAsync(cancellationToken) is { } stored
            ? await PolicyText.ReadAsync(context, stored, cancellationToken)
            : First.Document;

    internal static async Task<PolicyInForce> ReadAsync(GovernanceDbContext context, CancellationToken cancellationToken = default)
    {
        var version = await context.Set<PolicyVersion>().AsNoTracking()
            .Where(v => v.State == PolicyVersionState.InForce)
            .Select(v => new { v.Number, v.Document })
            .SingleOrDefaultAsync(cancellationToken);
        return version is null ? First : new PolicyInForce(version.Number, await PolicyText.ReadAsync(context, version.Document, cancellationToken));
    }
}
