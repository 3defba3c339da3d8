using System.Globalization;
using System.Text;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Web.Hosting;
using GovernanceConsole.Web.Identity;

namespace GovernanceConsole.Web.Checkpoints;

internal static class LedgerEndpoints
{
    /// <summary>
    /// The proof of one entry, and the checkpoints for whoever keeps them. The proof is a POST with the form's token although it only
    /// reads: it is an entry in somebody's name, which no foreign page may cause.
    /// </summary>
    public static void MapCheckpoints(this IEndpointRouteBuilder app)
    {
        app.MapPost("/audit-trail/{ledger}/{idx:long}/proof", ProofAsync).AddEndpointFilter(Forms.RefuseForgeriesAsync);
        app.MapGet("/audit-trail/{ledger}/checkpoints.txt", CheckpointsAsync)
            .RequireAuthorization(new MayOpenAttribute([.. KeepingQueries.Readers]));
        app.MapGet("/audit-trail/policy.json", PolicyAsync).RequireAuthorization(new MayOpenAttribute([.. KeepingQueries.Readers]));
    }

    /// <summary>How the addresses call a ledger; null for anything else.</summary>
    public static TrailLedger? Named(string ledger) => ledger switch
    {
        "decisions" => TrailLedger.Decisions,
        "security-events" => TrailLedger.SecurityEvents,
        _ => null,
    };

    private static async Task<IResult> ProofAsync(string ledger, long idx, HttpContext context, LedgerProofs proofs)
    {
        if (Named(ledger) is not { } which)
            return Results.NotFound();
        var outcome = await proofs.OfAsync(CommandId.New(), which, idx, context.User.ToActor(), context.RequestAborted);
        if (!outcome.IsAccepted)
        {
            return outcome.Refusals switch
            {
                [NotAllowed] => Results.StatusCode(StatusCodes.Status403Forbidden),
                [NotFound] => Results.NotFound(),
                [var why, ..] => Results.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/audit-trail/{ledger}/{idx}?refused={why.Code}")), // the entry's page says why
                [] => throw new InvalidOperationException("Refused without a reason."),
            };
        }

        return Download(context, outcome.Value.ToText(), string.Create(CultureInfo.InvariantCulture, $"{ledger}-{idx}{LogProof.FileExtension}"));
    }

    private static async Task<IResult> CheckpointsAsync(string ledger, HttpContext context, KeepingQueries keeping)
    {
        if (Named(ledger) is not { } which)
            return Results.NotFound();
        return await keeping.CheckpointsAsync(context.User.ToActor(), which, context.RequestAborted) is { } checkpoints
            ? checkpoints.Length > 0
                ? Download(context, checkpoints, $"{ledger}-checkpoints.txt")
                : Results.Text("No checkpoint of this ledger was signed yet. The first one is within 15 minutes of its first entry.", statusCode: StatusCodes.Status409Conflict)
            : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    /// <summary>Public keys only. Whoever takes it here believes this console; handed over in person it is worth more.</summary>
    private static async Task<IResult> PolicyAsync(HttpContext context, TrustPolicyFile policy)
    {
        using var written = new MemoryStream();
        await policy.WriteAsync(written, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return Results.File(written.ToArray(), "application/json", "policy.json");
    }

    private static IResult Download(HttpContext context, string text, string name)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.File(Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8", name);
    }
}
