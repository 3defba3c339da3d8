using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Organisation;

public readonly record struct DeskId(Guid Value) : IEntityId<DeskId>
{
    public static DeskId From(Guid value) => new(value);
}

/// <summary>Who staffs a desk.</summary>
public enum DeskKind
{
    Own,

    /// <summary>Staff of a vendor, under a contract.</summary>
    Outsourced,
}

/// <summary>What a desk may decide .</summary>
public enum DeskDecisionMode
{
    /// <summary>Runs a fixed playbook; accepts no risk and approves no exception.</summary>
    ExecutorOnly,

    /// <summary>Is itself an accountable decision-maker for risk.</summary>
    DecisionMaker,
}

/// <summary>What the contract with a vendor says about accountability. Each part is null until it is known.</summary>
/// <param name="Reference">Number or name of the contract.</param>
/// <param name="Clause">The clause that makes the vendor accountable.</param>
/// <param name="AccountableId">The person at the vendor, or for the vendor, who answers for the desk.</param>
/// <param name="EndsOn">The last day of the contract.</param>
public sealed record VendorContract(string? Reference, string? Clause, PersonId? AccountableId, DateOnly? EndsOn);

/// <summary>A place where people ask for help with access.</summary>
internal sealed class Desk : ILedgered
{
    public DeskId Id { get; private init; }

    /// <summary>The key used in files.</summary>
    public string Code { get; private init; } = "";

    public string Name { get; private set; } = "";

    public DeskKind Kind { get; private set; }

    /// <summary>Who runs it; null for an own desk.</summary>
    public VendorId? VendorId { get; private set; }

    /// <summary>Answers for training, escalation and exceptions at the desk .</summary>
    public PersonId LeadId { get; private set; }

    public DeskDecisionMode DecisionMode { get; private set; }

    /// <summary>When the present decision mode was decided; null while it is the one every desk begins with.</summary>
    public DateTimeOffset? DecisionModeDecidedAt { get; private set; }

    /// <summary>Who proposed to make the desk a decision-maker; null while nothing is proposed.</summary>
    public PersonId? DecisionMakerProposedById { get; private set; }

    /// <summary>When; null while nothing is proposed.</summary>
    public DateTimeOffset? DecisionMakerProposedAt { get; private set; }

    /// <summary>Why; null while nothing is proposed.</summary>
    public string? DecisionMakerReason { get; private set; }

    /// <summary>Days on which the desk is staffed; null while its hours are unknown, and then so are the next three.</summary>
    public WeekDays? WorkingDays { get; private set; }

    public TimeOnly? OpenFrom { get; private set; }

    public TimeOnly? OpenUntil { get; private set; }

    /// <summary>Null where the organisation's zone counts.</summary>
    public string? TimeZone { get; private set; }

    /// <summary>Null for own desks and while unknown.</summary>
    public string? ContractReference { get; private set; }

    /// <summary>Null for own desks and while unknown.</summary>
    public string? ContractClause { get; private set; }

    /// <summary>Null for own desks and while unknown.</summary>
    public PersonId? ContractAccountableId { get; private set; }

    /// <summary>Null for own desks and while unknown.</summary>
    public DateOnly? ContractEndsOn { get; private set; }

    public long Version { get; private set; }

    Guid ILedgered.LedgerId => Id.Value;

    public static Desk Register(DeskId id, string code, DeskFacts facts)
    {
        var desk = new Desk { Id = id, Code = code };
        desk.Update(facts);
        return desk;
    }

    public void Update(DeskFacts facts)
    {
        Name = facts.Name;
        Kind = facts.Kind;
        VendorId = facts.VendorId;
        LeadId = facts.LeadId;
        WorkingDays = facts.Hours?.Days;
        OpenFrom = facts.Hours?.From;
        OpenUntil = facts.Hours?.Until;
        TimeZone = facts.Hours?.TimeZone;
        ContractReference = facts.Contract?.Reference;
        ContractClause = facts.Contract?.Clause;
        ContractAccountableId = facts.Contract?.AccountableId;
        ContractEndsOn = facts.Contract?.EndsOn;
    }

    public void ProposeAsDecisionMaker(PersonId by, string reason, DateTimeOffset at)
    {
        if (DecisionMode == DeskDecisionMode.DecisionMaker || DecisionMakerProposedById is not null)
            throw new InvalidOperationException("The desk decides already, or that is proposed already.");
        DecisionMakerProposedById = by;
        DecisionMakerProposedAt = at;
        DecisionMakerReason = reason;
    }

    public void ConfirmAsDecisionMaker(DateTimeOffset at)
    {
        if (DecisionMakerProposedById is null)
            throw new InvalidOperationException("Nothing is proposed.");
        Decide(DeskDecisionMode.DecisionMaker, at);
    }

    /// <summary>Also drops a proposal that waits.</summary>
    public void MakeExecutorOnly(DateTimeOffset at)
    {
        if (DecisionMode == DeskDecisionMode.ExecutorOnly && DecisionMakerProposedById is null)
            throw new InvalidOperationException("The desk only executes already.");
        Decide(DeskDecisionMode.ExecutorOnly, at);
    }

    private void Decide(DeskDecisionMode mode, DateTimeOffset at)
    {
        DecisionMode = mode;
        DecisionModeDecidedAt = at;
        DecisionMakerProposedById = null;
        DecisionMakerProposedAt = null;
        DecisionMakerReason = null;
    }
}

/// <summary>What can be said about a desk by editing it; its decision mode is not among it.</summary>
internal sealed record DeskFacts(string Name, DeskKind Kind, VendorId? VendorId, PersonId LeadId, WorkingHours? Hours, VendorContract? Contract);
