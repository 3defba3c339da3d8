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
        using var node = Process.Start(new ProcessStartInfo("node", [RepositoryTree.At("tests", "second-verifier", "ledger-verify.mjs"), "--cases", file])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = node.StandardError.ReadToEndAsync();
        var answers = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await error);
        return JsonSerializer.Deserialize<List<Answer>>(answers, JsonSerializerOptions.Web)!;
    }
}
