using System.Text;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Imports;

/// <summary>Brings files as a person at the page would.</summary>
internal static class Bringing
{
    public static Task<ReceivedFile> ReceiveAsync(this TestConsole console, string text, string name = "log.csv") =>
        console.ReceiveAsync(Encoding.UTF8.GetBytes(text), name);

    public static async Task<ReceivedFile> ReceiveAsync(this TestConsole console, byte[] bytes, string name = "log.csv") =>
        (await console.Use<FileIntake>().ReceiveAsync(new MemoryStream(bytes), name)).Value;

    public static async Task<Outcome<ImportResult>> CheckAsync(
        this TestConsole console, string text, ImportMapping mapping, string? exclude = null, Actor? actor = null, ImportId? resumes = null) =>
        await console.Use<CheckImport>().ExecuteAsync(
            CommandId.New(), new ImportInput(mapping.Kind, mapping.Text, exclude, resumes), await console.ReceiveAsync(text), actor ?? console.Founder);

    public static async Task<Outcome<ImportResult>> ImportAsync(
        this TestConsole console, string text, ImportMapping mapping, string? exclude = null, Actor? actor = null, ImportId? resumes = null,
        IProgress<ImportProgress>? progress = null, CancellationToken cancellationToken = default) =>
        await console.Use<ImportFile>().ExecuteAsync(
            CommandId.New(), new ImportInput(mapping.Kind, mapping.Text, exclude, resumes), await console.ReceiveAsync(text), actor ?? console.Founder, progress, cancellationToken);

    public static async Task<IReadOnlyList<ImportFindingRow>> FindingsAsync(this TestConsole console, ImportResult result, FindingClass? ofClass = null) =>
        (await console.Use<ImportQueries>().FindingsAsync(console.Founder, result.Id, ofClass, new PageRequest(0, PageRequest.MostRows))).Rows;

    /// <summary>A small log of one row per update.</summary>
    public static readonly ImportMapping Small = ImportMapping.Parse("""
        name: Small
        kind: ticket-history
        dates: [yyyy-MM-dd HH:mm]
        time-zone: Europe/Berlin
        unknown: ["?"]
        columns: { number: id, updated-at: updated, state: state, opened-at: opened, closed-at: closed, reopen-count: reopened, made-sla: sla, modification-count: changes, opened-by: by }
        identity-spaces: { agents: [opened-by] }
        expected: { state: [New, Closed] }
        """).Value;

    public const string SmallHeader = "id,updated,state,opened,closed,reopened,sla,changes,by\n";

    /// <summary>A clean row of <see cref="Small"/>.</summary>
    public static string Row(
        string id = "T1", string updated = "2026-01-05 10:00", string state = "New", string opened = "2026-01-05 09:00", string closed = "",
        string reopened = "0", string sla = "true", string changes = "1", string by = "7") =>
        $"{id},{updated},{state},{opened},{closed},{reopened},{sla},{changes},{by}\n";
}
