using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.RateLimiting;
using GovernanceConsole.ApiKeys;
using GovernanceConsole.Identity;
using GovernanceConsole.Web.Checkpoints;
using GovernanceConsole.Web.Hosting;
using GovernanceConsole.Web.RecoveryPaths;
using GovernanceConsole.Web.Requests;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.Api;

/// <summary>The HTTP API for other systems, as a whole: who comes in, how much, and how it says no. Why so: docs/decisions/0016.</summary>
internal static partial class HttpApi
{
    /// <summary>Where every address of it begins.</summary>
    public const string Prefix = "/api/v1";

    /// <summary>Nothing that a machine reports is longer; attachments have their own limit.</summary>
    public const int LargestBody = 256 * 1024;

    private const string Everything = "/api";

    /// <summary>Whether a request is for the API, whatever its address holds: then cookies, forms and pages do not concern it.</summary>
    public static bool IsCalledBy(HttpRequest request) => request.Path.StartsWithSegments(Everything, StringComparison.OrdinalIgnoreCase);

    public static IServiceCollection AddHttpApi(this IServiceCollection services)
    {
        services.AddChecked<ApiOptions>();
        services.AddSingleton(provider => new ApiKeySettings(provider.GetRequiredService<IOptions<ApiOptions>>().Value.LongestKeyDays));
        services.AddSingleton<ApiKeyUses>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.Scheme, configureOptions: null);
        // Under the API a cookie is never looked at, nor sent: whoever has only one is nobody there.
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure(cookie => cookie.ForwardDefaultSelector = context => IsCalledBy(context.Request) ? ApiKeyAuthentication.Scheme : null);
        services.AddRateLimiter(limits => limits.OnRejected = TurnAwayAsync);
        services.AddOptions<Microsoft.AspNetCore.RateLimiting.RateLimiterOptions>().Configure<IOptions<ApiOptions>>((limits, options) =>
            limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => IsCalledBy(context.Request)
                ? RateLimitPartition.GetFixedWindowLimiter(CallerOf(context), _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = options.Value.RequestsPerMinute,
                    Window = TimeSpan.FromMinutes(1),
                })
                : RateLimitPartition.GetNoLimiter("")));
        services.Configure<JsonOptions>(json => Configure(json.SerializerOptions));
        return services.AddApiDocument();
    }

    /// <summary>Every fault of a call is told as a problem, and no page answers it.</summary>
    public static void UseHttpApi(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (!IsCalledBy(context.Request))
        {
            await next(context);
            return;
        }

        if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            pages.Enabled = false;
        if (await ProblemOfAsync(context, next, app.Logger) is not { } problem)
            return;
        if (context.Response.HasStarted)
            context.Abort(); // half an answer must not look like a whole one
        else
            await problem.WriteAsync(context);
    });

    /// <summary>Every address of the API. A new one goes into its slice's own <c>...Api</c>, and is called here.</summary>
    public static RouteGroupBuilder MapHttpApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(Prefix).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestBody));
        api.MapRecoveryPathApi();
        api.MapRequestApi();
        api.MapLedgerApi();
        app.MapApiDocument();
        return api;
    }

    /// <summary>Opens an endpoint to keys with a scope, and to nobody else.</summary>
    public static TBuilder NeedsScope<TBuilder>(this TBuilder endpoint, ApiScope scope)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint
            .RequireAuthorization(new AuthorizationPolicyBuilder(ApiKeyAuthentication.Scheme).RequireClaim(CallingSystem.ScopeClaim, ApiScopeText.Of(scope)).Build())
            .WithMetadata(new NeededScope(scope));

    /// <summary>What bodies and answers look like: names as JavaScript writes them, words for closed sets, what must be there is there.</summary>
    private static void Configure(JsonSerializerOptions json)
    {
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        json.AllowDuplicateProperties = false;
        json.RespectNullableAnnotations = true;
        json.RespectRequiredConstructorParameters = true;
        json.NumberHandling = JsonNumberHandling.Strict;
    }

    private static async Task<ApiProblem?> ProblemOfAsync(HttpContext context, RequestDelegate next, ILogger log)
    {
        try
        {
            await next(context);
            var status = context.Response.StatusCode;
            return status >= StatusCodes.Status400BadRequest && context.Response is { HasStarted: false, ContentType: null, ContentLength: null } ? ApiProblem.Of(status) : null;
        }
        catch (ApiProblemException refused)
        {
            return refused.Problem;
        }
        catch (BadHttpRequestException fault)
        {
            return ApiProblem.Of(fault.StatusCode);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            return null; // nobody waits for the answer
        }
        catch (Exception fault)
        {
            CallFailed(log, context.Request.Method, context.GetEndpoint()?.DisplayName ?? "nothing", fault);
            return ApiProblem.Of(StatusCodes.Status500InternalServerError);
        }
    }

    /// <summary>By key; those without a good one by where they call from, all together.</summary>
    private static string CallerOf(HttpContext context) =>
        CallingSystem.Find(context.User)?.Name ?? $"from {context.Connection.RemoteIpAddress}";

    private static async ValueTask TurnAwayAsync(Microsoft.AspNetCore.RateLimiting.OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after))
            rejected.HttpContext.Response.Headers.RetryAfter = ((int)Math.Ceiling(after.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await ApiProblem.Of(StatusCodes.Status429TooManyRequests).WriteAsync(rejected.HttpContext);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A call of the HTTP API failed: {Method} at {Endpoint}")]
    private static partial void CallFailed(ILogger log, string method, string endpoint, Exception fault);
}

/// <summary>The scope that an endpoint asks for.</summary>
internal sealed record NeededScope(ApiScope Scope);
