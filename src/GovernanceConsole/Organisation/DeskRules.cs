using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Organisation;

public static class DeskRules
{
    /// <summary>
    /// Whether a recovery path can run through a desk on a day: an own desk always, a vendor's only under a contract
    /// that names who is accountable and has not ended.
    /// </summary>
    public static Refusal? MayBeUsed(DeskStanding desk, DateOnly today) => desk.Contract switch
    {
        null => null,
        { } contract when MissingIn(contract) is { Count: > 0 } missing => new ContractIsIncomplete(desk.Name, missing),
        { EndsOn: { } end } when end < today => new ContractHasEnded(desk.Name, end),
        _ => null,
    };

    /// <summary>The parts of a contract that are not known yet, in words.</summary>
    public static IReadOnlyList<string> MissingIn(VendorContract contract) =>
    [
        .. new[]
        {
            contract.Reference is null ? "its reference" : null,
            contract.Clause is null ? "the clause on accountability" : null,
            contract.AccountableId is null ? "the accountable person" : null,
            contract.EndsOn is null ? "its end" : null,
        }.OfType<string>(),
    ];

    /// <summary>What is wrong with the record itself, whatever else is stored.</summary>
    /// <param name="facts">What the record shall say.</param>
    /// <param name="today">The date of the change.</param>
    /// <param name="endSoFar">The end of the contract that is stored; null for a new desk and where none is known.</param>
    internal static List<Refusal> Check(DeskFacts facts, DateOnly today, DateOnly? endSoFar)
    {
        var found = new[]
        {
            facts.Kind == DeskKind.Outsourced && facts.VendorId is null ? new OutsourcedDeskHasNoVendor() : null,
            facts.Kind == DeskKind.Own && (facts.VendorId is not null || facts.Contract is not null) ? new OwnDeskHasAVendor() : null,
            facts.Hours is { Days: WeekDays.None } ? new WorkingHoursNameNoDay() : null,
            facts.Hours?.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? new TimeZoneIsUnknown(zone) : null,
            facts.Contract?.EndsOn is { } end && end < today && end != endSoFar ? new ContractHasEnded(facts.Name, end) : (Refusal?)null,
            TextRules.Optional("ContractReference", "The contract reference", facts.Contract?.Reference, TextRules.Line),
            TextRules.Optional("ContractClause", "The contract clause", facts.Contract?.Clause, TextRules.Line),
        };
        return [.. CodeRules.CheckName(facts.Name), .. found.OfType<Refusal>()];
    }

    internal static Refusal? MayBeProposedAsDecisionMaker(Desk desk) => desk switch
    {
        { DecisionMode: DeskDecisionMode.DecisionMaker } => new DeskDecidesAlready(desk.Name),
        { DecisionMakerProposedById: not null } => new DecisionMakerIsProposedAlready(desk.Name),
        _ => null,
    };

    /// <param name="desk">The desk.</param>
    /// <param name="confirmer">Who confirms.</param>
    /// <param name="proposer">Who proposed; null while nothing is proposed.</param>
    /// <param name="rolesOfProposer">What the proposer holds at this instant.</param>
    internal static Refusal? MayBeConfirmedAsDecisionMaker(Desk desk, PersonId confirmer, PersonStanding? proposer, IReadOnlyCollection<Role> rolesOfProposer) => proposer switch
    {
        null => new NothingIsProposed(desk.Name),
        _ when proposer.Id == confirmer => new ProposerConfirmsThemselves(),
        _ when desk.LeadId == confirmer => new DeskLeadConfirmsTheirOwnDesk(desk.Name),
        _ when !rolesOfProposer.Contains(Role.Governance) => new ProposerIsNoLongerInGovernance(proposer.Name),
        _ => null,
    };

    internal static Refusal? MayBeMadeExecutorOnly(Desk desk) =>
        desk is { DecisionMode: DeskDecisionMode.ExecutorOnly, DecisionMakerProposedById: null } ? new DeskOnlyExecutesAlready(desk.Name) : null;
}
