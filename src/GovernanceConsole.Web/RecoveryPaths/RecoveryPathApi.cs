using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Api;
using Microsoft.AspNetCore.Mvc;

namespace GovernanceConsole.Web.RecoveryPaths;

/// <summary>The register of recovery paths for other systems: which ways back in there are, and who answers for them.</summary>
internal static class RecoveryPathApi
{
    public static void MapRecoveryPathApi(this IEndpointRouteBuilder api)
    {
        var paths = api.MapGroup("/recovery-paths").WithTags("Recovery paths").NeedsScope(ApiScope.PathsRead);
        paths.MapGet("", ListAsync).WithName("listRecoveryPaths").WithSummary("The register, in the order of its numbers.");
        paths.MapGet("/{number}", FindAsync).WithName("getRecoveryPath").WithSummary("One path: what it is, where its boundary lies, who answers for it, until when it is signed off.");
    }

    private static async Task<ApiPage<ApiPathRow>> ListAsync(
        ApiPaging paging, RecoveryPathQueries paths, [FromQuery] string? state, CancellationToken cancellationToken)
    {
        if (state is not null && !Enum.GetNames<PathState>().Contains(state, StringComparer.OrdinalIgnoreCase))
            throw new ApiProblemException(new ParameterIsNotUnderstood("state", $"one of {string.Join(", ", Enum.GetNames<PathState>().Select(n => n.ToLowerInvariant()))}"));
        var filter = new PathFilter { AfterNumber = paging.After, States = state is null ? [] : [Enum.Parse<PathState>(state, ignoreCase: true)] };
        var found = await paths.ListAsync(filter, new PageRequest(Take: paging.Limit + 1), cancellationToken);
        return paging.PageOf(found.Rows, row => row.Number, ApiPathRow.Of);
    }

    private static async Task<TaggedResult<ApiPath>> FindAsync(string number, RecoveryPathQueries paths, CancellationToken cancellationToken) =>
        await paths.FindIdAsync(number, cancellationToken) is { } id && await paths.FindAsync(id, cancellationToken) is { } path
            ? new TaggedResult<ApiPath>(ApiPath.Of(path), path.Version)
            : throw new ApiProblemException(new GovernanceConsole.AuditLedger.NotFound("recovery path"));
}

/// <summary>A path as a line of the register.</summary>
/// <param name="Number">What people call it by: RP-0042.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">How it works.</param>
/// <param name="Lane">Which way of working it belongs to.</param>
/// <param name="Level">How much harm follows when the wrong person gets through.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="ControlOwner">Who answers for the control; null where nobody does.</param>
/// <param name="RiskOwner">Who answers for the risk; null where nobody does.</param>
/// <param name="Opens">What it can lead to.</param>
/// <param name="Desks">The desks it runs through.</param>
/// <param name="SignedOffUntilOn">The last day on which its sign-off covers, in the organisation's zone; null while there is none. May be past.</param>
/// <param name="Gaps">Its accountability gaps at this moment.</param>
internal sealed record ApiPathRow(
    string Number, string Name, PathType Type, Lane Lane, RiskLevel Level, PathState State, ApiOwner? ControlOwner, ApiOwner? RiskOwner,
    IReadOnlyList<ReachKind> Opens, IReadOnlyList<string> Desks, DateOnly? SignedOffUntilOn, IReadOnlyList<GapKind> Gaps)
{
    public static ApiPathRow Of(PathRow row) => new(
        row.Number, row.Name, row.Type, row.Lane, row.Level, row.State, ApiOwner.Of(row.ControlOwner, row.ControlOwnerSince), ApiOwner.Of(row.RiskOwner, row.RiskOwnerSince),
        row.Opens, [.. row.Desks.Select(d => d.Name)], row.SignedOffUntilOn, row.Gaps);
}

/// <summary>Who sits in a seat of a path.</summary>
/// <param name="Name">Their name.</param>
/// <param name="HasLeft">Whether they have left; then they cover nothing.</param>
/// <param name="Since">Since when.</param>
internal sealed record ApiOwner(string Name, bool HasLeft, DateTimeOffset Since)
{
    public static ApiOwner? Of(NamedPerson? person, DateTimeOffset? since) => person is null ? null : new ApiOwner(person.Name, person.HasLeft, since!.Value);
}

