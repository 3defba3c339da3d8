using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <param name="Id">The delegation.</param>
/// <param name="Number">What people call it.</param>
/// <param name="Principal">Whose seats are meant.</param>
/// <param name="Delegate">Who decides for them.</param>
/// <param name="Kinds">Codes of the kinds of request, separated by commas.</param>
/// <param name="Reason">Why.</param>
/// <param name="BeginsAt">From when on.</param>
/// <param name="LapsesAt">Until when.</param>
/// <param name="EndedAt">When it ended before its time; null where it did not.</param>
/// <param name="EndedBy">Who ended it; null likewise.</param>
/// <param name="IsInForce">It counts at the instant of reading.</param>
public sealed record DelegationRow(
    ApprovalDelegationId Id, string Number, PersonId Principal, PersonId Delegate, string Kinds, string Reason, DateTimeOffset BeginsAt, DateTimeOffset LapsesAt,
    DateTimeOffset? EndedAt, PersonId? EndedBy, bool IsInForce);

/// <summary>Who decides for whom. Everybody sees what they gave or have; governance, IAM policy, security operations and auditors see all.</summary>
public sealed class DelegationQueries(ReadOnlyStore store, OrganisationTime time)
{
    private static readonly Role[] SeeAll = [Role.Governance, Role.IamPolicy, Role.SecurityOperations, Role.Auditor];

    /// <summary>Delegations, newest first. Sorts by Number, BeginsAt and LapsesAt.</summary>
    /// <param name="page">Which part.</param>
    /// <param name="actor">Who reads.</param>
    /// <param name="pastToo">Those that ended or lapsed as well.</param>
    /// <param name="cancellationToken">Gives up reading.</param>
    public async Task<Page<DelegationRow>> ListAsync(PageRequest page, Actor actor, bool pastToo = false, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var (now, me) = (time.Now, actor.Person);
        var delegations = context.Set<ApprovalDelegation>().Where(d => pastToo || (d.EndedAt == null && d.LapsesAt > now));
        if (!actor.KnownRoles.Overlaps(SeeAll))
            delegations = delegations.Where(d => d.PrincipalId == me || d.DelegateId == me);
        var ordered = page.Sort switch
        {
            nameof(DelegationRow.BeginsAt) => delegations.By(d => d.BeginsAt, page.Descending).ThenBy(d => d.Number),
            nameof(DelegationRow.LapsesAt) => delegations.By(d => d.LapsesAt, page.Descending).ThenBy(d => d.Number),
            nameof(DelegationRow.Number) => delegations.By(d => d.Number, page.Descending),
            _ => delegations.OrderByDescending(d => d.GivenAt).ThenByDescending(d => d.Number),
        };
        var found = await ordered
            .Select(d => new { d.Id, d.Number, d.PrincipalId, d.DelegateId, Kinds = d.Kinds.Select(k => k.Kind).ToList(), d.Reason, d.BeginsAt, d.LapsesAt, d.EndedAt, d.EndedById })
            .ToPageAsync(page, cancellationToken);
        return new Page<DelegationRow>(
            [.. found.Rows.Select(d => new DelegationRow(
                d.Id, d.Number, d.PrincipalId, d.DelegateId, string.Join(", ", d.Kinds.Order(StringComparer.Ordinal)), d.Reason, d.BeginsAt, d.LapsesAt,
                d.EndedAt, d.EndedById, d.EndedAt is null && d.BeginsAt <= now && d.LapsesAt > now))],
            found.Total);
    }

    /// <summary>For whom somebody decides now, each once.</summary>
    public async Task<IReadOnlyList<PersonId>> PrincipalsOfAsync(PersonId person, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        var now = time.Now;
        return await context.Set<ApprovalDelegation>().Where(d => d.DelegateId == person && d.EndedAt == null && d.BeginsAt <= now && d.LapsesAt > now)
            .Select(d => d.PrincipalId).Distinct().ToListAsync(cancellationToken);
    }
}
