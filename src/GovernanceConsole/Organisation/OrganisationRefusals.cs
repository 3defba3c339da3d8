using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Organisation;

/// <summary>The console is opened for its first person once, while nobody is registered.</summary>
public sealed record PeopleExistAlready : Refusal
{
    public override string Sentence => "People are registered already. Ask the platform administrator for a role instead.";
}

/// <summary>The key of the personnel system names one entry of the directory.</summary>
public sealed record DirectoryKeyIsTaken(string Key) : Refusal
{
    public override string Sentence => $"The directory key {Key} belongs to another entry. Update that entry instead.";

    public override string Field => "DirectoryKey";
}

/// <summary>Whoever approves for a person is somebody else.</summary>
public sealed record ManagerIsThePersonThemselves : Refusal
{
    public override string Sentence => "Nobody is their own manager. Choose the manager of record, or leave it empty.";

    public override string Rule => "R-060";

    public override string Field => "ManagerId";
}

/// <summary>Who has left takes on nothing any more.</summary>
public sealed record PersonHasLeft(string Name) : Refusal
{
    public override string Sentence => $"{Name} has left. Choose somebody who is active.";

    public override string Rule => "R-016";
}

/// <summary>A role is held once.</summary>
public sealed record RoleIsHeldAlready(string Name, Role Role) : Refusal
{
    public override string Sentence => $"{Name} holds the role {Role} already.";
}

/// <summary>Only a role that is held can be ended.</summary>
public sealed record RoleIsNotHeld(string Name, Role Role) : Refusal
{
    public override string Sentence => $"{Name} does not hold the role {Role}.";
}

/// <summary>A role is for an individual; a shared mailbox that acts cannot be held to account.</summary>
public sealed record RolesAreForIndividuals(string Name) : Refusal
{
    public override string Sentence => $"{Name} is not an individual. Roles are granted to named people only.";

    public override string Rule => "R-182";
}

/// <summary>Nobody widens their own rights, the platform administrator included.</summary>
public sealed record NobodyChangesTheirOwnRoles : Refusal
{
    public override string Sentence => "Nobody grants or ends their own roles. Ask another administrator.";

    public override string Rule => "R-191";
}

/// <summary>Accountable means one individual: no group, no shared mailbox.</summary>
public sealed record SeatsAreForIndividuals(string Name, DirectoryEntryKind Kind) : Refusal
{
    public override string Sentence => Kind switch
    {
        DirectoryEntryKind.SharedMailbox => $"{Name} is a shared mailbox. Name the one person who answers for it.",
        DirectoryEntryKind.DistributionList => $"{Name} is a distribution list. Name the one person who answers for it.",
        DirectoryEntryKind.Individual => throw new InvalidOperationException("An individual may hold a seat."),
    };

    public override string Rule => "R-004";
}

/// <summary>An e-mail address is one address, or none.</summary>
public sealed record EmailIsNoAddress(string Email) : Refusal
{
    public override string Sentence => $"{Email} is not an e-mail address. Write name@domain, or leave it empty.";

    public override string Field => "Email";
}

/// <summary>Two people who manage each other would approve each other's requests.</summary>
public sealed record ManagerReportsToThePerson(string Manager) : Refusal
{
    public override string Sentence => $"{Manager} reports to this person, directly or through others. Choose a manager above both.";

    public override string Rule => "R-060";

    public override string Field => "ManagerId";
}

/// <summary>A person leaves once; the instant noted first stays.</summary>
public sealed record PersonHasLeftAlready(string Name) : Refusal
{
    public override string Sentence => $"{Name} is marked as having left already.";
}

/// <summary>Only somebody who has left can return.</summary>
public sealed record PersonIsActive(string Name) : Refusal
{
    public override string Sentence => $"{Name} is active; there is no return to note down.";
}

/// <summary>Two people signed that it is forgotten who this was; one must not undo it by writing a name over it.</summary>
public sealed record PersonIsErased : Refusal
{
    public override string Sentence => "Who this was is erased, and the record stays as it is. Register whoever came back anew.";
}

/// <summary>Somebody else notes it down, so that the last administrator cannot lock everybody out by a slip.</summary>
public sealed record NobodyMarksThemselvesAsLeft : Refusal
{
    public override string Sentence => "Nobody marks themselves as having left. Ask a colleague in governance or administration.";
}

/// <summary>Who signs in acts under a name of their own, vendor staff included.</summary>
public sealed record AccountsAreForIndividuals(string Name) : Refusal
{
    public override string Sentence => $"{Name} is not an individual. Accounts that sign in belong to named people only.";

    public override string Rule => "R-182";
}

