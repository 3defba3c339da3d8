using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Requests;

/// <summary>A form asks for what its lane needs .</summary>
public sealed record FormFieldIsMissing(string Name, string Label, string Row) : Refusal
{
    public override string Sentence => $"{Label} is missing. This kind of request cannot be judged without it.";

    public override string Rule => Row;

    public override string Field => Name;
}

/// <summary>A request says what is asked, once each.</summary>
public sealed record NothingIsAsked : Refusal
{
    public override string Sentence => "Nothing is asked for. Choose at least one kind of request.";

    public override string Field => "Parts";
}

/// <summary>A matter of several parts has one of each kind and target.</summary>
public sealed record PartIsAskedTwice(string Kind) : Refusal
{
    public override string Sentence => $"“{Kind}” is asked for twice for the same target. Keep one.";

    public override string Field => "Parts";
}

/// <summary>One matter has a few parts.</summary>
public sealed record TooManyParts(int Count, int Most) : Refusal
{
    public override string Sentence => $"{Count} things are asked at once; at most {Most} belong to one matter. Ask for the rest separately.";

    public override string Field => "Parts";
}

/// <summary>One matter is about the access of one subject .</summary>
public sealed record OfAnotherSubject(string Number) : Refusal
{
    public override string Sentence => $"{Number} is about somebody else. What is needed for another subject is another matter: ask for it by itself.";

    public override string Rule => "R-034";

    public override string Field => "Subject";
}

/// <summary>A kind for people is not asked for a machine.</summary>
public sealed record SubjectIsIncomplete(SubjectKind Kind) : Refusal
{
    public override string Sentence => Kind switch
    {
        SubjectKind.Person => "Whose access it is must be a person of the directory. Look them up; a name that was typed proves nobody.",
        SubjectKind.MachineIdentity => "Name the machine identity.",
        SubjectKind.CustomerRecord => "Name the record of the customer.",
    };

    public override string Rule => "R-044";

    public override string Field => "Subject";
}

/// <summary>Somebody asks; a source system that asks names what triggered it.</summary>
public sealed record RequesterIsMissing : Refusal
{
    public override string Sentence => "Who asks is missing: choose the person, or write down who says that they ask.";

    public override string Rule => "R-080";

    public override string Field => "Requester";
}

/// <summary>Secrets do not belong into a request .</summary>
public sealed record TextHoldsASecret(string Name, string Label) : Refusal
{
    public override string Sentence => $"{Label} looks as if it held a key, token or password. Nothing was stored; leave it out, and have it replaced if it is real.";

    public override string Rule => "R-084";

    public override string Field => Name;
}

/// <summary>Access lasts no longer than the rule allows.</summary>
public sealed record LastsTooLong(string RuleId, Duration Longest) : Refusal
{
    public override string Sentence => $"Rule {RuleId} allows {Longest} at most. Choose an earlier end.";

    public override string Rule => "R-196";

    public override string Field => "EndsAt";
}

/// <summary>An end comes after the begin, and neither has passed.</summary>
public sealed record EndIsBeforeBegin : Refusal
{
    public override string Sentence => "The access would end before it begins, or has ended already.";

    public override string Rule => "R-196";

    public override string Field => "EndsAt";
}

/// <summary>Somebody from outside has no access past the contract .</summary>
public sealed record EndsAfterTheContract(DateOnly ContractEndsOn) : Refusal
{
    public override string Sentence => $"The contract ends on {ContractEndsOn:d MMMM yyyy}. Access cannot last longer; choose an end on or before that day.";

    public override string Rule => "R-199";

    public override string Field => "EndsAt";
}

/// <summary>What has ended stays so (D6).</summary>
public sealed record RequestHasEnded(string Number, RequestState State) : Refusal
{
    public override string Sentence => State switch
    {
        RequestState.Rejected => $"{Number} was rejected already. Nothing was changed; whoever still needs it asks anew.",
        RequestState.Expired => $"{Number} has lapsed. Nothing was changed; whoever still needs it asks anew.",
        RequestState.Cancelled => $"{Number} was cancelled already. Nothing was changed.",
        _ => $"{Number} is closed already. Nothing was changed.",
    };

    public override string Rule => "R-086";
}

