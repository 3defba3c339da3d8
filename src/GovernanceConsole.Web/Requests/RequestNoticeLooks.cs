using GovernanceConsole.Requests;
using GovernanceConsole.Web.Shell;

namespace GovernanceConsole.Web.Requests;

internal static class RequestNoticeLooks
{
    /// <summary>The looks of notices about requests.</summary>
    public static IServiceCollection AddRequestNoticePages(this IServiceCollection services) => services.AddStateLook<RequestNoticeState>(state => state switch
    {
        RequestNoticeState.Waiting => new StateLook("Waiting", Tone.Waiting, "schedule"),
        RequestNoticeState.Delivered => new StateLook("Told", Tone.Good, "check_circle"),
        RequestNoticeState.Failed => new StateLook("Not reached", Tone.Bad, "error"),
        RequestNoticeState.Waived => new StateLook("Done without", Tone.Attention, "remove"),
    });

    /// <summary>By what somebody is told, in words.</summary>
    public static string Of(NoticeChannel channel) => channel switch
    {
        NoticeChannel.Inbox => "in this console",
        NoticeChannel.Mail => "by mail",
        NoticeChannel.ByHand => "by hand",
    };
}
