using System.CommandLine;
using System.Globalization;
using System.Text;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.CommandLine;

namespace GovernanceConsole.Web.Imports;

/// <summary><c>import &lt;kind&gt; &lt;file&gt;</c>: as the page does, without one.</summary>
internal static class ImportVerbs
{
    private const int FindingsShown = 40;

    public static Command Create(Verbs verbs)
    {
        var kind = new Argument<string>("kind") { Description = $"What the file brings: {string.Join(", ", Kinds)}." };
        kind.AcceptOnlyFromAmong([.. Kinds]);
        var file = new Argument<FileInfo>("file") { Description = "A CSV, or a zip with one." };
        var mapping = new Option<string?>("--mapping")
        {
            Description = $"A mapping file, or one of {string.Join(", ", ShippedMappings.ByKey.Keys)}. Needed where the kind has more than one.",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Says what is unclean and what would change, and stores nothing." };
        var exclude = new Option<string?>("--exclude") { Description = "Lines to leave out, such as 12,40-45." };
        return verbs.Act(
            new Command("import", "Imports a file, all of it or nothing.") { kind, file, mapping, dryRun, exclude },
            (services, parsed, answer, cancellationToken) => new Import(services, answer, parsed.InvocationConfiguration.Error).RunAsync(
                Enum.GetValues<ImportKind>().Single(k => ImportFields.NameOf(k) == parsed.GetValue(kind)),
                parsed.GetValue(file)!,
                parsed.GetValue(mapping),
                parsed.GetValue(exclude),
                parsed.GetValue(dryRun),
                cancellationToken));
    }

    private static IEnumerable<string> Kinds => Enum.GetValues<ImportKind>().Select(k => ImportFields.NameOf(k));

    private sealed class Import(IServiceProvider services, Action<string, object> answer, TextWriter error) : IProgress<ImportProgress>
    {
        private readonly Actor _actor = Actor.ForCommandLine(Environment.UserName);
        private long _tenthsTold;

        public async Task<int> RunAsync(ImportKind kind, FileInfo file, string? mapping, string? exclude, bool isDryRun, CancellationToken cancellationToken)
        {
            if (!file.Exists)
                return Refuse($"There is no file {file.FullName}.");
            if (await MappingTextAsync(kind, mapping, cancellationToken) is not { } text)
                return Refuse($"Name a mapping with --mapping: a file, or one of {string.Join(", ", ShippedMappings.ByKey.Where(m => m.Value.Kind == kind).Select(m => m.Key))}.");

            _ = services.GetRequiredService<IGovernanceStore>(); // opening says in one sentence that a console is writing already
            var now = services.GetRequiredService<OrganisationTime>().Now;
            var swept = (await services.GetRequiredService<SweepAbandonedImports>().ExecuteAsync(CommandId.New(), new SweepAbandonedImportsInput(now), _actor, cancellationToken)).Value;
            if (swept > 0)
                await error.WriteLineAsync($"Found {swept} {(swept == 1 ? "import" : "imports")} whose process was ended, and removed what was stored.");

            var intake = services.GetRequiredService<FileIntake>();
            await using var stream = file.OpenRead();
            var received = await intake.ReceiveAsync(stream, file.Name, cancellationToken);
            if (!received.IsAccepted)
                return Refuse(received.Refusals);
            try
            {
                var input = new ImportInput(kind, text, exclude);
                var outcome = isDryRun
                    ? await services.GetRequiredService<CheckImport>().ExecuteAsync(CommandId.New(), input, received.Value, _actor, this, cancellationToken)
                    : await services.GetRequiredService<ImportFile>().ExecuteAsync(CommandId.New(), input, received.Value, _actor, this, cancellationToken);
                return outcome.IsAccepted ? await TellAsync(outcome.Value, isDryRun, cancellationToken) : Refuse(outcome.Refusals);
            }
            finally
            {
                intake.Forget(received.Value.Sha256); // the next run brings it again
            }
        }

        public void Report(ImportProgress value)
        {
            var tenth = value.Bytes == 0 ? 0 : value.BytesRead * 10 / value.Bytes;
            if (tenth <= _tenthsTold)
                return;
            _tenthsTold = tenth;
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tenth * 10} %, {value.Rows:N0} rows"));
        }

        private static async Task<string?> MappingTextAsync(ImportKind kind, string? mapping, CancellationToken cancellationToken)
        {
            if (mapping is null)
                return ShippedMappings.All.Where(m => m.Kind == kind).ToList() is [var only] ? only.Text : null;
            if (ShippedMappings.ByKey.TryGetValue(mapping, out var shipped))
                return shipped.Text;
            return File.Exists(mapping) ? await File.ReadAllTextAsync(mapping, cancellationToken) : null;
        }

        private async Task<int> TellAsync(ImportResult result, bool isDryRun, CancellationToken cancellationToken)
        {
            var queries = services.GetRequiredService<ImportQueries>();
            var findings = await queries.FindingsAsync(_actor, result.Id, ofClass: null, new PageRequest(0, PageRequest.MostRows), cancellationToken);
            var detail = await queries.FindAsync(_actor, result.Number, cancellationToken);
            var isDone = isDryRun ? result is { State: ImportState.Checked, RowsRefused: 0 } : result.State == ImportState.Visible;

            var text = new StringBuilder();
            text.AppendLine(CultureInfo.InvariantCulture, $"{result.Number} {detail!.Row.FileName}, mapping {detail.Mapping.Name}");
            text.AppendLine(CultureInfo.InvariantCulture, $"{result.RowsRead:N0} rows, {result.Objects:N0} {NounOf(detail.Row.Kind)}; {result.RowsRefused:N0} refused, {result.RowsExcluded:N0} left out, {result.RowsRemarked:N0} with a remark");
            foreach (var found in findings.Rows.Take(FindingsShown))
                text.AppendLine(Line(found));
            if (findings.Total > FindingsShown)
                text.AppendLine(CultureInfo.InvariantCulture, $"... and {findings.Total - FindingsShown:N0} more: --json lists them.");
            foreach (var assumption in detail.Mapping.Assumptions.Append(detail.Mapping.RequestKinds?.Assumption).OfType<string>())
                text.AppendLine(CultureInfo.InvariantCulture, $"assumed  {assumption}");
            text.Append(Verdict(result, isDryRun));
            answer(text.ToString(), new
            {
                result.Number,
                State = result.State.ToString(),
                result.RowsRead,
                result.RowsRefused,
                result.RowsExcluded,
                result.RowsRemarked,
                result.RowsStored,
                result.Objects,
                detail.Totals,
                detail.Changes,
                Findings = findings.Rows.Select(f => new { Class = f.Class.ToString(), f.Code, f.FirstLine, f.Lines, f.Rows, f.Column, f.Value, f.Sentence }),
            });
            return isDone ? 0 : 1;
        }

        private int Refuse(IReadOnlyList<Refusal> refusals)
        {
            answer(
                string.Join(Environment.NewLine, refusals.Select(r => r.Sentence)),
                new { State = "NotDone", Refusals = refusals.Select(r => new { r.Code, r.Sentence }) });
            return refusals is [FileIsInAlready] ? 0 : 1;
        }

        private int Refuse(string sentence)
        {
            answer(sentence, new { State = "NotDone", Refusals = new[] { new { Code = "NotDone", Sentence = sentence } } });
            return 1;
        }

        private static string Line(ImportFindingRow found)
        {
            var where = found.FirstLine is { } line ? string.Create(CultureInfo.InvariantCulture, $"line {line}{(found.Rows > 1 ? $" and {found.Rows - 1:N0} more" : "")}: ") : "";
            var what = found.Value is { } value ? $"'{value}' in {found.Column}: " : "";
            return $"{found.Class.ToString().ToLowerInvariant(),-8} {where}{what}{found.Sentence}";
        }

        private static string NounOf(ImportKind kind) => kind switch
        {
            ImportKind.TicketHistory => "tickets",
            ImportKind.People => "directory entries",
            ImportKind.Systems => "systems",
            ImportKind.RecoveryPaths => "paths",
        };

        private static string Verdict(ImportResult result, bool isDryRun) => result switch
        {
            { State: ImportState.Visible } => "Imported.",
            { State: ImportState.Refused } => "The file is refused. Nothing was stored.",
            { RowsRefused: > 0 } => "Nothing was stored. Correct the refused rows, or leave them out with --exclude.",
            _ when isDryRun => "Nothing was stored. The file can be imported as it is.",
            _ => $"The import is {result.State}.",
        };
    }
}
