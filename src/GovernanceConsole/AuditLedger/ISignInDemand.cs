using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.AuditLedger;

/// <summary>How lately and how well whoever approves has signed in. The road asks it for every approval; the policy knows.</summary>
internal interface ISignInDemand
{
    /// <summary>Why a sign-in carries no approval at this instant; null where it does.</summary>
    /// <param name="context">Reads the policy where it is decided.</param>
    /// <param name="signIn">The sign-in behind the act; null for an actor without one.</param>
    /// <param name="now">The instant of the decision.</param>
    /// <param name="cancellationToken">Only for reading outside of a decision.</param>
    Task<Refusal?> WhyNotAsync(GovernanceDbContext context, SignIn? signIn, DateTimeOffset now, CancellationToken cancellationToken = default);
}
