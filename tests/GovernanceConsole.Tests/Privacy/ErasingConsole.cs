using System.Text;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.EvidenceExports;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Bundles;
using GovernanceConsole.Ledger.Signing;
using GovernanceConsole.Organisation;
using GovernanceConsole.Privacy;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Ledger.Bundles;

namespace GovernanceConsole.Tests.Privacy;

/// <summary>A console with two members of governance and somebody who has left.</summary>
internal static class ErasingConsole
{
    public const string Name = "Olga Overmars";

    /// <summary>Somebody who may be erased: registered, with an account, and gone again.</summary>
    public static async Task<PersonId> LeaverAsync(this TestConsole console, string name = Name, bool leaves = true)
    {
        var person = (await console.PersonAsync(name)).Person!.Value;
        Assert.True((await console.Use<LinkAccount>().ExecuteAsync(CommandId.New(), new LinkAccountInput(person, "https://id.example.test", $"subject-of-{person.Value:N}"), console.Founder)).IsAccepted);
        if (leaves)
            Assert.True((await console.Use<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(person), console.Founder)).IsAccepted);
        return person;
    }

    public static Task<Outcome<ErasureId>> RequestErasureAsync(this TestConsole console, PersonId person, Actor? by = null, string reason = "Ten years are over.", ErasureBasis basis = ErasureBasis.NoLongerNeeded) =>
        console.Use<RequestErasure>().ExecuteAsync(CommandId.New(), new RequestErasureInput(person, basis, reason), by ?? console.Founder);

    public static async Task<Outcome<Done>> CarryOutAsync(this TestConsole console, ErasureId erasure, Actor by) =>
        await console.Use<CarryOutErasure>().ExecuteAsync(
            CommandId.New(), new CarryOutErasureInput(erasure, await console.Use<PrivacyQueries>().ShowForApprovalAsync(console.Founder, erasure)), by);

    public static Task<Outcome<LegalHoldId>> HoldAsync(this TestConsole console, PersonId? person) =>
        console.Use<PlaceLegalHold>().ExecuteAsync(CommandId.New(), new PlaceLegalHoldInput(person, "Case 4711."), console.Founder);

    /// <summary>A bundle with all texts, for the verifier and for the second one.</summary>
    public static async Task IsGoodForBothVerifiersAsync(this TestConsole console, params string[] known)
    {
        var target = new MemoryStream();
        Assert.True((await console.Use<LedgerBundles>().ExportAsync(target, withTexts: true, Actor.ForCommandLine("operator"))).IsAccepted);
        using var signer = CheckpointSigner.Open(console.Signer.KeyFile, console.Signer.StateFile);
        using var key = System.Security.Cryptography.ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(signer.Keys[0].PublicKey, out _);
        var policy = MadeUpLedger.PolicyOf(null, [.. (await console.Use<TimelineQueries>().NamesAsync()).Select(n => (n, new[] { (key, 0L, (long?)null) }))]);

        target.Position = 0;
        var report = await BundleVerifier.VerifyAsync(target, new Trust(TrustPolicy.Parse(Encoding.UTF8.GetBytes(policy)), [.. known.Select(SignedNote.Parse)], []) { Fold = true });
        Assert.Null(report.Fault);
        Assert.True(report.Ledgers.Sum(l => l.Redacted) > 0);

        var folder = Path.GetDirectoryName(console.File)!;
        await File.WriteAllBytesAsync(Path.Combine(folder, "bundle.zip"), target.ToArray());
        await File.WriteAllTextAsync(Path.Combine(folder, "policy.json"), policy);
        var second = await SecondVerifier.RunAsync(folder, [new SecondVerifier.Case(Path.Combine(folder, "bundle.zip"), Path.Combine(folder, "policy.json"), [], [])]);
        Assert.Equal(new SecondVerifier.Answer(0, "good"), Assert.Single(second));
    }

    /// <summary>Every file of the console, byte for byte.</summary>
    public static IEnumerable<string> FilesHolding(this TestConsole console, string text) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(console.File)!, "*", SearchOption.AllDirectories)
            .Where(file => Contains(ReadShared(file), Encoding.UTF8.GetBytes(text)));

    private static bool Contains(byte[] bytes, byte[] sought) => bytes.AsSpan().IndexOf(sought) >= 0;

    private static byte[] ReadShared(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (IOException)
        {
            return []; // the lock of the writer, which holds a number
        }
    }
}