/// <summary>Each act has its stage .</summary>
public sealed record NotAtThisStage(string Number, RequestState State) : Refusal
{
    public override string Sentence => State switch
    {
        RequestState.Quarantined => $"{Number} is quarantined: it came by a channel that no active path is registered for. The control owner releases it, or it is cancelled.",
        RequestState.Verifying => $"{Number} is not verified yet. What is missing is on its page.",
        RequestState.Stopped => $"{Number} is stopped. Security operations or the lead of the desk clears it, or it is cancelled.",
        RequestState.AwaitingApproval => $"{Number} waits for approval. Who may decide is on its page.",
        RequestState.Approved => $"{Number} is approved already and waits to be executed.",
        RequestState.Monitoring or RequestState.UnderInvestigation => $"{Number} was executed already.",
        _ => $"{Number} has ended.",
    };

    public override string Rule => "R-086";
}

/// <summary>A lapsed request cannot be decided, whatever the clock of a job says (D13).</summary>
public sealed record RequestHasLapsed(string Number, DateTimeOffset At) : Refusal
{
    public override string Sentence => $"{Number} lapsed at {At:yyyy-MM-dd HH:mm} UTC, before this. Nothing was changed; whoever still needs it asks anew.";

    public override string Rule => "R-075";
}

/// <summary>A signal is one of the policy's.</summary>
public sealed record SignalIsUnknown(string Signal) : Refusal
{
    public override string Sentence => $"“{Signal}” is no signal of the policy. “The agent was satisfied” is none either.";

    public override string Rule => "R-055";

    public override string Field => "Signal";
}

/// <summary>Some things must not be asked at all.</summary>
public sealed record SignalMustNotBeAsked(string Name) : Refusal
{
    public override string Sentence => $"“{Name}” is never asked as proof. Nothing was recorded; use a signal that counts.";

    public override string Rule => "R-046";

    public override string Field => "Signal";
}

/// <summary>A signal comes by one of its ways.</summary>
public sealed record SignalComesAnotherWay(string Name) : Refusal
{
    public override string Sentence => $"“{Name}” does not come by this channel. Choose one of its channels.";

    public override string Rule => "R-048";

    public override string Field => "Channel";
}

/// <summary>A system reports what systems confirm, and nothing that a person saw or heard.</summary>
public sealed record SignalIsAPersonsWord(string Name) : Refusal
{
    public override string Sentence => $"“{Name}” is the word of a person. Whoever took it records it in the console, signed in as themselves; a system cannot report it for them.";

    public override string Rule => "R-195";

    public override string Field => "Signal";
}

/// <summary>Who verifies does not carry out at this level, and neither does the same key.</summary>
public sealed record KeyReportedItsSignals(string Number) : Refusal
{
    public override string Sentence => $"This key reported signals of {Number}, and at its level another one or an agent reports the execution.";

    public override string Rule => "R-191";
}

/// <summary>Nobody verifies themselves, nor their own request.</summary>
public sealed record VerifierHasAnotherPart(CasePart Part) : Refusal
{
    public override string Sentence => Part == CasePart.Subject
        ? "This request is about your own access. Another agent verifies it."
        : "You asked for this yourself. Another agent verifies it.";

    public override string Rule => "R-191";
}

/// <summary>The manager of record confirms, never one whom the caller named .</summary>
public sealed record NotTheManagerOfRecord : Refusal
{
    public override string Sentence => "Only the manager of record of the person confirms this, in the console, signed in as themselves.";

    public override string Rule => "R-060";
}

/// <summary>A second look is somebody else's.</summary>
public sealed record SignalIsConfirmedBySomebodyElse : Refusal
{
    public override string Sentence => "You took this signal yourself, or it is confirmed already. A second person confirms it.";

    public override string Rule => "R-195";
}

/// <summary>Nobody decides a case in which they have another part (7.4).</summary>
public sealed record ApproverHasAnotherPart(string Number, CasePart Part) : Refusal
{
    public override string Sentence => Part switch
    {
        CasePart.Requester => $"You asked for {Number} yourself. Somebody else decides it; nothing was recorded as your vote.",
        CasePart.Subject => $"{Number} is about your own access. Somebody else decides it; nothing was recorded as your vote.",
        CasePart.Editor => $"You wrote what {Number} asks for. Somebody else decides it; nothing was recorded as your vote.",
        CasePart.Verifier => $"You took part in the verification of {Number}. Who verifies never authorises; nothing was recorded as your vote.",
        CasePart.Executor => $"You execute {Number}. Somebody else decides it; nothing was recorded as your vote.",
    };

