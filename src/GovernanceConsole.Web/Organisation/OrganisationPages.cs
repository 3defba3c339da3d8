using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Shell;

namespace GovernanceConsole.Web.Organisation;

internal static class OrganisationPages
{
    /// <summary>Looks, choices, duties and search hits of people, desks, vendors, systems and identity domains.</summary>
    public static IServiceCollection AddOrganisationPages(this IServiceCollection services) => services
        .AddSingleton<OrganisationPicks>()
        .AddSingleton<IWorkSource, OrganisationWork>()
        .AddSingleton<ISearchSource, OrganisationSearch>()
        .AddStateLook<PersonState>(state => state switch
        {
            PersonState.Active => new StateLook(OrganisationText.Of(state), Tone.Good, "person"),
            PersonState.Left => new StateLook(OrganisationText.Of(state), Tone.Bad, "person_off"),
        })
        .AddStateLook<DeskDecisionMode>(mode => mode switch
        {
            DeskDecisionMode.ExecutorOnly => new StateLook(OrganisationText.Of(mode), Tone.Quiet, "checklist"),
            DeskDecisionMode.DecisionMaker => new StateLook(OrganisationText.Of(mode), Tone.Attention, "gavel"),
        });
}

/// <summary>Desks that wait for a second signature, and what an empty console needs first.</summary>
internal sealed class OrganisationWork(OrganisationQueries organisation, PeopleQueries people, OrganisationTime time) : IWorkSource
{
    public async Task<IReadOnlyList<WorkItem>> OwedByAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.KnowsRole(Role.Governance))
            return [];
        var items = new List<WorkItem>();
        foreach (var row in (await organisation.DesksAsync(new DeskFilter(ProposalWaits: true), new PageRequest(Take: 20), cancellationToken)).Rows)
        {
            if (row.Lead.Id == actor.Person || await organisation.DeskAsync(row.Id, cancellationToken) is not { Proposal: { } proposal } || proposal.By.Id == actor.Person)
                continue;
            items.Add(new WorkItem(
                "Confirm what a desk may decide", $"{row.Name} is proposed as a decision-maker", $"Proposed by {proposal.By.Name}: {proposal.Reason}",
                DueOn: null, "Until a second person of governance confirms, the desk only executes.", $"/desks/{row.Id.Value}", "Decide")
            {
                Since = time.DateOf(proposal.At),
            });
        }

        return items;
    }

    public async Task<NextStep?> NextStepAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.KnowsRole(Role.Governance))
            return null;
        if ((await people.ListAsync(actor, new PeopleFilter(), new PageRequest(Take: 1), cancellationToken)).Total <= 1)
        {
            return new NextStep(
                "group_add", "Bring in your people", "Every recovery path needs two different people who answer for it. They come from the personnel system as a file, or are typed in.",
                [("Register a person", "/people/new"), ("People", "/people")]);
        }

        return (await organisation.SystemsAsync(new SystemFilter(), new PageRequest(Take: 1), cancellationToken)).Total > 0 ? null : new NextStep(
            "dns", "Bring in your systems", "A recovery path says what it can open if it is abused. Register the identity domains and systems behind it.",
            [("Register an identity domain", "/identity-domains/new"), ("Register a system", "/systems/new")]);
    }
}

/// <summary>People, desks, vendors, systems and identity domains by name, code or key.</summary>
internal sealed class OrganisationSearch(OrganisationQueries organisation, PeopleQueries people) : ISearchSource
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(string text, Actor actor, int limit, CancellationToken cancellationToken)
    {
        var hits = new List<SearchHit>();
        foreach (var person in (await people.ListAsync(actor, new PeopleFilter(text), new PageRequest(Take: limit), cancellationToken)).Rows)
            hits.Add(new SearchHit("Person", person.Name, $"{person.DirectoryKey}{(person.LeftAt is null ? "" : ", has left")}", $"/people/{person.Id.Value}"));
        Add(hits, "Desk", "desks", await organisation.DesksNamedLikeAsync(text, limit, cancellationToken));
        Add(hits, "System", "systems", await organisation.SystemsNamedLikeAsync(text, limit, cancellationToken));
        Add(hits, "Identity domain", "identity-domains", await organisation.IdentityDomainsNamedLikeAsync(text, limit, cancellationToken));
        Add(hits, "Vendor", "vendors", await organisation.VendorsNamedLikeAsync(text, limit, cancellationToken));
        return [.. hits.Take(limit)];
    }

    private static void Add<TId>(List<SearchHit> hits, string kind, string address, IReadOnlyList<Choice<TId>> found)
        where TId : struct, IEntityId<TId> => hits.AddRange(found.Select(c => new SearchHit(kind, c.Name, c.Code, $"/{address}/{c.Id.Value}")));
}
