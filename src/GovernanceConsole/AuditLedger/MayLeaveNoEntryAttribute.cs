namespace GovernanceConsole.AuditLedger;

/// <summary>
/// A use case that may change rows without an entry, because what it changes is not a decision. Of every other one the road wants an
/// entry, and the check of the ledgers finds an answer of it that no entry tells of.
/// </summary>
/// <param name="because">Why.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class MayLeaveNoEntryAttribute(string because) : Attribute
{
    /// <summary>The names of all use cases that may.</summary>
    internal static IReadOnlyList<string> UseCases { get; } =
        [.. typeof(MayLeaveNoEntryAttribute).Assembly.GetTypes().Where(type => type.IsDefined(typeof(MayLeaveNoEntryAttribute), inherit: false)).Select(type => type.Name)];

    public string Because { get; } = because;
}