    public override string Rule => "R-068";
}

/// <summary>Whoever changed what decides about a pending request does not decide it (D17).</summary>
public sealed record ApproverChangedTheRules(string Number) : Refusal
{
    public override string Sentence => $"You changed the policy or the duty roster while {Number} was pending. Somebody else decides it; nothing was recorded as your vote.";

    public override string Rule => "R-191";
}

/// <summary>One person, one vote (D8).</summary>
public sealed record HasVotedAlready(string Number) : Refusal
{
    public override string Sentence => $"You have decided about {Number} as it stands already. One person has one vote.";

    public override string Rule => "R-068";
}

/// <summary>Who may fill no seat any more does not decide (D10).</summary>
public sealed record NoSeatAnyMore(string Number) : Refusal
{
    public override string Sentence => $"You voted on {Number} before and may fill none of its seats any more. Others decide it.";

    public override string Rule => "R-068";
}

/// <summary>Another content than the one on the screen (D5).</summary>
public sealed record ContentIsAnother(string Number) : Refusal
{
    public override string Sentence => $"What {Number} asks for was changed meanwhile. Nothing was recorded as your vote; look at it again and decide anew.";

    public override string Rule => "R-076";
}

/// <summary>Verification that has gone stale must be renewed before anything is executed .</summary>
public sealed record VerificationIsStale(string Number) : Refusal
{
    public override string Sentence => $"The verification of {Number} is too old, or no longer enough. Renew its signals, then execute it.";

    public override string Rule => "R-061";
}

/// <summary>Exactly what was approved, and nothing else (D14).</summary>
public sealed record NotWhatWasApproved(string Number) : Refusal
{
    public override string Sentence => $"What would be executed is not what was approved for {Number}. Nothing was recorded; execute exactly what stands there, or have it approved anew.";

    public override string Rule => "R-088";
}

/// <summary>Parts that one person must not have both of at this level (7.4).</summary>
public sealed record ExecutorHasAnotherPart(string Number, CasePart Part, bool IsApprover = false) : Refusal
{
    public override string Sentence => IsApprover
        ? $"You approved {Number}. Somebody else executes it."
        : Part == CasePart.Verifier ? $"You verified {Number}, and at its level a second agent executes it."
        : $"{Number} is about your own access. Somebody else executes it.";

    public override string Rule => "R-191";
}

/// <summary>A person is marked for a class once.</summary>
public sealed record IsMarkedAlready(string Name, SubjectClass Class) : Refusal
{
    public override string Sentence => $"Requests about {Name} are treated as of “{SubjectClasses.Of(Class).Name}” already.";

    public override string Field => "Person";
}

/// <summary>Only what the directory does not tell is marked.</summary>
public sealed record ClassIsToldByTheDirectory(SubjectClass Class) : Refusal
{
    public override string Sentence => $"“{SubjectClasses.Of(Class).Name}” is told by the directory and not marked here.";

    public override string Rule => "R-038";

    public override string Field => "Class";
}

/// <summary>A mark ends once.</summary>
public sealed record MarkHasEnded : Refusal
{
    public override string Sentence => "This mark has ended already.";
}

/// <summary>Nobody makes requests about themselves easier.</summary>
public sealed record NobodyLowersTheirOwnClass : Refusal
{
    public override string Sentence => "The mark is about you. Somebody else of governance ends it.";

    public override string Rule => "R-037";
}

/// <summary>A second reason for each stop that is cleared.</summary>
public sealed record ClearedByAnAgentOfTheCase : Refusal
{
    public override string Sentence => "You took part in this case. Somebody else of security operations, or the lead of the desk, clears it.";

    public override string Rule => "R-058";
}

/// <summary>A path serves the kinds it is registered for.</summary>
public sealed record PathDoesNotServe : Refusal
{
    public override string Sentence => "This path is not active, or not registered for this kind of request. Choose another, or register the kind on it.";

