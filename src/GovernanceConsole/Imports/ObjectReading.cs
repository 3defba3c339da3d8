using System.Globalization;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Imports;

/// <summary>Reads a file of people, systems or paths and has it judged by the slice that owns them.</summary>
internal sealed class ObjectReading(ReadOnlyStore store, OrganisationTime time, ImportOptions options)
{
    private const int RowsPerReport = 1_000;

    /// <returns>The report, and the objects of the rows that can be read; null after a fatal finding.</returns>
    public async Task<(ImportReport Report, FileObjects? Objects)> ReadAsync(
        ImportPlan plan, ImportId import, Actor actor, Rehearse rehearse, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var findings = new Findings(options.RefusedRowsTold);
        using var rows = RowReader.Open(plan.File, plan.Mapping, options, plan.Excluded, findings, time);
        FileObjects? objects = rows is null ? null : plan.Input.Kind switch
        {
            ImportKind.People => Read(rows, FilePeople.Of, (lines, people) => new FilePeople(lines, people, FilePeople.ToldBy(rows))),
            ImportKind.Systems => Read(rows, FileSystems.Of, (lines, systems) => new FileSystems(lines, systems, FileSystems.ToldBy(rows))),
            ImportKind.RecoveryPaths => Read(rows, FilePath.Of, (lines, paths) => new FilePaths(lines, paths)),
            ImportKind.TicketHistory => throw new ArgumentException("A history is read in chunks.", nameof(plan)),
        };
        if (objects?.Count > options.MaximumObjects)
        {
            findings.Fatal("TooManyObjects", line: null, column: null, string.Create(
                CultureInfo.InvariantCulture,
                $"The file has {objects.Count} rows; at most {options.MaximumObjects} become visible at once. Split it, or let the administrator raise Imports:MaximumObjects. Nothing was stored."));
        }

        var report = new ImportReport
        {
            Import = import,
            RowsRead = rows?.RowsRead ?? 0,
            RowsRefused = rows?.RowsRefused ?? 0,
            RowsExcluded = rows?.RowsExcluded ?? 0,
            RowsRemarked = rows?.RowsRemarked ?? 0,
            Objects = objects?.Count ?? 0,
            IsFatal = findings.HasFatal,
            Findings = findings.ToList(import),
            ExcludedLines = plan.Excluded.Count > 0 ? plan.Excluded.ToString() : null,
        };
        return objects is null || report.IsFatal
            ? (report, null)
            : (objects.Judge(report, await objects.CheckAsync(store, actor, rehearse, cancellationToken)), objects);

        FileObjects Read<T>(RowReader from, Func<RowReader, T> read, Func<IReadOnlyList<int>, IReadOnlyList<T>, FileObjects> gather)
        {
            var (lines, taken) = (new List<int>(), new List<T>());
            while (from.Read())
            {
                if (from.RowsRead % RowsPerReport == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    progress?.Report(new ImportProgress(import, ImportPhase.Reading, from.Position, plan.File.Bytes, from.RowsRead));
                }

                if (from.IsRefused)
                    continue;
                lines.Add(from.Line);
                taken.Add(read(from));
            }

            return gather(lines, taken);
        }
    }
}
