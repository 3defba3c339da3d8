using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace GovernanceConsole.Web.Identity;

internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").AddEndpointFilter(Forms.RefuseForgeriesAsync);
        group.MapPost("/sign-in/as", SignInAsAsync).AllowAnonymous();
        group.MapPost("/sign-in/first", SignInAsFirstAsync).AllowAnonymous();
        group.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
    }

    private static async Task<IResult> SignInAsAsync(
        [FromForm] string? person, [FromForm] string? returnUrl, HttpContext context, PersonaSignIn personas, WhoMaySignIn people, SignInRecords records)
    {
        if (!personas.IsOfferedTo(context))
        {
            await records.FailedAsync(SignInFailure.NotOffered, person: null, context.RequestAborted);
            return Results.NotFound();
        }

        if (!Guid.TryParse(person, out var id))
            return NotAForm();
        var chosen = await people.FindAsync(new PersonId(id), context.RequestAborted);
        if (chosen is not { MayAct: true } || !await records.SignInAsync(context, chosen, PersonaSignIn.Method, PersonaSignIn.Issuer))
        {
            await records.FailedAsync(chosen is null ? SignInFailure.NobodyKnown : SignInFailure.MayNotAct, chosen?.Id, context.RequestAborted);
            return Results.LocalRedirect("/sign-in");
        }

        return Results.LocalRedirect(LocalOrHome(returnUrl));
    }

    /// <summary>An empty workspace: the person at this machine becomes its first governance administrator.</summary>
    private static async Task<IResult> SignInAsFirstAsync(
        [FromForm] string? commandId, [FromForm] string? name, [FromForm] string? key, [FromForm] string? email, HttpContext context, PersonaSignIn personas, FoundOrganisation found, WhoMaySignIn people, SignInRecords records)
    {
        if (!personas.IsOfferedTo(context))
            return Results.NotFound();
        if (!Guid.TryParse(commandId, out var command))
            return NotAForm();
        var outcome = await found.ExecuteAsync(
            new CommandId(command),
            new FoundOrganisationInput(name ?? "", key ?? "", email),
            Actor.ForFirstSignIn(Environment.UserName),
            context.RequestAborted);
        if (!outcome.IsAccepted)
            return Results.LocalRedirect("/sign-in?refused=true");
        var first = await people.FindAsync(outcome.Value, context.RequestAborted)
            ?? throw new InvalidOperationException("The person just registered is not there.");
        await records.SignInAsync(context, first, PersonaSignIn.Method, PersonaSignIn.Issuer);
        return Results.LocalRedirect("/");
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, Sessions sessions, SignInRecords records)
    {
        sessions.End(context.User);
        await records.SignedOutAsync(context.User);
        await context.SignOutAsync();
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
