using System.Globalization;
using System.Text.Json;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.Identity;
using GovernanceConsole.Web.Api;

namespace GovernanceConsole.Web.Checkpoints;

/// <summary>The ledgers for whoever keeps watch over them from outside: signed checkpoints, what to hold them against, proofs of entries.</summary>
internal static class LedgerApi
{
    public static void MapLedgerApi(this IEndpointRouteBuilder api)
    {
        var ledgers = api.MapGroup("/ledgers").WithTags("Ledgers");
        ledgers.MapGet("/trust-policy", TrustPolicyAsync).NeedsScope(ApiScope.LedgerRead).WithName("getTrustPolicy")
            .WithSummary("Names and public keys of both ledgers, as ledger-verify reads them. Taken here it believes this console; handed over in person it is worth more.");
        ledgers.MapGet("/{ledger}/checkpoint", LatestAsync).NeedsScope(ApiScope.LedgerRead).WithName("getCheckpoint")
            .WithSummary("The newest signed checkpoint of a ledger: decisions or security-events.");
        ledgers.MapGet("/{ledger}/checkpoints", ListAsync).NeedsScope(ApiScope.LedgerRead).WithName("listCheckpoints")
            .WithSummary("All signed checkpoints of a ledger, from the smallest.");
        ledgers.MapPost("/{ledger}/proofs", ProveAsync).NeedsScope(ApiScope.LedgerProve).WithName("createProof").Produces<ApiProof>(StatusCodes.Status201Created)
            .WithSummary("Takes the proof of one entry, which holds the entry itself. It is written down who took it.");
    }

    private static async Task<TaggedResult<JsonElement>> TrustPolicyAsync(TrustPolicyFile policy, CancellationToken cancellationToken)
    {
        using var written = new MemoryStream();
        await policy.WriteAsync(written, cancellationToken);
        return new TaggedResult<JsonElement>(JsonSerializer.Deserialize<JsonElement>(written.ToArray()), version: 0);
    }

    private static async Task<TaggedResult<ApiCheckpoint>> LatestAsync(string ledger, KeepingQueries keeping, CancellationToken cancellationToken) =>
        await keeping.LatestAsync(Named(ledger), cancellationToken) is { } latest
            ? new TaggedResult<ApiCheckpoint>(ApiCheckpoint.Of(latest), latest.Size)
            : throw new ApiProblemException(new NotFound("checkpoint"));

    private static async Task<ApiPage<ApiCheckpoint>> ListAsync(string ledger, ApiPaging paging, KeepingQueries keeping, CancellationToken cancellationToken) =>
        paging.PageOf(
            await keeping.CheckpointsAfterAsync(Named(ledger), paging.AfterNumber ?? -1, paging.Limit + 1, cancellationToken),
            checkpoint => checkpoint.Size.ToString(CultureInfo.InvariantCulture), ApiCheckpoint.Of);

    private static async Task<IResult> ProveAsync(string ledger, ApiCommand<ApiProofWanted> command, LedgerProofs proofs, CancellationToken cancellationToken) =>
        command.Answer(
            await proofs.OfAsync(command.Id, Named(ledger), command.Body.Entry, command.Actor, cancellationToken),
            proof => Results.Json(new ApiProof(ledger, proof.Index, proof.ToText()), statusCode: StatusCodes.Status201Created));

    private static TrailLedger Named(string ledger) => LedgerEndpoints.Named(ledger) ?? throw new ApiProblemException(new NotFound("ledger"));
}

/// <summary>A signed checkpoint.</summary>
/// <param name="Size">How many entries it counts.</param>
/// <param name="SignedAt">When it was signed.</param>
/// <param name="Note">The signed note (C2SP), as docs/ledger-format.md describes it.</param>
internal sealed record ApiCheckpoint(long Size, DateTimeOffset SignedAt, string Note)
{
    public static ApiCheckpoint Of(KeptCheckpoint kept) => new(kept.Size, kept.SignedAt, kept.Note);
}

/// <summary>Which proof is wanted.</summary>
/// <param name="Entry">The entry's number in its ledger, from 0.</param>
internal sealed record ApiProofWanted(long Entry);

/// <summary>A proof against the newest signed checkpoint.</summary>
/// <param name="Ledger">The ledger, as addresses name it.</param>
/// <param name="Entry">The entry's number in it.</param>
/// <param name="Proof">The proof (C2SP), as docs/ledger-format.md describes it.</param>
internal sealed record ApiProof(string Ledger, long Entry, string Proof);
