using System.Diagnostics;
using System.Text.Json;

namespace GovernanceConsole.Tests.Ledger.Bundles;

/// <summary>The verifier in another language, run over many bundles at once.</summary>
internal static class SecondVerifier
{
    /// <param name="Bundle">Path of the zip.</param>
    /// <param name="Policy">Path of the policy.</param>
    /// <param name="Known">Paths of known checkpoints.</param>
    /// <param name="Anchors">Paths of anchor files.</param>
    public sealed record Case(string Bundle, string Policy, IReadOnlyList<string> Known, IReadOnlyList<string> Anchors);

    public sealed record Answer(int Code, string Text);

    public static async Task<IReadOnlyList<Answer>> RunAsync(string folder, IReadOnlyList<Case> cases)
    {
        var file = Path.Combine(folder, "cases.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(cases, JsonSerializerOptions.Web));
        var answers = await AskAsync("ledger-verify.mjs", "--cases", file);
        return answers.Deserialize<List<Answer>>(JsonSerializerOptions.Web)!;
    }

    /// <summary>The same over proofs of one entry: path of the proof, path of the policy.</summary>
    public static async Task<IReadOnlyList<Answer>> RunAsync(string folder, IReadOnlyList<(string Proof, string Policy)> cases)
    {
        var file = Path.Combine(folder, "proofs.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(cases.Select(c => new { c.Proof, c.Policy }), JsonSerializerOptions.Web));
        return (await AskAsync("proof-verify.mjs", "--cases", file)).Deserialize<List<Answer>>(JsonSerializerOptions.Web)!;
    }

    /// <summary>Runs one of its programs, which answers in JSON.</summary>
    public static async Task<JsonElement> AskAsync(string program, params string[] arguments)
    {
        using var node = Process.Start(new ProcessStartInfo("node", [RepositoryTree.At("tests", "second-verifier", program), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = node.StandardError.ReadToEndAsync();
        var answer = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await error);
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.Clone();
    }
}
