using GovernanceConsole.Storage;

namespace GovernanceConsole.Organisation;

public readonly record struct OrganisationalUnitId(Guid Value) : IEntityId<OrganisationalUnitId>
{
    public static OrganisationalUnitId From(Guid value) => new(value);
}

/// <summary>A business unit. Figures are compared across units, because the weakest is attacked.</summary>
internal sealed class OrganisationalUnit : ILedgered
{
    public OrganisationalUnitId Id { get; private init; }

    /// <summary>The key used in files.</summary>
    public string Code { get; private init; } = "";

    public string Name { get; private set; } = "";

    /// <summary>The unit above; null at the top.</summary>
    public OrganisationalUnitId? ParentId { get; private set; }

    public long Version { get; private set; }

    Guid ILedgered.LedgerId => Id.Value;

    public static OrganisationalUnit Register(OrganisationalUnitId id, string code, string name, OrganisationalUnitId? parent) =>
        new() { Id = id, Code = code, Name = name, ParentId = parent };

    public void Update(string name, OrganisationalUnitId? parent)
    {
        Name = name;
        ParentId = parent;
    }
}
