using System.Net;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc;

namespace GovernanceConsole.Web.Identity;

/// <summary>
/// Sign-in without proof, for looking at the console on one's own machine. It exists only in Development, and answers
/// only where every bound address, the caller and the Host header are loopback.
/// </summary>
internal sealed class PersonaSignIn(IHostEnvironment environment, IServer server)
{
    /// <summary>What the ledger keeps as the method of such a sign-in.</summary>
    public const string Method = "development-persona";

    /// <summary>Nobody vouched for the person.</summary>
    public const string Issuer = "development";

    /// <summary>Whether this request may use it.</summary>
    public bool IsOfferedTo(HttpContext context) =>
        environment.IsDevelopment()
        && server.Features.Get<IServerAddressesFeature>()?.Addresses is { Count: > 0 } addresses
        && addresses.All(a => IsLoopback(BindingAddress.Parse(a).Host))
        && (context.Connection.RemoteIpAddress is not { } caller || IPAddress.IsLoopback(caller))
        && IsLoopback(context.Request.Host.Host);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").AddEndpointFilter(RefuseForgeriesAsync);
        group.MapPost("/sign-in/as", SignInAsAsync).AllowAnonymous();
        group.MapPost("/sign-in/first", SignInAsFirstAsync).AllowAnonymous();
        group.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
    }

    /// <summary>The middleware only notes that a token is wrong; an endpoint must look.</summary>
    private static async ValueTask<object?> RefuseForgeriesAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : Results.BadRequest("The form was not sent by a page of this console, or that page is too old. Go back, load it again and repeat.");

    private static async Task<IResult> SignInAsAsync(
        [FromForm] Guid person, [FromForm] string? returnUrl, HttpContext context, PersonaSignIn personas, WhoMaySignIn people, TimeProvider clock)
    {
        if (!personas.IsOfferedTo(context))
            return Results.NotFound();
        if (await people.FindAsync(new PersonId(person), context.RequestAborted) is not { MayAct: true } chosen)
            return Results.LocalRedirect("/sign-in");
        await context.SignInAsync(SignedInPerson.NewSession(chosen, clock.GetUtcNow(), PersonaSignIn.Method, PersonaSignIn.Issuer));
        return Results.LocalRedirect(LocalOrHome(returnUrl));
    }

    /// <summary>An empty workspace: the person at this machine becomes its first governance administrator.</summary>
    private static async Task<IResult> SignInAsFirstAsync(
        [FromForm] Guid commandId, [FromForm] string? name, HttpContext context, PersonaSignIn personas, FoundOrganisation found, WhoMaySignIn people, TimeProvider clock)
    {
        if (!personas.IsOfferedTo(context))
            return Results.NotFound();
        var outcome = await found.ExecuteAsync(
            new CommandId(commandId),
            new FoundOrganisationInput(name ?? "", DirectoryKey: "first-administrator", Email: null),
            Actor.ForCommandLine(Environment.UserName),
            context.RequestAborted);
        if (!outcome.IsAccepted)
            return Results.LocalRedirect("/sign-in?refused=true");
        var first = await people.FindAsync(outcome.Value, context.RequestAborted)
            ?? throw new InvalidOperationException("The person just registered is not there.");
        await context.SignInAsync(SignedInPerson.NewSession(first, clock.GetUtcNow(), PersonaSignIn.Method, PersonaSignIn.Issuer));
        return Results.LocalRedirect("/");
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, Sessions sessions)
    {
        sessions.End(context.User);
        await context.SignOutAsync();
        return Results.LocalRedirect("/sign-in");
    }

    /// <summary>Only a path of this console is followed after sign-in; anything else would be an open redirect.</summary>
    internal static string LocalOrHome(string? returnUrl) =>
        returnUrl is ['/', ..] && !returnUrl.StartsWith("//", StringComparison.Ordinal) && !returnUrl.StartsWith("/\\", StringComparison.Ordinal)
        && !returnUrl.Any(char.IsControl)
            ? returnUrl
            : "/";
}
