using System.CommandLine;
using GovernanceConsole.EvidenceExports;
using GovernanceConsole.Identity;
using GovernanceConsole.Web.CommandLine;

namespace GovernanceConsole.Web.EvidenceExports;

/// <summary>Evidence for somebody at the machine. On SQLite it writes its entry, so it refuses while the console runs.</summary>
internal static class ExportVerbs
{
    public static Command Create(Verbs verbs)
    {
        var list = new Option<string>("--list") { Description = "The list, by its name in the address of its export: people, recovery-paths, ...", Required = true };
        var file = new Option<FileInfo>("--out") { Description = "The workbook to write. Must not be there yet.", Required = true };
        var filter = new Option<string[]>("--filter")
        {
            Description = "A field of the filter as in the address of the list's page, for instance state=Active. May be given several times.",
            DefaultValueFactory = _ => [],
        };
        filter.Validators.Add(given =>
        {
            if (given.Tokens.FirstOrDefault(t => t.Value.IndexOf('=', StringComparison.Ordinal) < 1) is { } wrong)
                given.AddError($"'{wrong.Value}' is no filter. Write field=value.");
        });

        var evidence = new Command("evidence", "Writes one list as a workbook, as an auditor reads it, and records the export.") { list, file, filter };
        var export = new Command("export", "Writes what the console holds into files.");
        export.Add(verbs.Act(evidence, (services, parsed, answer, cancellationToken) => ExportAsync(
            services.GetRequiredService<ExportList>(), parsed.GetRequiredValue(list), parsed.GetRequiredValue(file), parsed.GetRequiredValue(filter),
            parsed.InvocationConfiguration.Error, answer, cancellationToken)));
        return export;
    }

    private static async Task<int> ExportAsync(
        ExportList exports, string list, FileInfo file, string[] filter, TextWriter error, Action<string, object> answer, CancellationToken cancellationToken)
    {
        if (file.Exists || file.Directory is not { Exists: true })
        {
            await error.WriteLineAsync(file.Exists ? $"{file} is there already. Name another file." : $"The folder of {file} is not there.");
            return 1;
        }

        var outcome = await exports.PrepareAsync(list, new ListFilter(filter.Select(Field)), Actor.ForCommandLine(Environment.UserName), cancellationToken);
        if (!outcome.IsAccepted)
        {
            foreach (var refusal in outcome.Refusals)
                await error.WriteLineAsync(refusal.Sentence);
            if (outcome.Refusals is [ListIsUnknown])
                await error.WriteLineAsync($"Lists: {string.Join(", ", exports.Lists.Select(l => l.Name))}.");
            return 1;
        }

        await using var export = outcome.Value;
        await using (var target = new FileStream(file.FullName, FileMode.CreateNew, FileAccess.Write))
            await export.Content.CopyToAsync(target, cancellationToken);
        var facts = export.Facts;
        answer(
            $"{facts.Rows} rows of {list} in {file}, content SHA-256 {facts.ContentHash}, file SHA-256 {facts.FileHash}.",
            new { list, file = file.FullName, facts.Rows, facts.Filter, facts.AsOfAt, facts.ContentHash, facts.FileHash, facts.Bytes, facts.Ledger });
        return 0;
    }

    private static KeyValuePair<string, string> Field(string given) =>
        given.IndexOf('=', StringComparison.Ordinal) is var at and > 0 ? KeyValuePair.Create(given[..at], given[(at + 1)..]) : KeyValuePair.Create(given, "");
}
