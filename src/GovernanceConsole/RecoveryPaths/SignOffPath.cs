using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;

namespace GovernanceConsole.RecoveryPaths;

/// <param name="ValidUntilOn">The last day on which the sign-off covers.</param>
/// <param name="Conditions">Under which conditions; null for none.</param>
/// <param name="Shown">What the signer was shown, from <see cref="RecoveryPathQueries.ShowForApprovalAsync"/>.</param>
public sealed record SignOffPathInput(RecoveryPathId Path, long SeenVersion, DateOnly ValidUntilOn, string? Conditions, ApprovalView? Shown) : IPathInput;

/// <summary>
/// Governance's word that the path may be in production until a day. Signing again renews it. The signer
/// is neither the designer nor an owner.
/// </summary>
[MayBeDoneBy(Role.Governance)]
public sealed class SignOffPath(LedgeredChange road)
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId, SignOffPathInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ChangePathAsync<SignOffPathInput, Done>(this, commandId, input, actor, async (change, path) =>
        {
            if (path.State == PathState.Retired)
                return new PathIsRetired(path.Number);
            if (TextRules.Optional("Conditions", "The conditions", input.Conditions, TextRules.Paragraph) is { } tooLong)
                return tooLong;
            var policy = await PolicyInForce.ReadAsync(change.Context);
            if (SignOffRules.MaySignOff(path, change.ActingPerson, input.ValidUntilOn, change.Today, policy.Limits) is { Count: > 0 } refusals)
                return refusals;
            if (await change.ApprovesAsync(input.Shown, await PathApproval.ShowAsync(change.Context, path, nameof(SignOffPath), change.Time)) is { } notAsShown)
                return notAsShown;

            path.SignOff(change.NewId<SignOffId>(), change.ActingPerson, TextRules.CleanOrNull(input.Conditions), input.ValidUntilOn, change.Now, policy);
            change.Record(
                RecoveryPathEvents.SignedOff, path, EventDetail.Public("revision", path.Revision), EventDetail.Public("until", input.ValidUntilOn));
            return default(Done);
        }, cancellationToken);
}