/// <summary>One account stands for one person, so that the same person never counts as two.</summary>
public sealed record AccountIsLinkedAlready(string Holder) : Refusal
{
    public override string Sentence => $"The account is linked to {Holder}. Unlink it there first.";

    public override string Rule => "R-068";

    public override string Field => "Subject";
}

/// <summary>A code names one thing of its kind, because files refer to it.</summary>
public sealed record CodeIsTaken(string What, string TakenCode) : Refusal
{
    public override string Sentence => $"The code {TakenCode} belongs to another {What}. Choose another code, or update that {What}.";

    public override string Field => "Code";
}

/// <summary>Units form a tree.</summary>
public sealed record UnitIsBelowItself(string Name) : Refusal
{
    public override string Sentence => $"{Name} would stand below itself. Choose a unit that is not part of it.";

    public override string Field => "ParentId";
}

/// <summary>An outsourced desk names the vendor that runs it.</summary>
public sealed record OutsourcedDeskHasNoVendor : Refusal
{
    public override string Sentence => "An outsourced desk is run by a vendor. Choose the vendor.";

    public override string Rule => "R-177";

    public override string Field => "VendorId";
}

/// <summary>Vendor and contract belong to outsourced desks alone.</summary>
public sealed record OwnDeskHasAVendor : Refusal
{
    public override string Sentence => "An own desk has neither a vendor nor a contract. Remove both, or mark the desk as outsourced.";

    public override string Rule => "R-177";

    public override string Field => "VendorId";
}

/// <summary>Working hours name at least one day.</summary>
public sealed record WorkingHoursNameNoDay : Refusal
{
    public override string Sentence => "The working hours name no day. Choose the days, or leave the hours empty while they are unknown.";

    public override string Field => "WorkingDays";
}

/// <summary>A time zone has a name the system knows.</summary>
public sealed record TimeZoneIsUnknown(string TimeZone) : Refusal
{
    public override string Sentence => $"There is no time zone {TimeZone}. Write a name such as Europe/Berlin, or leave it empty for the organisation's.";

    public override string Field => "TimeZone";
}

/// <summary>Without the whole contract a vendor's desk answers to nobody, and no path may run through it.</summary>
public sealed record ContractIsIncomplete(string Desk, IReadOnlyList<string> Missing) : Refusal
{
    public override string Sentence => $"The contract behind {Desk} does not name {string.Join(", ", Missing)}. Complete the desk's record first.";

    public override string Rule => "R-177";
}

/// <summary>A contract counts up to and including its last day.</summary>
public sealed record ContractHasEnded(string Desk, DateOnly EndedOn) : Refusal
{
    public override string Sentence => $"The contract behind {Desk} ended on {DateText.Of(EndedOn)}. Enter the end of the contract in force.";

    public override string Rule => "R-177";

    public override string Field => "ContractEndsOn";
}

/// <summary>A desk becomes a decision-maker once.</summary>
public sealed record DeskDecidesAlready(string Desk) : Refusal
{
    public override string Sentence => $"{Desk} is a decision-maker already.";
}

/// <summary>One proposal waits at a time.</summary>
public sealed record DecisionMakerIsProposedAlready(string Desk) : Refusal
{
    public override string Sentence => $"{Desk} is proposed as a decision-maker already and waits for a second person of governance.";
}

/// <summary>What the second person confirms, a first person has proposed.</summary>
public sealed record NothingIsProposed(string Desk) : Refusal
{
    public override string Sentence => $"Nobody has proposed {Desk} as a decision-maker, or the proposal was dropped. Propose it first.";

    public override string Rule => "R-014";
}

/// <summary>A desk becomes a decision-maker by two people of governance, never by one alone.</summary>
public sealed record ProposerConfirmsThemselves : Refusal
{
    public override string Sentence => "You proposed this. A second person of governance confirms it.";

    public override string Rule => "R-014";
}

/// <summary>The lead of a desk does not decide what the desk may decide.</summary>
public sealed record DeskLeadConfirmsTheirOwnDesk(string Desk) : Refusal
{
    public override string Sentence => $"You lead {Desk}. Somebody of governance who does not lead it confirms what it may decide.";

    public override string Rule => "R-014";
}

/// <summary>Permission counts at the moment of use: both people hold the role when the second one confirms.</summary>
public sealed record ProposerIsNoLongerInGovernance(string Name) : Refusal
{
    public override string Sentence => $"{Name}, who proposed this, is not in governance any more. Keep the desk as executor only and propose it again.";

    public override string Rule => "R-014";
}

/// <summary>Only a decision-maker, or a proposal that waits, can be taken back.</summary>
public sealed record DeskOnlyExecutesAlready(string Desk) : Refusal
{
    public override string Sentence => $"{Desk} only executes, and nothing else is proposed.";
}

