namespace GovernanceConsole.Policy;

/// <summary>The words in which people read the codes and choices of a policy.</summary>
public static class PolicyTerms
{
    /// <summary>What a signal is worth.</summary>
    public static string Of(SignalStrength strength) => strength switch
    {
        SignalStrength.PresenceGrade => "Presence-grade",
        SignalStrength.Strong => "Strong",
        SignalStrength.Corroborating => "Backs up another, never alone",
        SignalStrength.Weak => "Weak",
        SignalStrength.NotAllowed => "Must not be asked for",
        SignalStrength.NotASignal => "No signal",
        SignalStrength.Refused => "Refused",
    };

    /// <summary>How the person behind an approver code is found.</summary>
    public static string Of(ApproverSource source) => source switch
    {
        ApproverSource.ManagerOfRecord => "the manager of record",
        ApproverSource.SystemOwner => "the risk owner of the target system",
        ApproverSource.DutyRoster => "whoever is on duty",
        ApproverSource.ContractSponsor => "the sponsor of the contract",
        ApproverSource.VendorManager => "the manager of the vendor",
        ApproverSource.MachineOwner => "the owner of the machine identity",
        ApproverSource.SourceSystem => "no person: what HR or the contract register says",
    };

    /// <summary>What raises a request, as it goes on after “if”.</summary>
    public static string Of(RaisingRule raising) => raising.When switch
    {
        RaisingCondition.HighlyAvailableSystem => "the target system must be highly available",
        RaisingCondition.ExternallyFacingSystem => "the target system is reached from outside",
        RaisingCondition.PrivilegedAdministrationSystem => "the target system serves privileged administration",
        RaisingCondition.ContactChanged => $"a contact or factor of the subject was changed less than {raising.Within} ago",
        RaisingCondition.VerificationFailed => $"a verification of the subject failed less than {raising.Within} ago",
        RaisingCondition.OutsourcedDeskUnseen => "the desk is outsourced and what it does is not seen",
        RaisingCondition.Tag => $"the request carries the tag “{raising.Tag}”",
        RaisingCondition.Always => "it is asked for at all",
    };

    /// <summary>Two parts that one person must not have both.</summary>
    public static string Of(SeparatedParts parts) => parts switch
    {
        SeparatedParts.RequesterAndApprover => "Who asks and who approves",
        SeparatedParts.SubjectAndApprover => "Whose access it is and who approves",
        SeparatedParts.SubjectAndVerifierOrExecutor => "Whose access it is and who verifies or carries out",
        SeparatedParts.VerifierAndApprover => "Who verifies and who approves",
        SeparatedParts.TwoApprovers => "Two who approve",
        SeparatedParts.ApproverAndExecutor => "Who approves and who carries out",
        SeparatedParts.VerifierAndExecutor => "Who verifies and who carries out",
        SeparatedParts.ExecutorAndReviewer => "Who carries out and who reviews",
        SeparatedParts.ControlOwnerAndRiskOwner => "Control owner and risk owner of a path",
        SeparatedParts.ExceptionDesignerApproverAcceptorAndSigner => "Who designs, approves, accepts and signs an exception",
        SeparatedParts.AttestationReviewerAndSubject => "Who attests and whose access is attested",
        SeparatedParts.IncidentReviewerAndActor => "Who reviews an incident and who acted in it",
    };

    /// <summary>What must be on record with a case.</summary>
    public static string Of(EvidenceCode evidence) => evidence switch
    {
        EvidenceCode.E1 => "The case: requester, subject, channel, rule and version, verifier, every signal with its result, executor, times",
        EvidenceCode.E2 => "The approval: approver, basis, what was shown, time, fresh sign-in",
        EvidenceCode.E3 => "The call-back: where the number is from and since when, who dialled, when, with what outcome",
        EvidenceCode.E4 => "Business justification, target system, scope, duration, review or end date",
        EvidenceCode.E5 => "Confirmation by the target system: state before and after",
        EvidenceCode.E6 => "The check afterwards: sessions ended, mailbox rules, memberships, new factors, devices and secrets",
        EvidenceCode.E7 => "Special log: delegates of a mailbox, consumers of a service account, assets of a contractor",
        EvidenceCode.E8 => "The emergency: incident or outage, why the normal route failed, log of the session, check-out of the seal",
        EvidenceCode.E9 => "The machine identity: owner, workload, environment, scope, lifetime, rotation, place in the vault; never the value",
        EvidenceCode.E10 => "Contract or HR reference: sponsor or vendor manager, clause, begin and end",
        EvidenceCode.E11 => "Exceptions and risk acceptances, with their compensating controls",
    };

    /// <summary>A system or person that is told.</summary>
    public static string Of(NoticeTarget target) => target switch
    {
        NoticeTarget.IdentityProvider => "the identity provider",
        NoticeTarget.RecoverySettings => "the recovery settings",
        NoticeTarget.SecurityMonitoring => "security monitoring",
        NoticeTarget.Ticketing => "the ticket system",
        NoticeTarget.PrivilegedAccess => "privileged access management",
        NoticeTarget.DeviceManagement => "device management",
        NoticeTarget.HrSystem => "the HR system",
        NoticeTarget.CustomerRecords => "customer records",
        NoticeTarget.AccessGateways => "the access gateways",
        NoticeTarget.SecurityQueue => "the queue of security operations",
        NoticeTarget.SecretsVault => "the vault of secrets",
        NoticeTarget.MailPlatform => "the mail platform",
        NoticeTarget.PhysicalAccess => "physical access",
        NoticeTarget.CloudApplications => "cloud applications",
        NoticeTarget.Archive => "the archive",
        NoticeTarget.HostsAndPipelines => "hosts and pipelines",
        NoticeTarget.TargetPlatform => "the target platform",
        NoticeTarget.MachineInventory => "the inventory of machine identities",
        NoticeTarget.AttestationQueue => "the queue of attestations",
        NoticeTarget.ContinuityManager => "the continuity manager",
        NoticeTarget.Person => "the person, by a channel that was not used in the case",
        NoticeTarget.PersonAtAllAddresses => "the person, at all addresses of record",
        NoticeTarget.OldAndNewAddress => "the old and the new address",
        NoticeTarget.ManagerOfRecord => "the manager of record",
        NoticeTarget.Sponsor => "the sponsor",
        NoticeTarget.VendorManager => "the vendor manager",
        NoticeTarget.Delegates => "the delegates",
        NoticeTarget.Operators => "the operators",
        NoticeTarget.OwnersOfDependants => "the owners of what depends on it",
        NoticeTarget.MachineOwner => "the owner of the machine identity",
        NoticeTarget.Consumers => "its consumers",
        NoticeTarget.SystemOwner => "the owner of the system",
        NoticeTarget.ControlOwner => "the control owner of the path",
        NoticeTarget.RiskOwner => "the risk owner of the path",
        NoticeTarget.Governance => "governance",
    };

    /// <summary>The words of a choice as its file writes it, but with spaces.</summary>
    public static string OfChoice<T>(T choice)
        where T : struct, Enum => DemandText.OfChoice(choice);
}
