using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <summary>A version of a script as pages show it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">The script.</param>
/// <param name="Number">The version.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Text">What it says.</param>
/// <param name="Reason">Why it was proposed.</param>
/// <param name="ProposedBy">Who wrote it.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="ApprovedBy">The second person; null while it waits and where it was withdrawn.</param>
/// <param name="InForceFrom">Null likewise.</param>
/// <param name="EndedAt">When it was retired or withdrawn; null before.</param>
public sealed record ScriptVersionRow(
    VerificationScriptId Id, string Code, int Number, ScriptState State, string Text, string Reason, PersonId ProposedBy, DateTimeOffset ProposedAt, PersonId? ApprovedBy, DateTimeOffset? InForceFrom, DateTimeOffset? EndedAt);

/// <summary>The words of operators: open to everybody who is signed in, because nothing in them proves anybody.</summary>
public sealed class VerificationScriptQueries(ReadOnlyStore store, OrganisationTime time)
{
    /// <summary>Older versions than these are in the trail.</summary>
    private const int MostVersions = 200;

    /// <summary>All that are in force, by code.</summary>
    public async Task<IReadOnlyList<ScriptInForce>> InForceAsync(CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await ScriptInForce.AllAsync(context, cancellationToken);
    }

    /// <summary>Those by which a request is verified now, one for each language; empty where there is no such request.</summary>
    public async Task<IReadOnlyList<ScriptInForce>> ForRequestAsync(RequestId request, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await context.Set<Request>().Where(r => r.Id == request).Select(r => r.Kind).SingleOrDefaultAsync(cancellationToken) is { } kind
            ? await ScriptInForce.ForKindAsync(context, kind, cancellationToken)
            : [];
    }

    /// <summary>The versions that were ever proposed, newest first.</summary>
    public async Task<IReadOnlyList<ScriptVersionRow>> VersionsAsync(CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await context.Set<VerificationScript>().OrderByDescending(s => s.ProposedAt).ThenBy(s => s.Code).Take(MostVersions)
            .Select(s => new ScriptVersionRow(s.Id, s.Code, s.Number, s.State, s.Text, s.Reason, s.ProposedById, s.ProposedAt, s.ApprovedById, s.InForceFrom, s.EndedAt))
            .ToListAsync(cancellationToken);
    }

    /// <summary>What whoever approves a version is shown; null where it waits for nobody.</summary>
    public async Task<ApprovalView?> ShowForApprovalAsync(VerificationScriptId id, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await context.Set<VerificationScript>().SingleOrDefaultAsync(s => s.Id == id && s.State == ScriptState.Proposed, cancellationToken) is { } script
            ? await VerificationScriptApproval.ShowAsync(context, script, time, cancellationToken)
            : null;
    }
}
