using System.CommandLine;
using System.Text.Json;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.EvidenceExports;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger.Signing;
using GovernanceConsole.Web.CommandLine;

namespace GovernanceConsole.Web.EvidenceExports;

/// <summary>The ledgers for somebody who checks them without the console. On SQLite an export is recorded, so it refuses while the console runs.</summary>
internal static class LedgerVerbs
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Create(Verbs verbs)
    {
        var bundle = new Option<FileInfo>("--out") { Description = "The bundle (zip) to write. Must not be there yet.", Required = true };
        var texts = new Option<bool>("--with-texts") { Description = "Also names, reasons and former values. Without it the bundle holds no personal data." };
        var export = new Command("export", "Writes both ledgers, signed, as a bundle that ledger-verify checks, and records the export.") { bundle, texts };
        var file = new Option<FileInfo>("--out") { Description = "The policy (JSON) to write. Must not be there yet.", Required = true };
        var policy = new Command("policy", "Writes whom ledger-verify is to believe: the public key of this console's ledgers. Hand it over apart from any bundle.") { file };

        var ledger = new Command("ledger", "The audit trail for those who check it without the console.");
        ledger.Add(verbs.Act(export, (services, parsed, answer, cancellationToken) => GuardedAsync(
            parsed.GetRequiredValue(bundle), parsed.InvocationConfiguration.Error, target => ExportAsync(services, target, parsed.GetValue(texts), parsed.InvocationConfiguration.Error, answer, cancellationToken))));
        ledger.Add(verbs.Act(policy, (services, parsed, answer, cancellationToken) => GuardedAsync(
            parsed.GetRequiredValue(file), parsed.InvocationConfiguration.Error, target => WritePolicyAsync(services, target, answer, cancellationToken))));
        return ledger;
    }

    /// <summary>A file that is there is never replaced, and one that was not completed is removed.</summary>
    private static async Task<int> GuardedAsync(FileInfo file, TextWriter error, Func<FileStream, Task<bool>> write)
    {
        if (file.Exists || file.Directory is not { Exists: true })
        {
            await error.WriteLineAsync(file.Exists ? $"{file} is there already. Name another file." : $"The folder of {file} is not there.");
            return 1;
        }

        var written = false;
        try
        {
            await using var target = new FileStream(file.FullName, FileMode.CreateNew, FileAccess.ReadWrite);
            written = await write(target);
        }
        catch (SignerException refused)
        {
            await error.WriteLineAsync(refused.Message);
        }
        finally
        {
            if (!written)
                File.Delete(file.FullName);
        }

        return written ? 0 : 1;
    }

    private static async Task<bool> ExportAsync(
        IServiceProvider services, FileStream target, bool withTexts, TextWriter error, Action<string, object> answer, CancellationToken cancellationToken)
    {
        using var signer = LedgerOptions.OpenSigner(services);
        var outcome = await services.GetRequiredService<LedgerBundles>().ExportAsync(target, withTexts, signer, Actor.ForCommandLine(Environment.UserName), cancellationToken);
        if (!outcome.IsAccepted)
        {
            foreach (var refusal in outcome.Refusals)
                await error.WriteLineAsync(refusal.Sentence);
            return false;
        }

        var facts = outcome.Value;
        answer(
            $"{facts.Decisions} decisions and {facts.SecurityEvents} security events in {target.Name}, file SHA-256 {facts.FileHash}.",
            new { file = target.Name, facts.Decisions, facts.SecurityEvents, facts.WithTexts, facts.FileHash, facts.Bytes });
        return true;
    }

    private static async Task<bool> WritePolicyAsync(IServiceProvider services, FileStream target, Action<string, object> answer, CancellationToken cancellationToken)
    {
        using var signer = LedgerOptions.OpenSigner(services);
        var names = await services.GetRequiredService<TimelineQueries>().NamesAsync(cancellationToken);
        var key = Convert.ToBase64String(signer.PublicKey);
        var policy = new { v = 1, ledgers = names.Select(name => new { name, keys = new[] { new { key, from = 0 } } }) };
        await JsonSerializer.SerializeAsync(target, policy, Indented, cancellationToken);
        answer($"The key of {names.Count} ledgers is in {target.Name}. Compare it with the one you have before you believe it.", new { file = target.Name, key, ledgers = names });
        return true;
    }
}
