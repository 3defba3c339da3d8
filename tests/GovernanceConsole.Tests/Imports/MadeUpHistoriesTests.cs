namespace GovernanceConsole.Tests.Imports;

public sealed class MadeUpHistoriesTests
{
    /// <summary>Set to write the files anew after a change of the generator.</summary>
    private static bool Rewrites => Environment.GetEnvironmentVariable("GOVERNANCE_REWRITE_TEST_FILES") == "1";

    [Fact]
    public void ServiceNowShaped_IsTheKeptFile() => AssertKept(MadeUpHistories.ServiceNowShapedFile, MadeUpHistories.ServiceNowShaped());

    [Fact]
    public void Full_IsTheKeptFile() => AssertKept(MadeUpHistories.FullFile, MadeUpHistories.Full());

    private static void AssertKept(string file, string text)
    {
        if (Rewrites)
            File.WriteAllText(file, text);
        Assert.Equal(text, File.ReadAllText(file));
    }
}
