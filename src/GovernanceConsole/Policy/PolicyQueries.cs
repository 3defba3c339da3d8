using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Policy;

/// <param name="Id">The version; null for version 1, which is the default policy and was decided by nobody here.</param>
/// <param name="Number">Its number.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Document">What it says.</param>
/// <param name="Reason">Why it was proposed.</param>
/// <param name="ProposedBy">Null for version 1.</param>
/// <param name="ProposedAt">Null for version 1.</param>
/// <param name="ApprovedBy">Null for version 1, while it waits, and where it was withdrawn.</param>
/// <param name="InForceFrom">Null likewise: version 1 was in force from the beginning.</param>
/// <param name="EndedAt">When it was replaced or withdrawn; null while it waits or is in force.</param>
/// <param name="WithdrawalReason">Null unless withdrawn.</param>
public sealed record PolicyVersionRow(
    PolicyVersionId? Id,
    int Number,
    PolicyVersionState State,
    PolicyDocument Document,
    string Reason,
    PersonId? ProposedBy,
    DateTimeOffset? ProposedAt,
    PersonId? ApprovedBy,
    DateTimeOffset? InForceFrom,
    DateTimeOffset? EndedAt,
    string? WithdrawalReason)
{
    /// <summary>Everybody who wrote on it; none of them approves it.</summary>
    public IReadOnlyList<PersonId> Editors { get; init; } = [];

    /// <summary>What it demands of owned paths.</summary>
    public Limits Limits => Document.Limits;
}

/// <param name="Id">The draft.</param>
/// <param name="Version">Its version; sent along with each change.</param>
/// <param name="BasedOn">The policy in force when it was begun.</param>
/// <param name="Document">What it says.</param>
/// <param name="BegunBy">Who began it.</param>
/// <param name="BegunAt">When.</param>
/// <param name="Editors">Everybody who wrote on it; none of them approves it.</param>
public sealed record PolicyDraftView(
    PolicyDraftId Id, long Version, int BasedOn, PolicyDocument Document, PersonId BegunBy, DateTimeOffset BegunAt, IReadOnlyList<PersonId> Editors);

/// <summary>What is and was demanded, and who decided it. Open to everybody who is signed in.</summary>
public sealed class PolicyQueries(ReadOnlyStore store, OrganisationTime time)
{
    /// <summary>The version in force.</summary>
    public async Task<PolicyVersionRow> InForceAsync(CancellationToken cancellationToken = default) =>
        (await ReadAsync(cancellationToken)).Single(v => v.State == PolicyVersionState.InForce);

    /// <summary>The version that waits for approval; null where none does.</summary>
    public async Task<PolicyVersionRow?> ProposalAsync(CancellationToken cancellationToken = default) =>
        (await ReadAsync(cancellationToken)).SingleOrDefault(v => v.State == PolicyVersionState.Proposed);

    /// <summary>The draft of the next policy; null where none is open.</summary>
    public async Task<PolicyDraftView?> DraftAsync(CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var draft = await context.Set<PolicyDraft>().Include(d => d.Editors).SingleOrDefaultAsync(d => d.State == PolicyDraftState.Open, cancellationToken);
        return draft is null
            ? null
            : new PolicyDraftView(
                draft.Id, draft.Version, draft.BasedOn, await PolicyText.ReadAsync(context, draft.Document, cancellationToken), draft.BegunById, draft.BegunAt, [.. draft.Editors.Select(e => e.PersonId)]);
    }

    /// <summary>Whether a draft of the next policy is open.</summary>
    public async Task<bool> HasDraftAsync(CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await context.Set<PolicyDraft>().AnyAsync(d => d.State == PolicyDraftState.Open, cancellationToken);
    }

    /// <summary>What of a policy nobody could do with those who are on duty now; empty where any one may be away.</summary>
    public async Task<IReadOnlyList<PolicyDoesNotHold>> QuorumGapsAsync(PolicyDocument document, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return PolicyQuorum.Gaps(document, await DutyRoster.ReadAsync(context, cancellationToken));
    }

    /// <summary>The same, of what a draft would add to the policy in force: a gap that is there already is no reason to refuse it.</summary>
    public async Task<IReadOnlyList<Refusal>> NewQuorumGapsAsync(PolicyDocument document, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return PolicyQuorum.WouldBreak(document, (await PolicyInForce.ReadAsync(context, cancellationToken)).Document, await DutyRoster.ReadAsync(context, cancellationToken));
    }

    /// <summary>What whoever approves a version is shown; null where it does not wait.</summary>
    public async Task<ApprovalView?> ShowForApprovalAsync(PolicyVersionId id, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await context.Set<PolicyVersion>().SingleOrDefaultAsync(v => v.Id == id && v.State == PolicyVersionState.Proposed, cancellationToken) is { } version
            ? await PolicyApproval.ShowAsync(context, version, time, cancellationToken)
            : null;
    }

    /// <summary>The version of a number, so that a decision can be followed to what was demanded then; null where there is none.</summary>
    public async Task<PolicyVersionRow?> FindAsync(int number, CancellationToken cancellationToken = default) =>
        (await ReadAsync(cancellationToken)).SingleOrDefault(v => v.Number == number);

    /// <summary>All versions, newest first. Sorts by Number.</summary>
    public async Task<Page<PolicyVersionRow>> ListAsync(PageRequest page, CancellationToken cancellationToken = default)
    {
        var versions = await ReadAsync(cancellationToken);
        if (page.Sort == nameof(PolicyVersionRow.Number) && !page.Descending)
            versions.Reverse();
        return new Page<PolicyVersionRow>([.. versions.Skip(page.Skip).Take(page.Take)], versions.Count);
    }

    /// <summary>All of them, newest first: two people set each, so there are few.</summary>
    private async Task<List<PolicyVersionRow>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var context = store.Open();
        var stored = await context.Set<PolicyVersion>().Include(v => v.Editors).OrderByDescending(v => v.Number).ToListAsync(cancellationToken);
        var ended = stored.Min(v => v.InForceFrom);
        var rows = new List<PolicyVersionRow>();
        foreach (var v in stored)
        {
            rows.Add(new PolicyVersionRow(
                v.Id, v.Number, v.State, await PolicyText.ReadAsync(context, v.Document, cancellationToken), v.Reason, v.ProposedById, v.ProposedAt, v.ApprovedById, v.InForceFrom, v.EndedAt, v.WithdrawalReason)
            {
                Editors = [.. v.Editors.Select(e => e.PersonId)],
            });
        }

        return
        [
            .. rows,
            new PolicyVersionRow(
                Id: null, PolicyInForce.First.Version, ended is null ? PolicyVersionState.InForce : PolicyVersionState.Replaced, PolicyInForce.First.Document,
                "The default policy, with which every console begins.", ProposedBy: null, ProposedAt: null, ApprovedBy: null, InForceFrom: null, ended, WithdrawalReason: null),
        ];
    }
}
