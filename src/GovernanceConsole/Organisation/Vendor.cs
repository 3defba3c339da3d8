using GovernanceConsole.Storage;

namespace GovernanceConsole.Organisation;

public readonly record struct VendorId(Guid Value) : IEntityId<VendorId>
{
    public static VendorId From(Guid value) => new(value);
}

/// <summary>A company that runs a desk for the organisation.</summary>
internal sealed class Vendor : ILedgered
{
    public VendorId Id { get; private init; }

    /// <summary>The key used in files.</summary>
    public string Code { get; private init; } = "";

    public string Name { get; private set; } = "";

    public long Version { get; private set; }

    Guid ILedgered.LedgerId => Id.Value;

    public static Vendor Register(VendorId id, string code, string name) => new() { Id = id, Code = code, Name = name };

    public void Update(string name) => Name = name;
}