/// <summary>A path in full.</summary>
/// <param name="Number">What people call it by: RP-0042.</param>
/// <param name="Version">Counts its changes.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">How it works.</param>
/// <param name="Lane">Which way of working it belongs to.</param>
/// <param name="Level">How much harm follows when the wrong person gets through.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="StateReason">Why it is suspended or retired; null otherwise.</param>
/// <param name="RegisteredAt">Since when it is in the register.</param>
/// <param name="Channels">By what requests may come in.</param>
/// <param name="RequestKinds">What may be asked for on it.</param>
/// <param name="IdentityDomain">Whose identities it restores; null while unknown.</param>
/// <param name="Desks">The desks it runs through.</param>
/// <param name="Opens">What it can lead to.</param>
/// <param name="Boundary">The control boundary.</param>
/// <param name="ControlOwner">Who answers for the control; null where nobody does.</param>
/// <param name="RiskOwner">Who answers for the risk; null where nobody does.</param>
/// <param name="EscalationChain">Who decides when the desk may not, in their order.</param>
/// <param name="NotifiedSystems">Which systems hear of what was done.</param>
/// <param name="SignOff">The newest sign-off; null where it was never signed.</param>
/// <param name="Gaps">Its accountability gaps at this moment.</param>
/// <param name="PolicyVersion">The policy in force at this moment.</param>
internal sealed record ApiPath(
    string Number, long Version, string Name, PathType Type, Lane Lane, RiskLevel Level, PathState State, string? StateReason, DateTimeOffset RegisteredAt,
    IReadOnlyList<IntakeChannel> Channels, IReadOnlyList<RequestKind> RequestKinds, string? IdentityDomain, IReadOnlyList<string> Desks, IReadOnlyList<ReachKind> Opens,
    ApiBoundary Boundary, ApiOwner? ControlOwner, ApiOwner? RiskOwner, IReadOnlyList<string> EscalationChain, IReadOnlyList<string> NotifiedSystems, ApiSignOff? SignOff,
    IReadOnlyList<ApiGap> Gaps, int PolicyVersion)
{
    public static ApiPath Of(PathDetails path) => new(
        path.Number, path.Version, path.Description.Name, path.Description.Type, path.Description.Lane, path.Description.Level, path.State, path.StateReason, path.RegisteredAt,
        path.Description.Channels, path.Description.RequestKinds, path.IdentityDomain, [.. path.Desks.Select(d => d.Name)], path.Reach.Opens,
        new ApiBoundary(path.Boundary.Proofing, path.Boundary.FallbackVerification, path.Boundary.Escalation, path.Boundary.Auditability),
        ApiOwner.Of(path.Control.Owner, path.Control.Since), ApiOwner.Of(path.Risk.Owner, path.Risk.Since),
        [.. path.EscalationChain.Select(p => p.Name)], [.. path.NotifiedSystems.Select(s => s.Name)],
        path.SignOffs is [{ } newest, ..] ? new ApiSignOff(newest.SignedBy.Name, newest.SignedAt, newest.ValidUntilOn, newest.Conditions, newest.Covers) : null,
        [.. path.Gaps.Select(g => new ApiGap(g.Kind, g.What))], path.Policy.Version);
}

/// <summary>The control boundary. A section is null while it is not written.</summary>
/// <param name="Proofing">How the person is known to be who they are.</param>
/// <param name="FallbackVerification">What happens when the usual proof is not there.</param>
/// <param name="Escalation">Who decides when the desk may not.</param>
/// <param name="Auditability">What is left behind by which others can check.</param>
internal sealed record ApiBoundary(string? Proofing, string? FallbackVerification, string? Escalation, string? Auditability);

/// <summary>A sign-off by governance.</summary>
/// <param name="SignedBy">Who signed.</param>
/// <param name="SignedAt">When.</param>
/// <param name="ValidUntilOn">The last day on which it covers, in the organisation's zone.</param>
/// <param name="Conditions">Null for none.</param>
/// <param name="Covers">Whether it covers at this moment.</param>
internal sealed record ApiSignOff(string SignedBy, DateTimeOffset SignedAt, DateOnly ValidUntilOn, string? Conditions, bool Covers);

/// <summary>Something that nobody answers for.</summary>
/// <param name="Kind">What kind of gap.</param>
/// <param name="What">In words.</param>
internal sealed record ApiGap(GapKind Kind, string What);
