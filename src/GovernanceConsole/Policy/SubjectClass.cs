namespace GovernanceConsole.Policy;

/// <summary>Whose access a request is about.</summary>
public enum SubjectClass
{
    /// <summary>Standard workforce.</summary>
    Standard,

    Executive,

    /// <summary>A person's privileged account.</summary>
    Privileged,

    /// <summary>Contractor or temporary worker.</summary>
    Contractor,

    /// <summary>Service account or another identity that is no person.</summary>
    Service,

    /// <summary>Third party or vendor staff.</summary>
    ThirdParty,

    /// <summary>Customer, or the holder of a regulated record.</summary>
    Customer,
}
