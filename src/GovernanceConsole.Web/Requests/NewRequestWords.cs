using GovernanceConsole.Policy;
using GovernanceConsole.Requests;

namespace GovernanceConsole.Web.Requests;

/// <summary>The words of the form of a new request.</summary>
internal static class NewRequestWords
{
    public static string Of(SubjectKind kind) => kind switch
    {
        SubjectKind.Person => "A person",
        SubjectKind.MachineIdentity => "A service account or another machine identity",
        SubjectKind.CustomerRecord => "A customer or the holder of a record",
    };

    /// <summary>Whose record is meant, for those who are not in the directory.</summary>
    public static string ReferenceOf(SubjectKind kind) => kind == SubjectKind.MachineIdentity ? "Name of the machine identity" : "Reference of the customer record";

    public static string Of(AskedBy asks, SubjectKind kind) => asks switch
    {
        AskedBy.Subject => "The same person",
        AskedBy.Person => kind == SubjectKind.Person ? "Somebody else of the directory" : "Somebody of the directory",
        AskedBy.Caller => "Somebody who is not in the directory",
    };

    /// <summary>Where a part that was submitted stands.</summary>
    public static string Of(SubmittedRequest submitted) => submitted.State switch
    {
        RequestState.Quarantined => "quarantined: no active path is registered for this kind and channel",
        RequestState.Stopped => "stopped: the same was asked at another desk and failed there",
        _ => "waits for verification",
    };

    /// <summary>The class that counts.</summary>
    public static string Of(SubjectClass? subject) => subject is { } known ? SubjectClasses.Of(known).Name : "Not known yet, so as the strictest";
}
