using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Organisation;

/// <summary>What a directory entry stands for. Only an individual can be accountable .</summary>
public enum DirectoryEntryKind
{
    Individual,
    SharedMailbox,
    DistributionList,
}

/// <summary>How a person belongs to the organisation.</summary>
public enum Engagement
{
    Employee,
    Contractor,

    /// <summary>Staff of a vendor, for instance of an outsourced desk.</summary>
    ThirdParty,
}

/// <summary>One entry of the directory, usually a person. Never deleted: history keeps the id (O5).</summary>
internal sealed class Person : ILedgered
{
    /// <summary>What stands in the place of the name of somebody who was erased.</summary>
    public const string ErasedName = "Erased person";

    public PersonId Id { get; private init; }

    /// <summary>The key in the personnel system; the same person has the same key in every import.</summary>
    public string DirectoryKey { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>Null for entries without a mailbox.</summary>
    public string? Email { get; private set; }

    public DirectoryEntryKind Kind { get; private set; }

    public Engagement Engagement { get; private set; }

    /// <summary>The line manager of record; null at the top and while unknown.</summary>
    public PersonId? ManagerId { get; private set; }

    /// <summary>The unit; null while unknown.</summary>
    public OrganisationalUnitId? UnitId { get; private set; }

    /// <summary>Last day of a contract; null for employees and open-ended contracts.</summary>
    public DateOnly? ContractEndsOn { get; private set; }

    /// <summary>When the person left or was deactivated; null while active.</summary>
    public DateTimeOffset? LeftAt { get; private set; }

    /// <summary>False from the moment the person left: nothing is accepted from them any more.</summary>
    public bool MayAct { get; private set; }

    public long Version { get; private set; }

    Guid ILedgered.LedgerId => Id.Value;

    public static Person Register(PersonId id, string directoryKey, PersonFacts facts)
    {
        var person = new Person { Id = id, DirectoryKey = directoryKey, MayAct = true };
        person.Update(facts);
        return person;
    }

    public void Update(PersonFacts facts)
    {
        Name = facts.Name;
        Email = facts.Email;
        Kind = facts.Kind;
        Engagement = facts.Engagement;
        ManagerId = facts.ManagerId;
        UnitId = facts.UnitId;
        ContractEndsOn = facts.ContractEndsOn;
    }

    public void Leave(DateTimeOffset at)
    {
        if (!MayAct)
            throw new InvalidOperationException("The person has left already.");
        MayAct = false;
        LeftAt = at;
    }

    /// <summary>Who it was is known no more; that it was somebody, and what they decided, stays.</summary>
    public void Erase()
    {
        if (MayAct)
            throw new InvalidOperationException("The person is active.");
        (Name, Email, DirectoryKey) = (ErasedName, null, ErasedKey(Id));
    }

    /// <summary>The directory key of somebody who was erased: says of whom nothing but the id.</summary>
    public static string ErasedKey(PersonId id) => $"erased-{id.Value:N}";

    /// <summary>Whether it was erased who this was. The record is an end: whoever comes back gets a new one.</summary>
    public bool IsErased() => DirectoryKey == ErasedKey(Id);

    public void Return()
    {
        if (MayAct)
            throw new InvalidOperationException("The person is active.");
        MayAct = true;
        LeftAt = null;
    }
}

/// <summary>What a directory tells about an entry, beside its key.</summary>
internal sealed record PersonFacts(
    string Name,
    string? Email,
    DirectoryEntryKind Kind,
    Engagement Engagement,
    PersonId? ManagerId,
    OrganisationalUnitId? UnitId,
    DateOnly? ContractEndsOn);
