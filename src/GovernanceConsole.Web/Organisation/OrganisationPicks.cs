using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Shell;

namespace GovernanceConsole.Web.Organisation;

/// <summary>What pickers load: <c>Load="Picks.UnitsAsync"</c>.</summary>
public sealed class OrganisationPicks(OrganisationQueries organisation)
{
    public async Task<IReadOnlyList<PickerChoice<OrganisationalUnitId>>> UnitsAsync(string? text) => Choices(await organisation.UnitsNamedLikeAsync(text, 20));

    public async Task<IReadOnlyList<PickerChoice<VendorId>>> VendorsAsync(string? text) => Choices(await organisation.VendorsNamedLikeAsync(text, 20));

    public async Task<IReadOnlyList<PickerChoice<DeskId>>> DesksAsync(string? text) => Choices(await organisation.DesksNamedLikeAsync(text, 20));

    public async Task<IReadOnlyList<PickerChoice<GovernedSystemId>>> SystemsAsync(string? text) => Choices(await organisation.SystemsNamedLikeAsync(text, 20));

    public async Task<IReadOnlyList<PickerChoice<IdentityDomainId>>> IdentityDomainsAsync(string? text) => Choices(await organisation.IdentityDomainsNamedLikeAsync(text, 20));

    private static IReadOnlyList<PickerChoice<TId>> Choices<TId>(IReadOnlyList<Choice<TId>> choices)
        where TId : struct, IEntityId<TId> => [.. choices.Select(c => new PickerChoice<TId>(c.Id, c.Name, c.Code))];
}
