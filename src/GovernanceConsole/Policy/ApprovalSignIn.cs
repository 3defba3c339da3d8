using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Policy;

/// <summary>The sign-in that approvals need by the policy in force: asked by the write road, and by a page before it asks anything.</summary>
public sealed class ApprovalSignIn(ReadOnlyStore store, OrganisationTime time, SignInStrength? strength = null) : ISignInDemand
{
    /// <summary>Why somebody has to sign in again before they approve; null where they need not now.</summary>
    public async Task<Refusal?> WhyNotYetAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        await using var context = store.Open();
        return await WhyNotAsync(context, actor.SignIn, time.Now, cancellationToken);
    }

    Task<Refusal?> ISignInDemand.WhyNotAsync(GovernanceDbContext context, SignIn? signIn, DateTimeOffset now, CancellationToken cancellationToken) =>
        WhyNotAsync(context, signIn, now, cancellationToken);

    private async Task<Refusal?> WhyNotAsync(GovernanceDbContext context, SignIn? signIn, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var limits = (await PolicyInForce.ReadAsync(context, cancellationToken)).Limits;
        return FreshSignIn.WhyNot(signIn, TimeSpan.FromMinutes(limits.FreshSignInMinutes), strength ?? SignInStrength.Any, now);
    }
}
