namespace GovernanceConsole.Imports;

/// <summary>What a file of the directory can tell of a person.</summary>
public enum PersonField
{
    /// <summary>The key in the personnel system.</summary>
    DirectoryKey,

    Name,
    Email,

    /// <summary>individual, shared-mailbox or distribution-list; an individual where the file does not say.</summary>
    Kind,

    /// <summary>employee, contractor or third-party; an employee where the file does not say.</summary>
    Engagement,

    /// <summary>The directory key of the line manager.</summary>
    Manager,

    /// <summary>The code of the unit.</summary>
    Unit,

    ContractEndsOn,

    /// <summary>true for somebody who has left.</summary>
    HasLeft,

    /// <summary>The same told the other way round: false for somebody who has left.</summary>
    IsActive,

    /// <summary>The number of record, for call-backs: with its country code.</summary>
    Phone,

    /// <summary>The day on which the number was last changed: its cooling-off is counted from it.</summary>
    PhoneChangedOn,

    /// <summary>A validated e-mail address apart from the mailbox.</summary>
    RecoveryAddress,

    /// <summary>The same day for the address.</summary>
    RecoveryAddressChangedOn,
}

/// <summary>What a file can tell of a system.</summary>
public enum SystemField
{
    Code,
    Name,

    /// <summary>The code of an identity domain that is registered.</summary>
    IdentityDomain,

    /// <summary>The directory key of the risk owner; empty leaves the seat as it is.</summary>
    RiskOwner,

    HighlyAvailable,
    ExternallyFacing,
    PrivilegedAdministration,
}

/// <summary>What a file can tell of a recovery path. Its words are those of the register.</summary>
public enum PathField
{
    /// <summary>Unique in the register.</summary>
    Name,

    Type,
    Lane,
    Level,
    Channels,

    /// <summary>Names such as password-reset, or codes from K01 to K19.</summary>
    RequestKinds,

    DesignedBy,

    /// <summary>A directory key.</summary>
    Designer,

    Area,

    /// <summary>The code of a registered identity domain.</summary>
    IdentityDomain,

    /// <summary>Codes of registered desks.</summary>
    Desks,

    IdentityAssurance,
    AuthenticatorAssurance,

    /// <summary>What it opens if abused: accounts, approvals, devices, secrets.</summary>
    Opens,

    /// <summary>What lies behind it, in words.</summary>
    Behind,

    /// <summary>Codes of registered systems behind it.</summary>
    Systems,

    /// <summary>A directory key; empty leaves the seat empty, which shows as a gap.</summary>
    ControlOwner,

    /// <summary>The directory key of another person.</summary>
    RiskOwner,
}
