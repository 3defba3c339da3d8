namespace GovernanceConsole.Storage;

/// <summary>
/// What a database provider implements. Public so that the host can name it at start; its members are internal, so
/// only the write road and the queries of this assembly can use it.
/// </summary>
public interface IGovernanceStore
{
    /// <summary>
    /// Runs one command in a transaction that can write. The task completes after the commit: what it returns is stored.
    /// If the work throws, nothing of it is kept and the exception comes back to the caller. The work may be run again from
    /// its beginning, so it must not count on what it did outside the session.
    /// </summary>
    /// <exception cref="WriteConflictException">Other commands were in the way each time it was tried.</exception>
    /// <exception cref="NoRoomLeftException">The disk is full.</exception>
    /// <exception cref="StorageFailedException">The disk failed, or another program held the file.</exception>
    /// <exception cref="LedgerChangedException">A ledger was changed past the console. Asked once more, the store goes on from where the ledger ends now, if it can.</exception>
    internal Task<T> WriteAsync<T>(Func<IWriteSession, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>A context that cannot save and does not track.</summary>
    internal GovernanceDbContext OpenForReading();

    /// <summary>
    /// Contexts that all see the database as it is now, whatever is committed meanwhile. For reads that take several
    /// queries and must fit together, such as an export; it holds a connection, so it is closed soon.
    /// </summary>
    internal Task<IReadMoment> OpenMomentAsync(CancellationToken cancellationToken);

    /// <summary>
    /// What in the database's schema is not as the scripts made it: tables, indexes and above all the guards. Each a part
    /// of a sentence; empty where all is right. Cheap enough to be asked at any time.
    /// </summary>
    internal Task<IReadOnlyList<string>> FindSchemaDifferencesAsync(CancellationToken cancellationToken);

    /// <summary>
    /// What is wrong with the stored bytes, found by reading all of them. Empty on SQL Server, where <c>DBCC CHECKDB</c>
    /// is the owner's.
    /// </summary>
    internal Task<IReadOnlyList<string>> FindDamageAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Sees to it that what was deleted does not lie on in the database's own files. On SQL Server that is its owner's: docs/deployment.md.
    /// </summary>
    internal Task ForgetDeletedAsync(CancellationToken cancellationToken);
}

/// <summary>One consistent view of the database. Its contexts are used one at a time and closed before it is.</summary>
internal interface IReadMoment : IAsyncDisposable
{
    /// <summary>A context that cannot save and does not track.</summary>
    GovernanceDbContext Open();
}

/// <summary>One command inside a write transaction.</summary>
internal interface IWriteSession
{
    /// <summary>A fresh context on the writing connection.</summary>
    GovernanceDbContext Context { get; }

    /// <summary>Undoes all business rows of this command; entries appended afterwards are kept.</summary>
    Task UndoAsync();

    /// <summary>The stored answer of a command id; null when it was never accepted.</summary>
    Task<StoredAnswer?> FindAnswerAsync(Guid commandId);

    Task StoreAnswerAsync(Guid commandId, StoredAnswer answer);

    /// <summary>
    /// The end of a ledger: size, frontier, last leaf. On SQL Server this locks the head row, so it is asked for last.
    /// The session owns it; appending to it is undone when the rows cannot be written.
    /// </summary>
    Task<LedgerHead> ReadHeadAsync(LedgerStream ledger);

    /// <summary>Inserts entries and moves the head. The last write of a command.</summary>
    Task WriteEntriesAsync(LedgerHead newHead, IReadOnlyList<LedgerRow> rows);

    /// <summary>The canonical state of a ledgered object; null when the object has no entry yet.</summary>
    Task<byte[]?> FindObjectStateAsync(string objectKind, Guid objectId);

    Task StoreObjectStateAsync(string objectKind, Guid objectId, long version, byte[] state, byte[] stateHash);

    /// <summary>
    /// The roles a person holds at an instant, by name; null for somebody who may not act or does not exist. Every command asks, so the
    /// provider keeps the statement prepared.
    /// </summary>
    Task<IReadOnlyList<string>?> FindRolesAsync(Guid person, DateTimeOffset at);

    /// <summary>The scopes of an API key at an instant, as they are stored; null for one that has ended, was revoked or does not exist.</summary>
    Task<string?> FindScopesAsync(Guid key, DateTimeOffset at);

    /// <summary>The next number of a series, from 1. A rolled-back command gives its number back.</summary>
    Task<long> NextNumberAsync(string series);

    /// <summary>Sees to it that a series goes on behind a number that was given out before; it is never set back.</summary>
    Task RaiseSeriesAsync(string series, long number);

    /// <summary>Deletes private texts of entries that are stored, and notes which. Entries, hashes and heads stay.</summary>
    Task EraseTextsAsync(IReadOnlyList<(LedgerStream Ledger, long Idx, string Field)> texts);

