using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.EvidenceExports;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Tests.EvidenceExports;

/// <summary>
/// Exports of a console's people through a list of the test's own, so that what holds for every list is tested without
/// any one of them. Temporary files lie in a folder of the test.
/// </summary>
internal sealed class ListUnderTest : IDisposable
{
    private readonly TestConsole _console;
    private readonly ListExport<Person> _list;

    public ListUnderTest(TestConsole console, Func<Task>? beforeEachRow = null)
    {
        _console = console;
        _list = new ListExport<Person>
        {
            Name = "people-under-test",
            Title = "People under test",
            Readers = [Role.Auditor, Role.Governance],
            Columns = new ExportColumns<Person>().Text("Key", p => p.DirectoryKey).Text("Name", p => p.Name).Text("E-mail", p => p.Email),
            Rows = (_, filter, _) =>
            {
                var name = filter.Text("name", "Name");
                return Task.FromResult(ReadAsync(name, beforeEachRow));
            },
        };
        Record = new RecordExport(console.Use<LedgeredChange>(), [_list]);
        Exports = Start();
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("governance-console-exports-").FullName;

    public RecordExport Record { get; }

    public ExportList Exports { get; }

    public IEnumerable<string> Files => Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f)!);

    /// <summary>The console starts again on the same folder.</summary>
    public ExportList Start(int atOnce = 2)
    {
        var settings = new ExportSettings { Folder = Folder, AtOnce = atOnce };
        return new ExportList(
            [_list], _console.Use<ReadOnlyStore>(), _console.Use<TimelineQueries>(), _console.Use<LedgerSealer>(), _console.Use<KeepingQueries>(), Record, _console.Use<OrganisationTime>(), new ExportFolder(settings), settings);
    }

    public Task<Outcome<ReleasedExport>> ExportAsync(Actor actor, string? name = null, CancellationToken cancellationToken = default) =>
        Exports.PrepareAsync("people-under-test", new ListFilter(name is null ? [] : [KeyValuePair.Create("name", name)]), actor, cancellationToken);

    /// <summary>The workbook as the browser would have it.</summary>
    public static async Task<byte[]> BytesOf(ReleasedExport export)
    {
        using var bytes = new MemoryStream();
        await export.Content.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private async IAsyncEnumerable<Person> ReadAsync(string? name, Func<Task>? beforeEachRow)
    {
        await using var context = _console.Use<ReadOnlyStore>().Open();
        await foreach (var person in context.Set<Person>().Where(p => name == null || p.Name == name).OrderBy(p => p.DirectoryKey).AsAsyncEnumerable())
        {
            if (beforeEachRow is not null)
                await beforeEachRow();
            yield return person;
        }
    }
}
