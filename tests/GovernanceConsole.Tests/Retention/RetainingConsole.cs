using System.Security.Cryptography;
using System.Text;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.EvidenceExports;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Bundles;
using GovernanceConsole.Ledger.Signing;
using GovernanceConsole.Organisation;
using GovernanceConsole.Retention;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Checkpoints;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Imports;
using GovernanceConsole.Tests.Ledger.Bundles;

namespace GovernanceConsole.Tests.Retention;

/// <summary>A console with a history, and what two members of governance do about it.</summary>
internal static class RetainingConsole
{
    /// <summary>Stands in a reason, which a decision gave and which no field says any more.</summary>
    public const string FormerReason = "Quendolin knows its users";

    /// <summary>Stands in the sentence of a refusal.</summary>
    public const string RefusedKey = "ZZ-REFUSED-KEY";

    /// <summary>Stands in a cell that could not be read.</summary>
    public const string UncleanCell = "Unclean-Ursula";

    public static readonly Actor Job = Actor.ForJob(nameof(DeleteNextBatch));

    /// <summary>
    /// Two years of decisions, refusals and one unclean file, from the start of the clock on; then the clock stands where
    /// <paramref name="until"/> says, and everything is signed.
    /// </summary>
    public static async Task<DeskId> WithAHistoryAsync(this TestConsole console, DateTimeOffset until)
    {
        var desk = await console.DeskAsync("D1");
        Accept(await console.Use<ProposeDeskAsDecisionMaker>().ExecuteAsync(CommandId.New(), new ProposeDeskAsDecisionMakerInput(desk, $"{FormerReason}."), console.Founder));
        await console.RefusedAsync();
        _ = (await console.CheckAsync(Bringing.SmallHeader + Bringing.Row(opened: UncleanCell), Bringing.Small)).Value;
        Directory.Delete(Path.Combine(Path.GetDirectoryName(console.File)!, "imports"), recursive: true); // as a run of imports does at its end
        console.Clock.Advance(TimeSpan.FromDays(200));
        Accept(await console.Use<MakeDeskExecutorOnly>().ExecuteAsync(CommandId.New(), new MakeDeskExecutorOnlyInput(desk, "Safer so."), console.Founder));
        await console.RefusedAsync();
        console.Clock.Advance(TimeSpan.FromDays(200));
        _ = await console.VendorAsync("V1");
        console.Clock.SetTo(until);
        _ = await console.SealAsync();
        return desk;
    }

    /// <summary>An act that is refused, with a sentence that quotes what was typed.</summary>
    public static async Task RefusedAsync(this TestConsole console, Actor? actor = null)
    {
        if (!(await console.RowsAsync<Person>()).Exists(p => p.DirectoryKey == RefusedKey))
            Accept(await console.Use<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput(RefusedKey, "Somebody", "first@example.test"), console.Founder));
        Assert.False((await console.Use<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput(RefusedKey, "Else", "second@example.test"), actor ?? console.Founder)).IsAccepted);
    }

    public static Task<Outcome<RetentionDeletionId>> RequestDeletionAsync(this TestConsole console, DateOnly? dueBy = null, Actor? by = null) =>
        console.Use<RequestDeletion>().ExecuteAsync(CommandId.New(), new RequestDeletionInput(dueBy ?? console.Use<OrganisationTime>().Today), by ?? console.Founder);

    public static async Task<Outcome<Done>> CarryOutDeletionAsync(this TestConsole console, RetentionDeletionId deletion, Actor by) =>
        await console.Use<CarryOutDeletion>().ExecuteAsync(
            CommandId.New(), new CarryOutDeletionInput(deletion, await console.Use<RetentionQueries>().ShowForApprovalAsync(console.Founder, deletion)), by);

    /// <summary>Asked for by the founder, carried out by somebody else, and deleted to the end.</summary>
    public static async Task<DeletionReport> DeleteWhatIsDueAsync(this TestConsole console, Actor second, DateOnly? dueBy = null)
    {
        var deletion = (await console.RequestDeletionAsync(dueBy)).Value;
        Accept(await console.CarryOutDeletionAsync(deletion, second));
        return (await console.Use<Deletions>().RunAsync(Job))!;
    }

    public static async Task<RetentionOverview> DueAsync(this TestConsole console, DateOnly? dueBy = null) =>
        (await console.Use<RetentionQueries>().OverviewAsync(console.Founder, dueBy ?? console.Use<OrganisationTime>().Today))!;

    public static async Task<RetentionRow> DueAsync(this TestConsole console, string type) => (await console.DueAsync()).Rows.Single(r => r.Type == type);

    public static async Task<List<StoredEntry>> EntriesAsync(this TestConsole console, LedgerStream ledger) =>
        [.. (await console.RowsAsync<StoredEntry>()).Where(e => e.Ledger == (short)ledger).OrderBy(e => e.Idx)];

    /// <summary>What each verifier says of a bundle exported now.</summary>
    public static async Task<(int First, int Second)> VerifiersSayAsync(this TestConsole console, params string[] known)
    {
        var target = new MemoryStream();
        var exported = await console.Use<LedgerBundles>().ExportAsync(target, withTexts: true, Actor.ForCommandLine("operator"));
        Assert.True(exported.IsAccepted, string.Join(' ', exported.Refusals.Select(r => r.Sentence)));
        var policy = await console.TrustAsync();
        target.Position = 0;
        var report = await BundleVerifier.VerifyAsync(target, new Trust(TrustPolicy.Parse(Encoding.UTF8.GetBytes(policy)), [.. known.Select(SignedNote.Parse)], []) { Fold = true });

        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(console.File)!, "auditor")).FullName;
        string At(string name) => Path.Combine(folder, name);
        await File.WriteAllBytesAsync(At("bundle.zip"), target.ToArray());
        await File.WriteAllTextAsync(At("policy.json"), policy);
        await File.WriteAllTextAsync(At("known.txt"), string.Concat(known));
        var second = await SecondVerifier.RunAsync(folder, [new SecondVerifier.Case(At("bundle.zip"), At("policy.json"), known.Length == 0 ? [] : [At("known.txt")], [])]);
        Directory.Delete(folder, recursive: true);
        return (report.Fault is { } fault ? (int)fault.Code : 0, second[0].Code);
    }

    public static async Task<string> TrustAsync(this TestConsole console)
    {
        using var signer = CheckpointSigner.Open(console.Signer.KeyFile, console.Signer.StateFile);
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(signer.Keys[0].PublicKey, out _);
        return MadeUpLedger.PolicyOf(null, [.. (await console.Use<TimelineQueries>().NamesAsync()).Select(n => (n, new[] { (key, 0L, (long?)null) }))]);
    }

    public static void Accept<T>(Outcome<T> outcome) => Assert.True(outcome.IsAccepted, string.Join(' ', outcome.Refusals.Select(r => r.Sentence)));
}
