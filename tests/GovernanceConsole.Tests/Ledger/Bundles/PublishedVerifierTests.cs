using System.Diagnostics;

namespace GovernanceConsole.Tests.Ledger.Bundles;

/// <summary>Publishing takes a while: GOVERNANCE_LONG_TESTS runs it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnLongRunsOnLinuxAttribute : FactAttribute
{
    public OnLongRunsOnLinuxAttribute()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable("GOVERNANCE_LONG_TESTS") != "1")
            Skip = "Publishes the verifier for Linux: bash test.sh --long.";
    }
}

/// <summary>The one file that auditors are given.</summary>
public sealed class PublishedVerifierTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [OnLongRunsOnLinux]
    [Trait("row", "R-161")]
    public async Task Publish_OneFile_AnswersTheVectorsByItself()
    {
        Assert.Equal(0, await RunAsync("bash", RepositoryTree.At("src", "LedgerVerify", "publish.sh"), _folder));
        var verifier = Assert.Single(Directory.GetFiles(_folder));
        var vectors = RepositoryTree.At("tests", "vectors", "bundles");

        Assert.Equal(0, await RunAsync(verifier, Path.Combine(vectors, "good.zip"), "--policy", Path.Combine(vectors, "good.policy.json"), "--known", Path.Combine(vectors, "good.known.txt")));
        Assert.Equal(21, await RunAsync(verifier, Path.Combine(vectors, "gap.zip"), "--policy", Path.Combine(vectors, "gap.policy.json")));
        Assert.Equal(2, await RunAsync(verifier, Path.Combine(vectors, "no-such.zip"), "--policy", Path.Combine(vectors, "good.policy.json")));
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