    /// <summary>Takes the bodies of signed entries and their private texts, and notes which stretches went. Places, instants, leaf hashes and heads stay.</summary>
    Task PruneAsync(LedgerStream ledger, IReadOnlyList<(long From, long To)> ranges, DateTimeOffset at);

    /// <summary>Deletes stored answers: a command that comes again with such an id is a new one.</summary>
    Task ForgetAnswersAsync(IReadOnlyList<Guid> commandIds);

    /// <summary>
    /// Inserts many rows in the provider's fastest way. The rows are in the order of the columns; values are what the
    /// mapping's converters make of them.
    /// </summary>
    Task BulkInsertAsync(string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows);

    /// <summary>
    /// Writes as many of a long list as one command may: where others wait for the same writer it stops after a slice of
    /// time, otherwise it goes to the end. At least some are written.
    /// </summary>
    /// <param name="count">How long the list is.</param>
    /// <param name="write">Writes a part of it. The parts follow one another.</param>
    /// <returns>How many were written, from the first. The rest is for a next command, which takes its place behind those who wait.</returns>
    Task<int> WriteSomeAsync(int count, Func<Range, Task> write);
}

/// <summary>Other commands were in the way of this one, again and again. Nothing was stored.</summary>
internal sealed class WriteConflictException(Exception cause) : Exception("Others were changing the same records. Nothing was stored.", cause);

/// <summary>There is no room left where the database is. Nothing was stored; reading goes on.</summary>
internal sealed class NoRoomLeftException(Exception cause) : IOException("There is no room left on the disk of the database. Nothing was stored.", cause);

/// <summary>The disk of the database, or its file, failed.</summary>
/// <param name="cause">What it said.</param>
/// <param name="mayBeStored">Whether the commit had begun: then only asking again under the same command id tells. Otherwise nothing was stored.</param>
internal sealed class StorageFailedException(Exception cause, bool mayBeStored) : IOException($"The database could not be written: {cause.Message}", cause)
{
    /// <inheritdoc cref="StorageFailedException(Exception, bool)" path="/param[@name='mayBeStored']"/>
    public bool MayBeStored => mayBeStored;
}

/// <summary>A ledger does not end where the console ended it. Nothing was stored.</summary>
/// <param name="ledger">Which.</param>
/// <param name="fault">What was found, in a sentence.</param>
internal sealed class LedgerChangedException(LedgerStream ledger, string fault) : Exception(fault)
{
    /// <inheritdoc cref="LedgerChangedException(LedgerStream, string)" path="/param[@name='ledger']"/>
    public LedgerStream Ledger => ledger;
}

/// <summary>The two ledgers: what was decided, and what was tried, read or exported.</summary>
internal enum LedgerStream : short
{
    /// <summary>Every committed change.</summary>
    Decisions = 1,

    /// <summary>Refusals, exports, reveals. Rate-capped, so that being refused cannot slow decisions down.</summary>
    SecurityEvents = 2,
}

/// <summary>The answer kept for a command id.</summary>
/// <param name="UseCase">The use case that answered.</param>
/// <param name="RequestHash">SHA-256 over use case, actor and input; another content under the same id is an error.</param>
/// <param name="Answer">The accepted value as JSON.</param>
/// <param name="At">When it was accepted.</param>
internal sealed record StoredAnswer(string UseCase, byte[] RequestHash, string Answer, DateTimeOffset At);

/// <summary>The end of one ledger inside a write transaction.</summary>
internal sealed record LedgerHead(LedgerStream Ledger, string Name, Ledger.MerkleFrontier Frontier, byte[] LastLeaf)
{
    /// <summary>The empty ledgers of a new console, under names no other console has.</summary>
    public static IReadOnlyList<LedgerHead> OfANewConsole()
    {
        var console = $"governance-console/{Guid.CreateVersion7():N}";
        return [Empty(LedgerStream.Decisions, $"{console}/decisions"), Empty(LedgerStream.SecurityEvents, $"{console}/security-events")];
    }

    private static LedgerHead Empty(LedgerStream ledger, string name) =>
        new(ledger, name, GovernanceConsole.Ledger.MerkleFrontier.Empty, GovernanceConsole.Ledger.LedgerGenesis.Prev(name));
}

/// <summary>One stored entry. The columns beside the body repeat what it is searched by; the body is the truth.</summary>
internal sealed record LedgerRow(
    LedgerStream Ledger,
    long Idx,
    string Type,
    DateTimeOffset At,
    string? ObjectKind,
    Guid? ObjectId,
    Guid? ActorId,
    Guid? CommandId,
    byte[] Body,
    IReadOnlyList<LedgerPrivateRow> Private)
{
    /// <summary>The matter it belongs to; null where it stands alone.</summary>
    public Guid? Corr { get; init; }
}

/// <summary>A private value behind a commitment in the body.</summary>
internal sealed record LedgerPrivateRow(string Field, byte[] Salt, string Value);
