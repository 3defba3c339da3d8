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

/// <summary>How a class is written.</summary>
/// <param name="Class">The class.</param>
/// <param name="Code">The code used in rule ids: <c>STD</c>.</param>
/// <param name="Name">The name people read.</param>
public sealed record SubjectClassName(SubjectClass Class, string Code, string Name);

/// <summary>The catalogue of classes, in the order of the policy's columns.</summary>
public static class SubjectClasses
{
    public static IReadOnlyList<SubjectClassName> All { get; } =
    [
        new(SubjectClass.Standard, "STD", "Standard workforce"),
        new(SubjectClass.Executive, "EXE", "Executive"),
        new(SubjectClass.Privileged, "PRV", "Privileged human account"),
        new(SubjectClass.Contractor, "CON", "Contractor or temporary"),
        new(SubjectClass.Service, "SVC", "Service account or machine identity"),
        new(SubjectClass.ThirdParty, "TPY", "Third party or vendor staff"),
        new(SubjectClass.Customer, "CUS", "Customer or regulated-record holder"),
    ];

    /// <summary>Code and name of a class.</summary>
    public static SubjectClassName Of(SubjectClass subject) => All[(int)subject];

    /// <summary>The class with a code, whatever its case; null for an unknown code.</summary>
    public static SubjectClass? FindByCode(string code) => All.FirstOrDefault(c => string.Equals(c.Code, code, StringComparison.OrdinalIgnoreCase))?.Class;
}
