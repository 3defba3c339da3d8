using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;
using GovernanceConsole.Web.Hosting;
using GovernanceConsole.Web.Shell;

namespace GovernanceConsole.Web.Outbox;

internal static partial class MailComposition
{
    /// <summary>How often somebody looks whether mail is due: an approver hears within seconds.</summary>
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(10);

    /// <summary>The mail server that the configuration names.</summary>
    public static WebApplicationBuilder AddMailHost(this WebApplicationBuilder builder)
    {
        builder.Services.AddChecked<SmtpOptions>();
        builder.Services.AddSingleton(new CheckedSection(typeof(SmtpOptions), SmtpOptions.PasswordInAFile));
        builder.Services.AddSingleton<IMailSender, SmtpMailSender>();
        builder.Services.AddHealthChecks().AddCheck<MailHealth>("mail", tags: ["ready"]);
        if (bool.TryParse(builder.Configuration["Scheduler:Enabled"] ?? "true", out var enabled) && enabled)
            builder.Services.AddHostedService<SendSoon>();
        return builder;
    }

    /// <summary>The looks of mails.</summary>
    public static IServiceCollection AddMailPages(this IServiceCollection services) => services.AddStateLook<MailState>(state => state switch
    {
        MailState.Waiting => new StateLook("Waiting", Tone.Waiting, "schedule"),
        MailState.Failed => new StateLook("Failed, tried again", Tone.Attention, "sync"),
        MailState.Sent => new StateLook("Sent", Tone.Good, "check_circle"),
        MailState.GivenUp => new StateLook("Given up", Tone.Bad, "error"),
        MailState.NotNeeded => new StateLook("Not needed", Tone.Quiet, "remove"),
    });

    /// <summary>
    /// Sends what is due between two runs of the job, whose rhythm is a minute. Both may be at it at once, and so may other
    /// nodes: a mail belongs to whoever took it on.
    /// </summary>
    private sealed partial class SendSoon(MailQueries mails, MailDelivery delivery, TimeProvider clock, ILogger<SendSoon> log) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            using var timer = new PeriodicTimer(LooksEvery, clock);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    if (mails.WhyNone is null && await mails.IsDueAsync(stoppingToken))
                        await delivery.RunAsync(Actor.ForJob("DeliverMails"), stoppingToken);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    NotSent(log, fault.Message); // the job meets it again, and shows it as its failure
                }
            }
        }

        [LoggerMessage(Level = LogLevel.Warning, Message = "Mail that is due was not sent: {Reason}")]
        private static partial void NotSent(ILogger log, string reason);
    }
}
