using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Requests;

/// <summary>When a notice of a request counts as told.</summary>
internal static class RequestNoticeRules
{
    /// <summary>What is told by hand and open for so long is asked after, and again each time as long has passed.</summary>
    public static readonly TimeSpan ChasedEvery = TimeSpan.FromDays(1);

    /// <summary>The person whose access it is, by whatever way: the word of whoever carried it out does not prove that they heard.</summary>
    private static readonly NoticeTarget[] Subject = [NoticeTarget.Person, NoticeTarget.PersonAtAllAddresses, NoticeTarget.OldAndNewAddress];

    public static Refusal? MayConfirm(Request request, RequestNotice notice, PersonId by) =>
        !notice.IsOpen ? new NoticeIsSettled(notice.State)
        : by == request.SubjectId ? new NoticeIsAboutOneself()
        : notice.Target is { } target && Subject.Contains(target) && by == request.ExecutedById ? new NoticeIsConfirmedBySomebodyElse()
        : null;

    public static Refusal? MayWaive(Request request, RequestNotice notice, PersonId by) =>
        !notice.IsOpen ? new NoticeIsSettled(notice.State)
        : by == request.SubjectId ? new NoticeIsAboutOneself()
        : null;

    public static List<Refusal> Check(ConfirmNoticeInput input) =>
    [
        .. new[]
        {
            TextRules.Required("Account", "Who told whom, and how", input.Account, TextRules.Paragraph),
            TextRules.Required("Reference", "Where it can be looked up", input.Reference, TextRules.Line),
            RequestRules.HoldsNoSecret("Account", "Who told whom, and how", input.Account),
        }.OfType<Refusal>(),
    ];

    public static Refusal? Check(WaiveNoticeInput input) => TextRules.Required("Reason", "The reason", input.Reason, TextRules.Paragraph);

    /// <summary>Whether people are told that it is open.</summary>
    public static bool IsChased(RequestNotice notice, DateTimeOffset now) =>
        notice.IsOpen && notice.Channel == NoticeChannel.ByHand && now - (notice.ChasedAt ?? notice.CreatedAt) >= ChasedEvery;
}
