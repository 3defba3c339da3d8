using GovernanceConsole.Identity;

namespace GovernanceConsole.AuditLedger;

/// <param name="Method">The method of the call.</param>
/// <param name="Address">The address, without what was asked for by its query.</param>
/// <param name="Scope">The scope that its key lacks.</param>
public sealed record CallEndpointInput(string Method, string Address, ApiScope Scope);

/// <summary>
/// A key was used for something that it has no scope for. Always refused: the host has decided so already, and this writes the attempt
/// down where every denied attempt stands, under the same cap.
/// </summary>
[MayBeDoneBy(ActorKind.ApiKey)]
public sealed class CallEndpoint(LedgeredChange road)
{
    private const int LongestAddress = 200;

    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, CallEndpointInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<CallEndpointInput, Done>(this, commandId, input, actor, _ =>
        {
            var address = input.Address.Length > LongestAddress ? $"{input.Address[..LongestAddress]}…" : input.Address;
            return Task.FromResult<Outcome<Done>>(new ScopeIsMissing($"{input.Method} {address}", input.Scope));
        }, cancellationToken);
}

/// <summary>The key has no scope for it.</summary>
/// <param name="Call">Method and address.</param>
/// <param name="Scope">What it would need.</param>
public sealed record ScopeIsMissing(string Call, ApiScope Scope) : Refusal
{
    /// <inheritdoc/>
    public override string Sentence => $"{Call} needs a key with the scope {ApiScopeText.Of(Scope)}. The platform administrator creates one.";

    /// <inheritdoc/>
    public override string Rule => "R-191";
}
