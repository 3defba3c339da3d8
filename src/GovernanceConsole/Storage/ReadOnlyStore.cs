namespace GovernanceConsole.Storage;

/// <summary>Gives the queries of this assembly a context that cannot save.</summary>
public sealed class ReadOnlyStore(IGovernanceStore store)
{
    internal GovernanceDbContext Open() => store.OpenForReading();
}