    public override string Rule => "R-020";

    public override string Field => "Path";
}

/// <summary>An edit changes something.</summary>
public sealed record NothingWasChanged : Refusal
{
    public override string Sentence => "This is what is asked already. No vote was touched.";
}

/// <summary>A desk confirms who somebody is, and never decides how much access they get .</summary>
public sealed record DesksDoNotSetAccess(string Number) : Refusal
{
    public override string Sentence => $"Target, scope and duration of {Number} are not set at the desk. Whoever asks changes them, or asks anew.";

    public override string Rule => "R-041";

    public override string Field => "Content";
}

/// <summary>Access that was approved until an instant is not begun after it .</summary>
public sealed record EndHasPassed(string Number, DateTimeOffset At) : Refusal
{
    public override string Sentence => $"{Number} was approved until {At:yyyy-MM-dd HH:mm} UTC, and that has passed. Nothing was recorded; whoever still needs it asks anew.";

    public override string Rule => "R-196";
}

/// <summary>A delegation is from one person to another.</summary>
public sealed record DelegatesToOneself : Refusal
{
    public override string Sentence => "You decide your requests yourself already. Choose somebody else.";

    public override string Rule => "R-078";

    public override string Field => "To";
}

/// <summary>A delegation says for which kinds of request it is.</summary>
public sealed record DelegatesNoKind : Refusal
{
    public override string Sentence => "Choose at least one kind of request: a delegation is limited in scope.";

    public override string Rule => "R-078";

    public override string Field => "Kinds";
}

/// <summary>A delegation begins before it ends.</summary>
public sealed record DelegationEndsBeforeItBegins : Refusal
{
    public override string Sentence => "It would end before it begins, or has ended already. Choose a later end.";

    public override string Rule => "R-078";

    public override string Field => "LapsesAt";
}

/// <summary>A delegation is limited in time.</summary>
/// <param name="Days">How long the policy lets it last.</param>
public sealed record DelegationLastsTooLong(int Days) : Refusal
{
    public override string Sentence => $"A delegation lasts at most {LimitCatalogue.Of(nameof(Limits.DelegationDays)).InWords(Days)}. Choose an earlier end; whoever is away longer passes the seat on.";

    public override string Rule => "R-078";

    public override string Field => "LapsesAt";
}

/// <summary>One kind is in one pair of hands.</summary>
/// <param name="Number">The other delegation.</param>
public sealed record DelegatedAlready(string Number) : Refusal
{
    public override string Sentence => $"{Number} has somebody decide some of these kinds for you in that time already. End it first, or choose other kinds.";

    public override string Rule => "R-078";

    public override string Field => "Kinds";
}

/// <summary>A delegation ends once.</summary>
public sealed record DelegationHasEnded(string Number) : Refusal
{
    public override string Sentence => $"{Number} has ended already.";

    public override string Rule => "R-078";
}

/// <summary>A seat votes once, by whoever holds it.</summary>
public sealed record HasBeenVotedFor(string Number, string Grant) : Refusal
{
    public override string Sentence => $"Your vote on {Number} was cast for you by delegation {Grant}. End the delegation, and you decide it yourself.";

    public override string Rule => "R-078";
}

/// <summary>A notice is delivered or waived once.</summary>
public sealed record NoticeIsSettled(RequestNoticeState State) : Refusal
{
    public override string Sentence => State == RequestNoticeState.Waived ? "The control owner of the path has done without this notice. Nothing is left to do." : "They were told already. Nothing is left to do.";
}

/// <summary>Nobody is a witness of what they themselves were told.</summary>
public sealed record NoticeIsAboutOneself : Refusal
{
    public override string Sentence => "The request is about you. Somebody else says who was told of it, or that nobody needs to be.";

    public override string Rule => "R-100";
}

/// <summary>Whoever carried it out is not the only one to say that its person knows.</summary>
public sealed record NoticeIsConfirmedBySomebodyElse : Refusal
{
    public override string Sentence => "You executed this request. That its person was told of it, somebody else says: another agent, the lead of the desk, or security operations.";

    public override string Rule => "R-100";
}