/// <summary>A risk owner is assigned once; the instant noted first stays.</summary>
public sealed record PersonIsRiskOwnerAlready(string Name, string What) : Refusal
{
    public override string Sentence => $"{Name} is the risk owner of {What} already.";

    public override string Field => "RiskOwnerId";
}

/// <summary>A new version of a boundary statement says something new.</summary>
public sealed record BoundaryStatementSaysTheSame : Refusal
{
    public override string Sentence => "This is word for word the statement in force. Change it, or leave it.";

    public override string Rule => "R-021";

    public override string Field => "Text";
}

/// <summary>In a file, one row speaks of one person.</summary>
public sealed record DirectoryKeyComesTwice(string Key) : Refusal
{
    public override string Sentence => $"The directory key {Key} stands in an earlier row too. Keep one of them.";

    public override string Field => "DirectoryKey";
}

/// <summary>The manager of record is somebody in the directory.</summary>
public sealed record ManagerIsUnknown(string Key) : Refusal
{
    public override string Sentence => $"The manager {Key} is neither in the file nor in the directory. Add the manager's row, or leave the field empty.";

    public override string Rule => "R-060";

    public override string Field => "ManagerKey";
}

/// <summary>In a file, one row speaks of one thing.</summary>
public sealed record CodeComesTwice(string TakenCode) : Refusal
{
    public override string Sentence => $"The code {TakenCode} stands in an earlier row too. Keep one of them.";

    public override string Field => "Code";
}

/// <summary>No file brings the boundary statement that an identity domain needs, so it is registered first.</summary>
public sealed record IdentityDomainIsUnknown(string DomainCode) : Refusal
{
    public override string Sentence => $"There is no identity domain {DomainCode}. Register it with its boundary statement first, or leave the field empty.";

    public override string Rule => "R-021";

    public override string Field => "IdentityDomainCode";
}

/// <summary>Who is named in a file is somebody in the directory.</summary>
public sealed record PersonIsUnknown(string Key) : Refusal
{
    public override string Sentence => $"Nobody in the directory has the key {Key}. Import people first, or leave the field empty.";

    public override string Field => "RiskOwnerKey";
}

/// <summary>A number that can be called from any desk.</summary>
public sealed record NumberCannotBeDialled : Refusal
{
    public override string Sentence => "This is no telephone number that a desk can call. Write it with its country code, such as +49 30 1234567; an extension alone is not enough.";

    public override string Rule => "R-072";

    public override string Field => "Address";
}

/// <summary>An address for recovery is one e-mail address.</summary>
public sealed record ContactIsNoAddress : Refusal
{
    public override string Sentence => "This is not an e-mail address. Write name@domain.";

    public override string Rule => "R-072";

    public override string Field => "Address";
}

/// <summary>The mailbox of the directory is part of the entry.</summary>
public sealed record DirectoryAddressStandsOnTheEntry : Refusal
{
    public override string Sentence => "The e-mail address of the directory stands on the entry. Edit the entry; its former address is kept by itself.";

    public override string Field => "Kind";
}

/// <summary>Nobody gives the desk the number by which it will verify them.</summary>
public sealed record NobodyKeepsTheirOwnContacts : Refusal
{
    public override string Sentence => "Nobody records or ends their own contacts of record. Somebody else who keeps the directory does.";

    public override string Rule => "R-072";
}

/// <summary>Who verifies by a number does not choose it.</summary>
public sealed record DesksKeepNoContacts : Refusal
{
    public override string Sentence => "You work at a desk, and a desk does not set the numbers it calls back. Governance or the platform administrator records them.";

    public override string Rule => "R-072";
}

/// <summary>Only people are called back.</summary>
public sealed record ContactsAreForIndividuals(string Name) : Refusal
{
    public override string Sentence => $"{Name} is not an individual. Contacts of record belong to people.";

    public override string Rule => "R-072";
}

/// <summary>A contact is on record once.</summary>
public sealed record ContactIsOnRecord(string Name) : Refusal
{
    public override string Sentence => $"This is a contact of record of {Name} already. Nothing was changed, so its cooling-off is not counted anew.";

    public override string Field => "Address";
}

/// <summary>Where the directory tells a contact, it is the source.</summary>
public sealed record DirectoryTellsThisContact(string Name, ContactKind Kind) : Refusal
{
    public override string Sentence => $"The directory tells {(Kind == ContactKind.Phone ? "a number" : "an address")} of {Name}. Have it changed there, and import it.";

    public override string Rule => "R-072";

    public override string Field => "Kind";
}

/// <summary>A contact ends once.</summary>
public sealed record ContactHasEndedAlready : Refusal
{
    public override string Sentence => "This contact has ended already. Nothing was changed.";
}
