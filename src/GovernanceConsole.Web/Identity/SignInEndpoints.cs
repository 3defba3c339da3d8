using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace GovernanceConsole.Web.Identity;

internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").AddEndpointFilter(Forms.RefuseForgeriesAsync);
        group.MapPost("/sign-in/as", SignInAsAsync).AllowAnonymous();
        group.MapPost("/sign-in/first", SignInAsFirstAsync).AllowAnonymous();
        group.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
        // Sent by links: a form that led to another host would be stopped by form-action. They change nothing here.
        app.MapGet("/sign-in/provider", (string? returnUrl, HttpContext context, ProviderSignIn provider) => provider.IsOffered
            ? provider.SendAsync(context, LocalOrHome(returnUrl), again: null)
            : Task.FromResult(Results.NotFound())).AllowAnonymous();
        app.MapGet("/sign-in/again", AgainAsync).RequireAuthorization();
        app.MapGet("/signout-callback-oidc", () => Results.LocalRedirect("/sign-in?signedOut=true")).AllowAnonymous();
    }

    private static async Task<IResult> SignInAsAsync(
        [FromForm] string? person, [FromForm] string? returnUrl, HttpContext context, PersonaSignIn personas, WhoMaySignIn people, SignInRecords records, TimeProvider clock)
    {
        if (!personas.IsOfferedTo(context))
        {
            await records.FailedAsync(SignInFailure.NotOffered, person: null, context.RequestAborted);
            return Results.NotFound();
        }

        if (!Guid.TryParse(person, out var id))
            return NotAForm();
        var chosen = await people.FindAsync(new PersonId(id), context.RequestAborted);
        if (chosen is not { MayAct: true } || !await records.SignInAsync(context, chosen, PersonaSignIn.ProofAt(clock.GetUtcNow()), context.User))
        {
            await records.FailedAsync(chosen is null ? SignInFailure.NobodyKnown : SignInFailure.MayNotAct, chosen?.Id, context.RequestAborted);
            return Results.LocalRedirect("/sign-in");
        }

        return Results.LocalRedirect(LocalOrHome(returnUrl));
    }

    /// <summary>Whoever approves proves themselves again, where they did before.</summary>
    private static async Task<IResult> AgainAsync(string? returnUrl, HttpContext context, PersonaSignIn personas, ProviderSignIn provider)
    {
        if (context.User.IssuerOf() == PersonaSignIn.Issuer && personas.IsOfferedTo(context))
            return Results.LocalRedirect(QueryHelpers.AddQueryString("/sign-in", new Dictionary<string, string?>(StringComparer.Ordinal) { ["again"] = "true", ["returnUrl"] = LocalOrHome(returnUrl) }));
        return provider.IsOffered ? await provider.SendAsync(context, LocalOrHome(returnUrl), context.User.PersonOf()) : Results.NotFound();
    }

    /// <summary>
    /// An empty workspace: the person at this machine, or whom the provider vouches for and who knows the code of the first
    /// start, becomes its first governance administrator.
    /// </summary>
    private static async Task<IResult> SignInAsFirstAsync(
        [AsParameters] FirstPersonForm form, HttpContext context, PersonaSignIn personas, ProviderSignIn provider, FirstAdministratorCode codes,
        FoundOrganisation found, WhoMaySignIn people, SignInRecords records, TimeProvider clock)
    {
        var proven = await provider.KeptAsync(context);
        if (proven is null && !personas.IsOfferedTo(context))
            return Results.NotFound();
        if (!Guid.TryParse(form.CommandId, out var command))
            return NotAForm();
        if (proven is not null && !codes.Accepts(form.Code))
        {
            await records.FailedAsync(SignInFailure.WrongCode, person: null, context.RequestAborted);
            return Results.LocalRedirect(ProviderSignIn.Refused(SignInRefused.WrongCode, returnUrl: null));
        }

        var outcome = await found.ExecuteAsync(
            new CommandId(command),
            new FoundOrganisationInput(form.Name ?? "", form.Key ?? "", form.Email, proven?.Account),
            Actor.ForFirstSignIn(proven is null ? Environment.UserName : "first administrator"),
            context.RequestAborted);
        if (!outcome.IsAccepted)
            return Results.LocalRedirect(ProviderSignIn.Refused(SignInRefused.NotFounded, returnUrl: null));
        codes.Use();
        var first = await people.FindAsync(outcome.Value, context.RequestAborted)
            ?? throw new InvalidOperationException("The person just registered is not there.");
        if (proven is null)
            await records.SignInAsync(context, first, PersonaSignIn.ProofAt(clock.GetUtcNow()), before: null);
        else
            await provider.OpenFirstAsync(context, first, proven);
        return Results.LocalRedirect("/");
    }

    /// <summary>What the page of an empty workspace asks for.</summary>
    private sealed record FirstPersonForm(
        [FromForm(Name = "commandId")] string? CommandId, [FromForm(Name = "name")] string? Name, [FromForm(Name = "key")] string? Key,
        [FromForm(Name = "email")] string? Email, [FromForm(Name = "code")] string? Code);

    /// <summary>Ends the session here first: whatever the provider does afterwards, nobody is signed in at this console.</summary>
    private static async Task<IResult> SignOutAsync(HttpContext context, Sessions sessions, SignInRecords records, ProviderSignIn provider)
    {
        var issuer = context.User.IssuerOf();
        var idToken = await context.GetTokenAsync(OpenIdConnectParameterNames.IdToken);
        sessions.End(context.User);
        await records.SignedOutAsync(context.User);
        await context.SignOutAsync();
        context.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        if (provider.IsOffered && issuer is not (null or PersonaSignIn.Issuer) && await provider.SignOutAddressAsync(context, idToken) is { } there)
            return new RazorComponentResult<LeavingPage>(new { To = there });
        return Results.LocalRedirect("/sign-in");
    }

    /// <summary>A field of the form holds what no page of ours puts there.</summary>
    private static IResult NotAForm() => Results.BadRequest("The form is not as this console made it. Load the sign-in page again and repeat.");

    /// <summary>Only a path of this console is followed after sign-in; anything else would be an open redirect.</summary>
    internal static string LocalOrHome(string? returnUrl) =>
        returnUrl is ['/', ..] && !returnUrl.StartsWith("//", StringComparison.Ordinal) && !returnUrl.StartsWith("/\\", StringComparison.Ordinal)
        && !returnUrl.Any(char.IsControl)
            ? UriHelper.Encode(new Uri(returnUrl, UriKind.Relative)) // a header holds ASCII only
            : "/";
}
