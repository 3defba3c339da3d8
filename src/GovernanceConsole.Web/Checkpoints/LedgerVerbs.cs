using System.CommandLine;
using System.Text.Json;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.EvidenceExports;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger.Signing;
using GovernanceConsole.Web.CommandLine;

namespace GovernanceConsole.Web.Checkpoints;

/// <summary>The ledgers for somebody who checks them without the console. On SQLite an export is recorded, so it refuses while the console runs.</summary>
internal static class LedgerVerbs
{

    public static Command Create(Verbs verbs)
    {
        var bundle = new Option<FileInfo>("--out") { Description = "The bundle (zip) to write. Must not be there yet.", Required = true };
        var texts = new Option<bool>("--with-texts") { Description = "Also names, reasons and former values. Without it the bundle holds no personal data." };
        var export = new Command("export", "Writes both ledgers, signed, as a bundle that ledger-verify checks, and records the export.") { bundle, texts };
        var file = new Option<FileInfo>("--out") { Description = "The policy (JSON) to write. Must not be there yet.", Required = true };
        var policy = new Command("policy", "Writes whom ledger-verify is to believe: the public keys of this console's ledgers. Hand it over apart from any bundle.") { file };

        var ledger = new Command("ledger", "The audit trail for those who check it without the console.");
        ledger.Add(verbs.Act(export, (services, parsed, answer, cancellationToken) => GuardedAsync(
            parsed.GetRequiredValue(bundle), parsed.InvocationConfiguration.Error, target => ExportAsync(services, target, parsed.GetValue(texts), parsed.InvocationConfiguration.Error, answer, cancellationToken))));
        ledger.Add(verbs.Act(policy, (services, parsed, answer, cancellationToken) => GuardedAsync(
            parsed.GetRequiredValue(file), parsed.InvocationConfiguration.Error, target => WritePolicyAsync(services, target, answer, cancellationToken))));
        ledger.Add(verbs.Act(
            new Command("checkpoint", "Signs what both ledgers have grown by, hands it to the anchors and prints the checkpoints."),
            (services, parsed, answer, cancellationToken) => SignedAsync(parsed.InvocationConfiguration.Error, error => CheckpointAsync(services, error, answer, cancellationToken))));
        ledger.Add(Keys(verbs));
        return ledger;
    }

    private static Command Keys(Verbs verbs)
    {
        var id = new Argument<string>("key") { Description = "The key's id, as 'ledger key list' and the checkpoints have it." };
        var revoke = new Command("revoke", "For a key that is lost or that somebody else may have: it signs no more, and is believed only as far as an anchor holds its checkpoints.") { id };
        var key = new Command("key", "The keys that sign checkpoints.");
        Add(new Command("list", "Lists the keys and which sizes each may sign."), (services, signer, _, answer, _) => ListAsync(signer, answer));
        Add(new Command("rotate", "Makes the next key. It signs beside the old one until that is retired: hand auditors the new policy meanwhile."), (services, signer, _, answer, cancellationToken) =>
            ChangeAsync(services, KeyChange.Rotated, signer.RotateAsync, answer, cancellationToken));
        Add(new Command("retire", "Ends the overlap: the old key signs no more."), (services, signer, _, answer, cancellationToken) =>
            ChangeAsync(services, KeyChange.Retired, signer.RetireAsync, answer, cancellationToken));
        Add(revoke, async (services, signer, parsed, answer, cancellationToken) =>
        {
            var anchored = (await services.GetRequiredService<KeepingQueries>().StandingAsync(cancellationToken)).ToDictionary(l => l.Name, l => l.AnchoredSize);
            await ChangeAsync(services, KeyChange.Revoked, record => signer.RevokeAsync(parsed.GetRequiredValue(id), anchored, record), answer, cancellationToken);
        });
        Add(new Command("restart", "After a restore on purpose, or when the state file is lost: a new key signs the ledgers, and the old ones are believed only up to what the backup held, or what was signed."), async (services, signer, _, answer, cancellationToken) =>
        {
            var keeping = services.GetRequiredService<KeepingQueries>();
            var sizes = await keeping.SetBackToAsync(cancellationToken) ?? (signer.IsNew ? await keeping.KeptSizesAsync(cancellationToken) : null)
                ?? throw new SignerException("No restore is recorded in this ledger. Restore with 'database restore', which records what was lost; otherwise find out who set the database back.");
            await ChangeAsync(services, KeyChange.Restarted, record => signer.RestartAsync(sizes, record), answer, cancellationToken);
        });
        return key;

        void Add(Command command, Func<IServiceProvider, CheckpointSigner, ParseResult, Action<string, object>, CancellationToken, Task> act) =>
            key.Add(verbs.Act(command, (services, parsed, answer, cancellationToken) => SignedAsync(parsed.InvocationConfiguration.Error, _ =>
                services.GetRequiredService<LedgerSealer>().WithSignerAsync(
                    async signer =>
                    {
                        await act(services, signer, parsed, answer, cancellationToken);
                        return true;
                    },
                    cancellationToken))));
    }