/// <summary>Nobody is called back at a number that no source tells .</summary>
public sealed record NoContactOfRecord(ContactKind Kind) : Refusal
{
    public override string Sentence => Kind == ContactKind.Phone
        ? "No number of record is known of this person, so nobody can be called back. Use another signal, or cancel the request; a number comes from the directory, never from the caller."
        : "No recovery address of record is known of this person. Use another signal, or cancel the request; an address comes from the directory, never from the caller.";

    public override string Rule => "R-072";

    public override string Field => "Contact";
}

/// <summary>A signal that rests on a contact says on which one.</summary>
public sealed record ContactIsNotNamed(ContactKind Kind) : Refusal
{
    public override string Sentence => Kind == ContactKind.Phone
        ? "Choose the number of record that was reached. A number is chosen and never typed."
        : "Choose the recovery address of record that was reached. An address is chosen and never typed.";

    public override string Rule => "R-072";

    public override string Field => "Contact";
}

/// <summary>The contact of somebody else proves nothing, nor does one that is not there.</summary>
public sealed record ContactIsNotOfTheSubject : Refusal
{
    public override string Sentence => "This is no contact of record of whom the request is about. Choose one of theirs.";

    public override string Rule => "R-072";

    public override string Field => "Contact";
}

/// <summary>A number is called, an address is written to.</summary>
public sealed record ContactIsOfAnotherKind(ContactKind Kind) : Refusal
{
    public override string Sentence => Kind == ContactKind.Phone ? "This channel reaches a telephone number. Choose a number of record." : "This channel reaches an e-mail address. Choose a recovery address of record.";

    public override string Rule => "R-048";

    public override string Field => "Contact";
}

/// <summary>A former contact may be somebody else's by now.</summary>
public sealed record ContactHoldsNoMore(DateTimeOffset EndedAt) : Refusal
{
    public override string Sentence => $"This contact ended at {EndedAt:yyyy-MM-dd HH:mm} UTC. Choose one that holds; a former one is called only where a call-back to the previous contact is asked for, while the new one cools off.";

    public override string Rule => "R-072";

    public override string Field => "Contact";
}

/// <summary>Who put a number on record does not verify by it.</summary>
public sealed record VerifierRecordedTheContact : Refusal
{
    public override string Sentence => "You recorded this contact yourself. Another agent reaches it, or you choose another contact.";

    public override string Rule => "R-072";

    public override string Field => "Contact";
}

/// <summary>Not every signal goes to a contact.</summary>
public sealed record SignalHasNoContact(string Name) : Refusal
{
    public override string Sentence => $"“{Name}” goes to no contact. Leave the contact out.";

    public override string Field => "Contact";
}

/// <summary>Of machine identities and customers the contacts are in their own source system.</summary>
public sealed record SourceRecordIsMissing(SubjectKind Kind) : Refusal
{
    public override string Sentence => Kind switch
    {
        SubjectKind.CustomerRecord => "Contacts of customers are not kept here. Name the record of the customer register from which the contact was read.",
        SubjectKind.MachineIdentity => "Contacts of owners of machine identities are not kept here. Name the record of the inventory from which the owner was read.",
        SubjectKind.Person => "Name the record of the system that reached the person, so that it can be looked up there.",
    };

    public override string Rule => "R-072";

    public override string Field => "Reference";
}

/// <summary>A number that is typed comes from wherever the typist had it.</summary>
public sealed record ReferenceIsAContact : Refusal
{
    public override string Sentence => "This is a number or an address, not a record of the source system. Nothing was recorded; name the record it was read from.";

    public override string Rule => "R-072";

    public override string Field => "Reference";
}

/// <summary>A contact that was changed lately is not called .</summary>
public sealed record ContactIsCoolingOff(DateTimeOffset CountsFrom) : Refusal
{
    public override string Sentence => $"A contact was changed lately, and this number counts from {CountsFrom:yyyy-MM-dd HH:mm} UTC on. It is not shown before; use another signal, or wait.";

    public override string Rule => "R-056";

    public override string Field => "Contact";
}

/// <summary>A number is shown for one dial.</summary>
public sealed record NumberWasShown(DateTimeOffset At) : Refusal
{
    public override string Sentence => $"The number was shown at {At:yyyy-MM-dd HH:mm} UTC for one call, and is hidden again. Ask for it again.";

    public override string Rule => "R-072";
}
