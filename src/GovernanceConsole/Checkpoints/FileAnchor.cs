using System.Text;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Bundles;

namespace GovernanceConsole.Checkpoints;

/// <summary>
/// A file to which lines are only ever added (docs/ledger-format.md, section 10), best on a volume where others may write no more and
/// nobody may delete. It is given to ledger-verify as <c>--anchors</c>.
/// </summary>
/// <param name="file">Its full path. Made, with its folder, where it is not there.</param>
/// <param name="isBesideTheDatabase">Whether nobody chose a place for it.</param>
public sealed class FileAnchor(string file, bool isBesideTheDatabase = false) : IAnchor
{
    /// <summary>What was read so far; the file only grows, so the rest is read next time.</summary>
    private readonly Dictionary<string, long> _held = new(StringComparer.Ordinal);

    private long _readTo;
    private DateTime _made;

    /// <inheritdoc/>
    public string Name => "file";

    /// <inheritdoc/>
    public string Place => file;

    /// <inheritdoc/>
    public bool IsBesideTheDatabase => isBesideTheDatabase;

    /// <inheritdoc/>
    public async Task KeepAsync(AnchoredNote checkpoint, CancellationToken cancellationToken)
    {
        var line = Encoding.UTF8.GetBytes($"{checkpoint.ToLine()}\n");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            if (EndsInsideALine())
                throw new AnchorException($"{file} ends inside a line: a write was cut. Remove that line; then the checkpoints since the last whole one are added again.");
            await using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
            var before = stream.Position;
            try
            {
                await stream.WriteAsync(line, cancellationToken);
                stream.Flush(flushToDisk: true);
            }
            catch (IOException)
            {
                CutBack(before);
                throw;
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new AnchorException($"{file} cannot be written: {fault.Message}", fault);
        }
    }

    /// <inheritdoc/>
    public Task<long?> HoldsAsync(string ledger, CancellationToken cancellationToken)
    {
        lock (_held)
        {
            if (!File.Exists(file))
                return Task.FromResult<long?>(0);
            try
            {
                if (EndsInsideALine())
                    return Task.FromResult<long?>(null); // said when the next one is added
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                if (stream.Length < _readTo || File.GetCreationTimeUtc(file) != _made)
                {
                    _held.Clear();
                    (_readTo, _made) = (0, File.GetCreationTimeUtc(file));
                }

                stream.Seek(_readTo, SeekOrigin.Begin);
                foreach (var note in AnchoredNote.ParseFile(stream))
                {
                    var checkpoint = Checkpoint.Parse(note.Note.Text);
                    _held[checkpoint.Origin] = Math.Max(_held.GetValueOrDefault(checkpoint.Origin), checkpoint.Size);
                }

                _readTo = stream.Position;
                return Task.FromResult<long?>(_held.GetValueOrDefault(ledger));
            }
            catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
            {
                return Task.FromResult<long?>(null); // where one may only add, nobody can be asked
            }
            catch (LedgerFormatException foreign)
            {
                _held.Clear();
                _readTo = 0;
                throw new AnchorException($"{file} was written by somebody else than this console: {foreign.Message}", foreign);
            }
        }
    }

    private bool EndsInsideALine()
    {
        if (!File.Exists(file))
            return false;
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (stream.Length == 0)
            return false;
        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte() != '\n';
    }

    /// <summary>A full disk cuts a line. Where the file can only grow, the cut line stays and is told of at the next turn.</summary>
    private void CutBack(long length)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.Read);
            stream.SetLength(length);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The fault of the write itself is the one to tell.
        }
    }
}
