using GovernanceConsole.Backups;
using GovernanceConsole.Identity;
using GovernanceConsole.Privacy;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Api;
using GovernanceConsole.Web.Demo;
using GovernanceConsole.Web.Identity;
using GovernanceConsole.Web.Integrity;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.Hosting;

/// <summary>The parts of the host that have nothing to do with governance: limits, headers, compression, health.</summary>
internal static partial class ConsoleHost
{
    /// <summary>One megabyte is more than any form; an endpoint that takes files sets its own limit.</summary>
    private const long LargestBody = 1024 * 1024;

    /// <summary>
    /// What need not be done before somebody sees the console waits this long from its start: on two cores the first page
    /// otherwise shares them with the scheduler and the clearing up of earlier processes.
    /// </summary>
    public static readonly TimeSpan AfterTheFirstPage = TimeSpan.FromSeconds(3);

    public static void AddHost(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        // What keeps the host from starting is thrown too, and told in a sentence: its stack helps nobody who chose a taken port.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // Forwarded headers are believed from nobody unless a deployment names its proxy: docs/deployment.md.
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded => forwarded.ForwardedHeaders = ForwardedHeaders.None);
        builder.Services.AddResponseCompression(compression =>
        {
            // Antiforgery tokens are masked anew in every page, so there is no stable secret for a guess to compress against.
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml"];
        });
        builder.Services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
    }

    public static void UseHost(this WebApplication app)
    {
        app.UseSecurityHeaders();
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
            app.UseHttpsRedirection();
        }

        app.UseResponseCompression();
        app.UseFaultPage("/error");
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            // A form that is refused answers with its own status: the page shown instead would read that form again.
            if (!HttpMethods.IsGet(context.Request.Method) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
                pages.Enabled = false;
            return next(context);
        });
        app.UseHttpApi();
        app.UseAuthentication();
        app.UseRateLimiter(); // counts by key, so behind whoever tells whose it is
        app.UseAuthorization();
        app.UseWhen(context => !HttpApi.IsCalledBy(context.Request), pages => pages.UseForms());
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous();
    }

    /// <summary>Opens the database, so that what is wrong with it is said before anybody is let in, and serves.</summary>
    public static async Task<int> ServeAsync(WebApplication app, TextWriter error, CancellationToken cancellationToken)
    {
        if (SignInComposition.WhySignInIsMissing(app.Environment, app.Services.GetRequiredService<IOptions<OpenIdConnectOptions>>().Value) is { } reason)
        {
            await error.WriteLineAsync(reason);
            return 2;
        }

        try
        {
            await DemoDatabase.MakeWhereMissingAsync(app, cancellationToken);
            _ = app.Services.GetRequiredService<IGovernanceStore>();
            await AfterARestoreAsync(app, cancellationToken);
            await SignInComposition.TellTheFirstCodeAsync(app, cancellationToken);
            await app.StartAsync(cancellationToken);
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            await error.WriteLineAsync(
                $"Another program answers at {app.Configuration[WebHostDefaults.ServerUrlsKey] ?? "the console's address"} already, perhaps a console. Stop it, or choose another address: --urls http://localhost:5090");
            return 1;
        }

        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    /// <summary>The ledger says first that it was restored; then whoever was erased in what the restore lost goes again, before anybody sees a page.</summary>
    private static async Task AfterARestoreAsync(WebApplication app, CancellationToken cancellationToken)
    {
        app.Services.GetRequiredService<BackupPlaces>(); // whose faults are told now, not at night
        var ended = await PendingRestore.EndAsync(app.Services, Actor.ForJob(nameof(RepeatErasure)), cancellationToken);
        foreach (var sentence in ended.Told)
            ErasuresAfterARestore(app.Logger, sentence);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sentence}")]
    private static partial void ErasuresAfterARestore(ILogger log, string sentence);
}
