namespace GovernanceConsole.Storage;

/// <summary>Gives the queries of this assembly a context that cannot save.</summary>
public sealed class ReadOnlyStore(IGovernanceStore store)
{
    private readonly AsyncLocal<IReadMoment?> _moment = new();

    internal GovernanceDbContext Open() => _moment.Value is { } moment ? moment.Open() : store.OpenForReading();

    /// <inheritdoc cref="IGovernanceStore.FindDamageAsync"/>
    internal Task<IReadOnlyList<string>> FindDamageAsync(CancellationToken cancellationToken) => store.FindDamageAsync(cancellationToken);

    /// <summary>
    /// Lets every query awaited inside see the database as it was at one moment, so that pages of a list, its count and
    /// the state of the ledger fit together. Inside, queries run one after the other.
    /// </summary>
    internal async Task<T> AtOneMomentAsync<T>(Func<Task<T>> read, CancellationToken cancellationToken)
    {
        if (_moment.Value is not null)
            throw new InvalidOperationException("A read at one moment was begun inside another.");
        await using var moment = await store.OpenMomentAsync(cancellationToken);
        _moment.Value = moment; // seen by what is awaited below, forgotten when this method returns
        return await read();
    }
}
