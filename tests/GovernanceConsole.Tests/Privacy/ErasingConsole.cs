using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Privacy;
using GovernanceConsole.Tests.Fixtures;

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

    public static Task<Outcome<Done>> CarryOutAsync(this TestConsole console, ErasureId erasure, Actor by) =>
        console.Use<CarryOutErasure>().ExecuteAsync(CommandId.New(), new CarryOutErasureInput(erasure), by);

    public static Task<Outcome<LegalHoldId>> HoldAsync(this TestConsole console, PersonId? person) =>
        console.Use<PlaceLegalHold>().ExecuteAsync(CommandId.New(), new PlaceLegalHoldInput(person, "Case 4711."), console.Founder);

    /// <summary>Every file of the console, byte for byte.</summary>
    public static IEnumerable<string> FilesHolding(this TestConsole console, string text) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(console.File)!, "*", SearchOption.AllDirectories)
            .Where(file => Contains(ReadShared(file), System.Text.Encoding.UTF8.GetBytes(text)));

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
