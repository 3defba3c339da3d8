using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;

namespace GovernanceConsole.Web.RecoveryPaths;

/// <summary>How gaps are called on pages.</summary>
internal static class GapText
{
    public static string Of(GapKind kind) => kind switch
    {
        GapKind.SeatIsEmpty => "Empty seat",
        GapKind.OwnerHasLeft => "Owner has left",
        GapKind.OnePersonInBothSeats => "One person in both seats",
        GapKind.OwnershipDisputed => "Ownership disputed",
        GapKind.ConfirmationOverdue => "Confirmation overdue",
        GapKind.SignOffLapsed => "Sign-off lapsed",
        GapKind.ModelHolderMissing => "Control model incomplete",
        GapKind.ModelHolderHasLeft => "Model holder has left",
        GapKind.RequestKindWithoutPath => "Request kind without a path",
        GapKind.AreaWithoutOwner => "Area without an owner",
        GapKind.SystemWithoutRiskOwner => "System without a risk owner",
        GapKind.DomainWithoutRiskOwner => "Identity domain without a risk owner",
    };

    /// <summary>What a gap is about where it is not about a path.</summary>
    public static string About(AccountabilityGap gap) => gap switch
    {
        { Area: { } area } => $"Area: {PathWords.Of(area)}",
        { RequestKind: { } kind } => RequestKinds.All.Single(k => k.Kind == kind) is var named ? $"{named.Code} {named.Name}" : "",
        { System: not null } => $"System: {gap.ReachedName}",
        { Domain: not null } => $"Identity domain: {gap.ReachedName}",
        _ => "",
    };
}
