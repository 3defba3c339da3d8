using GovernanceConsole.Policy;
using GovernanceConsole.Requests;

namespace GovernanceConsole.Web.Requests;

/// <summary>The words of requests that several pages share.</summary>
internal static class RequestWords
{
    /// <summary>The page of a request.</summary>
    public static string HrefOf(string number) => $"/requests/{number}";

    /// <summary>Where an approver decides.</summary>
    public static string ApproveHrefOf(string number) => $"/requests/{number}/approve";

    /// <summary>A state as a list of filters names it.</summary>
    public static string Of(RequestState state) => state switch
    {
        RequestState.Quarantined => "Quarantined",
        RequestState.Verifying => "Verifying",
        RequestState.Stopped => "Stopped",
        RequestState.AwaitingApproval => "Awaiting approval",
        RequestState.Approved => "Approved",
        RequestState.Monitoring => "Monitoring",
        RequestState.UnderInvestigation => "Under investigation",
        RequestState.Closed => "Closed",
        RequestState.Rejected => "Rejected",
        RequestState.Expired => "Lapsed",
        RequestState.Cancelled => "Cancelled",
    };

    public static string Of(QueueView view) => view switch
    {
        QueueView.Open => "Open",
        QueueView.NotExecuted => "Approved, not executed",
        QueueView.Watched => "Watched",
        QueueView.Ended => "Ended",
        QueueView.All => "All",
    };

    /// <summary>What waits, as the choice of a filter.</summary>
    public static string Of(RequestDuty duty) => duty switch
    {
        RequestDuty.Any => "Anything of mine",
        RequestDuty.Decide => "My decision",
        RequestDuty.Verify => "My desk’s verification",
        RequestDuty.Execute => "My desk’s execution",
        RequestDuty.Clear => "My look at a stop",
        RequestDuty.Release => "My release from quarantine",
    };

    /// <summary>How a signal came out.</summary>
    public static string Of(SignalResult result) => result switch
    {
        SignalResult.Passed => "Passed",
        SignalResult.Failed => "Failed",
        SignalResult.NotReached => "Nobody reached",
    };

    /// <summary>Why a signal counts or not, as a sentence; when a new contact counts again stands beside it.</summary>
    public static string Of(SignalStanding standing) => standing switch
    {
        SignalStanding.Counts => "Counts.",
        SignalStanding.RepeatsAnother => "Adds nothing: another that counts came by the same channel or out of the same hand.",
        SignalStanding.Weak => "Is weak. Weak ones add nothing, however many.",
        SignalStanding.DidNotPass => "Did not pass.",
        SignalStanding.Stale => "Is too old. Take it again.",
        SignalStanding.SameAsTheRequest => "Came by the channel of the request itself, which proves nothing about it.",
        SignalStanding.NotForTheClass => "Is not meant for this class of subject.",
        SignalStanding.ContactIsNew => "Rests on a contact or factor that was changed lately.",
        SignalStanding.ContactIsFormer => "Went to a contact that holds no more, which only the call-back to the previous contact may.",
        SignalStanding.IsTheCallBack => "Is the call-back that is asked for beside the signals.",
        SignalStanding.TakenByTheSameAgent => "Was taken by an agent who did something else in this case. Another agent takes it.",
    };

    /// <summary>The look of what a signal is worth now.</summary>
    public static Shell.StateLook LookOf(SignalStanding standing) => standing switch
    {
        SignalStanding.Counts or SignalStanding.IsTheCallBack => new("Counts", Shell.Tone.Good, "check_circle"),
        SignalStanding.DidNotPass => new("No pass", Shell.Tone.Attention, "cancel"),
        _ => new("Adds nothing", Shell.Tone.Quiet, "remove"),
    };

    /// <summary>The channel as an agent reads it.</summary>
    public static string Of(SignalChannel channel) => RecoveryPaths.Capital.First(PolicyTerms.OfChoice(channel));

    /// <summary>The words on the link from what is missing to its act.</summary>
    public static string ButtonOf(RequestAct act) => act switch
    {
        RequestAct.Release => "Release it",
        RequestAct.Clear => "Clear it",
        RequestAct.RecordSignal => "Record a signal",
        RequestAct.ConfirmSignal => "Confirm a signal",
        RequestAct.Decide => "Decide",
        RequestAct.Execute => "Record the execution",
        RequestAct.Edit => "Change what is asked",
        RequestAct.Cancel => "Cancel it",
    };

    /// <summary>Where on the page of a request an act is done.</summary>
    public static string HrefOf(string number, RequestAct act) => act switch
    {
        RequestAct.Decide => ApproveHrefOf(number),
        RequestAct.RecordSignal or RequestAct.ConfirmSignal => $"{HrefOf(number)}#verification",
        RequestAct.Execute => $"{HrefOf(number)}#execution",
        RequestAct.Edit => $"{HrefOf(number)}#asked",
        RequestAct.Release or RequestAct.Clear or RequestAct.Cancel => $"{HrefOf(number)}#acts",
    };
}
