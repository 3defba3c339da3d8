using GovernanceConsole.Organisation;
using GovernanceConsole.RecoveryPaths;

namespace GovernanceConsole.Web.RecoveryPaths;

/// <summary>Where the acts of the slice are done, and the words on their buttons. The name is that of the use case.</summary>
internal static class PathActs
{
    /// <summary>The words on the button of a use case.</summary>
    public static string WordsOf(string act) => act switch
    {
        nameof(RegisterRecoveryPath) => "Register a path",
        nameof(DescribePath) => "Describe the path",
        nameof(DescribeReach) => "Describe the reach",
        nameof(DescribeBoundary) => "Write the boundary",
        nameof(AssignOwner) => "Assign an owner",
        nameof(ProposeTransfer) => "Offer the seat",
        nameof(AcceptTransfer) => "Answer the offer",
        nameof(ConfirmOwnership) => "Confirm ownership",
        nameof(SetControlModel) => "Name the holders",
        nameof(SetResponsibilities) => "Set responsibilities",
        nameof(SetEscalationChain) => "Set the chain",
        nameof(SetEvidenceList) => "Set the evidence",
        nameof(SetNotifiedSystems) => "Name the systems",
        nameof(GrantAuthority) => "Grant authority",
        nameof(RecordSecurityReview) => "Record the review",
        nameof(SignOffPath) => "Sign off",
        nameof(ActivatePath) => "Activate",
        nameof(ResumePath) => "Resume",
        nameof(AssignAreaOwner) => "Name an owner",
        nameof(AssignSystemRiskOwner) or nameof(AssignDomainRiskOwner) => "Assign risk owner",
        _ => "Open",
    };

    /// <summary>The same words inside a sentence: "sign off".</summary>
    public static string InfinitiveOf(string act) => WordsOf(act) is var words ? $"{char.ToLowerInvariant(words[0])}{words[1..]}" : "";

    /// <summary>The page on which an act on a path is done.</summary>
    public static string HrefOf(string number, string act) => act switch
    {
        nameof(DescribePath) or nameof(DescribeReach) or nameof(DescribeBoundary) or nameof(SetControlModel) or nameof(SetResponsibilities)
            or nameof(SetEscalationChain) or nameof(SetEvidenceList) or nameof(SetNotifiedSystems) or nameof(GrantAuthority)
            => $"/paths/{number}/edit/{act}",
        nameof(SignOffPath) or nameof(RecordSecurityReview) => $"/paths/{number}#sign-off",
        nameof(AssignOwner) or nameof(ProposeTransfer) or nameof(AcceptTransfer) or nameof(ConfirmOwnership) => $"/paths/{number}#owners",
        nameof(AssignAreaOwner) => "/areas",
        nameof(ResumePath) or nameof(ActivatePath) => $"/paths/{number}#state",
        _ => $"/paths/{number}",
    };

    /// <summary>The page on which a gap is mended.</summary>
    public static string HrefOf(AccountabilityGap gap) => gap switch
    {
        { Number: { } number } => HrefOf(number, gap.Act),
        { Area: not null } => "/areas",
        { System: { } system } => $"/systems/{system.Value}",
        { Domain: { } domain } => $"/identity-domains/{domain.Value}",
        { RequestKind: { } kind } => $"/paths/new?kind={kind}",
        _ => "/paths",
    };
}
