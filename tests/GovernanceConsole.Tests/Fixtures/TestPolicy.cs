using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Tests.Fixtures;

/// <summary>Says in a word what a test needs of the policy: a version that waits, one in force, a review that was held.</summary>
internal static class TestPolicy
{
    private const string Reason = "The findings of spring ask for it.";

    /// <summary>Waits for approval, proposed by the founder against what is in force.</summary>
    public static async Task<PolicyVersionId> ProposedPolicyAsync(this TestConsole console, Limits limits, Actor? by = null) =>
        (await console.ProposePolicyAsync(limits, by)).Value;

    public static async Task<Outcome<PolicyVersionId>> ProposePolicyAsync(this TestConsole console, Limits limits, Actor? by = null, string reason = Reason) =>
        await console.ProposePolicyAsync((await console.Use<PolicyQueries>().InForceAsync()).Document with { Limits = limits }, by, reason);

    /// <summary>Begins a draft with what is to be demanded, and proposes it.</summary>
    public static async Task<Outcome<PolicyVersionId>> ProposePolicyAsync(this TestConsole console, PolicyDocument document, Actor? by = null, string reason = Reason)
    {
        var begun = await console.BeginPolicyDraftAsync(document, by);
        return begun.IsAccepted ? await console.ProposeDraftAsync(by, reason) : Outcome<PolicyVersionId>.Refuse(begun.Refusals);
    }

    public static async Task<Outcome<PolicyDraftId>> BeginPolicyDraftAsync(this TestConsole console, PolicyDocument? document = null, Actor? by = null) =>
        await console.Use<BeginPolicyDraft>().ExecuteAsync(
            CommandId.New(), new BeginPolicyDraftInput((await console.Use<PolicyQueries>().InForceAsync()).Number, document), by ?? console.Founder);

    /// <summary>Proposes the draft that is open.</summary>
    public static async Task<Outcome<PolicyVersionId>> ProposeDraftAsync(this TestConsole console, Actor? by = null, string reason = Reason)
    {
        var draft = (await console.Use<PolicyQueries>().DraftAsync())!;
        return await console.Use<ProposePolicyVersion>().ExecuteAsync(
            CommandId.New(), new ProposePolicyVersionInput(draft.Id, draft.Version, (await console.Use<PolicyQueries>().InForceAsync()).Number, reason), by ?? console.Founder);
    }

    public static async Task<Outcome<Done>> ApprovePolicyAsync(this TestConsole console, PolicyVersionId version, Actor by) =>
        await console.Use<ApprovePolicyVersion>().ExecuteAsync(
            CommandId.New(), new ApprovePolicyVersionInput(version, await console.Use<PolicyQueries>().ShowForApprovalAsync(version)), by);

    public static Task<Outcome<Done>> WithdrawPolicyAsync(this TestConsole console, PolicyVersionId version, Actor by, string reason = "Needs more thought.") =>
        console.Use<WithdrawPolicyVersion>().ExecuteAsync(CommandId.New(), new WithdrawPolicyVersionInput(version, reason), by);

    /// <summary>Puts limits into force: proposed by the founder, approved by a second person.</summary>
    public static async Task SetPolicyAsync(this TestConsole console, Limits limits, Actor second) =>
        _ = (await console.ApprovePolicyAsync(await console.ProposedPolicyAsync(limits), second)).Value;

    /// <summary>A review by governance on the present day, by the founder alone.</summary>
    public static async Task HoldGovernanceReviewAsync(this TestConsole console) =>
        _ = (await console.Use<RecordGovernanceReview>().ExecuteAsync(
            CommandId.New(),
            new RecordGovernanceReviewInput(console.Use<OrganisationTime>().Today, [console.Founder.Person!.Value], "Gaps and findings of the quarter.", null),
            console.Founder)).Value;

    /// <summary>Puts somebody on duty for an approver code.</summary>
    public static async Task<DutyId> OnDutyAsync(this TestConsole console, string code, Actor person) =>
        (await console.Use<PutOnDuty>().ExecuteAsync(CommandId.New(), new PutOnDutyInput(code, person.Person!.Value), console.Founder)).Value;
}
