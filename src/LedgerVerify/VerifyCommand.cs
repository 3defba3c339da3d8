using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Bundles;

namespace LedgerVerify;

/// <summary>The auditor's command: checks a bundle without the console, its database or a network.</summary>
internal static class VerifyCommand
{
    /// <summary>The command line itself was wrong, or a file cannot be read.</summary>
    private const int NotRun = 2;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static RootCommand Create()
    {
        var bundle = new Argument<FileInfo>("bundle") { Description = "The bundle: a zip file that the console exported." };
        var policy = new Option<FileInfo>("--policy") { Description = "Whom you believe: the keys of each ledger (JSON). Get it from the audit office, not from who gave you the bundle.", Required = true };
        var known = new Option<FileInfo[]>("--known") { Description = "Checkpoints you have from elsewhere: an earlier bundle, a workbook, a mail. May be given again.", AllowMultipleArgumentsPerToken = true };
        var anchors = new Option<FileInfo[]>("--anchors") { Description = "The file that an anchor kept. May be given again.", AllowMultipleArgumentsPerToken = true };
        var fold = new Option<bool>("--fold") { Description = "Rebuilds the state of every object from its entries; takes longer." };
        var json = new Option<bool>("--json") { Description = "Writes one JSON object instead of text." };
        var root = new RootCommand("Checks that a ledger is whole, unchanged and signed. Exit code 0: good; otherwise the code of the first fault (docs/ledger-format.md).")
        {
            bundle, policy, known, anchors, fold, json,
        };
        root.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var trust = Read(parsed.GetRequiredValue(policy), parsed.GetValue(known) ?? [], parsed.GetValue(anchors) ?? []) with { Fold = parsed.GetValue(fold) };
                await using var zip = parsed.GetRequiredValue(bundle).OpenRead();
                var report = await BundleVerifier.VerifyAsync(zip, trust, progress: null, cancellationToken);
                var output = parsed.InvocationConfiguration.Output;
                if (parsed.GetValue(json))
                    await output.WriteLineAsync(JsonSerializer.Serialize(new { report.ExitCode, report.Fault, report.Ledger, report.Ledgers }, Json));
                else
                    await WriteAsync(output, report);
                return report.ExitCode;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or LedgerFormatException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(exception.Message);
                return NotRun;
            }
        });
        root.Add(Proof());
        return root;
    }

    /// <summary>One entry instead of a whole ledger.</summary>
    private static Command Proof()
    {
        var file = new Argument<FileInfo>("file") { Description = $"A proof ({LogProof.FileExtension}) that the console gave out." };
        var policy = new Option<FileInfo>("--policy") { Description = "Whom you believe: the keys of each ledger (JSON).", Required = true };
        var proof = new Command("proof", "Checks that one entry stands in a ledger at its place, and prints the entry.") { file, policy };
        proof.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var read = LogProof.Parse(await File.ReadAllTextAsync(parsed.GetRequiredValue(file).FullName, cancellationToken));
                var fault = read.Fault(TrustPolicy.Parse(await File.ReadAllBytesAsync(parsed.GetRequiredValue(policy).FullName, cancellationToken)));
                var output = parsed.InvocationConfiguration.Output;
                if (fault is not null)
                {
                    await output.WriteLineAsync($"FAULT {(int)fault.Code}: {fault.Text}");
                    return (int)fault.Code;
                }

                var checkpoint = Checkpoint.Parse(read.Checkpoint.Text);
                await output.WriteLineAsync(Encoding.UTF8.GetString(read.Body));
                await output.WriteLineAsync($"GOOD: entry {Number(read.Index)} of {checkpoint.Origin}, among the first {Number(checkpoint.Size)}");
                return 0;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or LedgerFormatException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(exception.Message);
                return NotRun;
            }
        });
        return proof;
    }

    private static Trust Read(FileInfo policy, FileInfo[] known, FileInfo[] anchors) => new(
        TrustPolicy.Parse(File.ReadAllBytes(policy.FullName)),
        [.. known.SelectMany(f => NoteFile.Parse(File.ReadAllText(f.FullName)))],
        [.. anchors.SelectMany(ReadAnchors)]);

    private static IReadOnlyList<AnchoredNote> ReadAnchors(FileInfo file)
    {
        using var stream = file.OpenRead();
        return AnchoredNote.ParseFile(stream);
    }

    private static async Task WriteAsync(TextWriter output, BundleReport report)
    {
        foreach (var ledger in report.Ledgers)
        {
            await output.WriteLineAsync(ledger.Name);
            await output.WriteLineAsync(Line("entries", $"{Number(ledger.Entries)} read in order{(ledger.Pruned > 0 ? $", {Number(ledger.Pruned)} of them pruned" : "")}"));
            if (ledger.Root.Length == 0)
                continue;
            await output.WriteLineAsync(Line("root", ledger.Root));
            await output.WriteLineAsync(Line("signed", $"the first {Number(ledger.SignedUpTo)}, by {Number(ledger.Checkpoints)} {(ledger.Checkpoints == 1 ? "checkpoint" : "checkpoints")}"));
            await output.WriteLineAsync(Line("kept elsewhere", ledger.AnchoredUpTo > 0 ? $"the first {Number(ledger.AnchoredUpTo)}" : "nothing was given to compare with (--known, --anchors)"));
            if (ledger.Revealed + ledger.Redacted > 0)
                await output.WriteLineAsync(Line("private texts", $"{Number(ledger.Revealed)} checked, {Number(ledger.Redacted)} erased or not in the bundle"));
            if (ledger.States > 0)
                await output.WriteLineAsync(Line("states", $"{Number(ledger.States)} are those of the entries"));
        }

        await output.WriteLineAsync(report.Fault is { } fault
            ? $"FAULT {(int)fault.Code}{(report.Ledger is null ? "" : $" in {report.Ledger}")}: {fault.Text}"
            : "GOOD");
    }

    private static string Line(string what, string says) => $"  {what,-15} {says}";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