    /// <summary>Tells what the signer refuses, in its sentence.</summary>
    private static async Task<int> SignedAsync(TextWriter error, Func<TextWriter, Task<bool>> work)
    {
        try
        {
            return await work(error) ? 0 : 1;
        }
        catch (SignerException refused)
        {
            await error.WriteLineAsync(refused.Message);
            return 1;
        }
    }

    private static Task ListAsync(CheckpointSigner signer, Action<string, object> answer)
    {
        answer(
            string.Join(Environment.NewLine, signer.Keys.Select(k => $"{k.Id}  {k.File}  {(k.IsInUse ? "in use" : k.IsRevoked ? "revoked" : "retired")}{Sizes(k)}")),
            signer.Keys.Select(k => new { k.Id, k.File, key = Convert.ToBase64String(k.PublicKey), k.From, k.To, k.IsRevoked }));
        return Task.CompletedTask;

        static string Sizes(SigningKey key) => string.Concat((key.To ?? key.From).Select(s => $"{Environment.NewLine}          {(key.To is null ? "from" : "up to")} {s.Value} of {s.Key}"));
    }

    private static async Task ChangeAsync(IServiceProvider services, KeyChange what, Func<Func<SigningKey, Task>, Task<SigningKey>> change, Action<string, object> answer, CancellationToken cancellationToken)
    {
        var key = await change(async key =>
        {
            var facts = new KeyChangeFacts(what, key.Id, key.PublicKey, key.To ?? key.From);
            var recorded = await services.GetRequiredService<RecordKeyChange>().ExecuteAsync(CommandId.New(), facts, Actor.ForCommandLine(Environment.UserName), cancellationToken);
            if (!recorded.IsAccepted)
                throw new SignerException(recorded.Refusals[0].Sentence);
        });
        answer(
            what switch
            {
                KeyChange.Rotated => $"The key {key.Id} signs beside the old one from the next checkpoint on. Run 'ledger checkpoint', hand auditors the new policy, then 'ledger key retire'.",
                KeyChange.Retired => $"The key {key.Id} signs no more. What it signed stays believed.",
                KeyChange.Restarted => $"The key {key.Id} signs from the next checkpoint on, and no other. Run 'ledger checkpoint', and hand auditors the new policy with the entry ledger.restored.",
                KeyChange.Revoked => $"The key {key.Id} is revoked. Hand auditors the new policy now; the old one still believes the key.",
            },
            new { key.Id, what = what.ToString(), key.From, key.To });
    }

    private static async Task<bool> CheckpointAsync(IServiceProvider services, TextWriter error, Action<string, object> answer, CancellationToken cancellationToken)
    {
        var actor = Actor.ForCommandLine(Environment.UserName);
        var ledgers = await services.GetRequiredService<LedgerSealer>().SealAsync(actor, cancellationToken);
        var anchored = await services.GetRequiredService<CheckpointAnchoring>().RunAsync(actor, cancellationToken);
        answer(
            string.Join(Environment.NewLine, ledgers.Select(l => l.Note ?? (l.Failure is null ? $"{l.Ledger}: nothing was added since {l.Size}." : ""))),
            new { ledgers, anchors = anchored });
        string[] failures = [.. ledgers.SelectMany(l => l.Faults), .. anchored.Failures];
        foreach (var failure in failures)
            await error.WriteLineAsync(failure);
        return failures.Length == 0;
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
        var outcome = await services.GetRequiredService<LedgerBundles>().ExportAsync(target, withTexts, Actor.ForCommandLine(Environment.UserName), cancellationToken);
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
        var (names, keys) = await services.GetRequiredService<TrustPolicyFile>().WriteAsync(target, cancellationToken);
        answer(
            $"{(keys.Count == 1 ? "The key" : $"{keys.Count} keys")} of {names.Count} ledgers {(keys.Count == 1 ? "is" : "are")} in {target.Name}. Compare with what you have before you believe it.",
            new { file = target.Name, keys, ledgers = names });
        return true;
    }
}
