namespace GovernanceConsole.Tests;

internal static class Expect
{
    /// <summary>Like <c>Assert.Empty</c>, but says each finding in full.</summary>
    public static void None(IEnumerable<string> findings)
    {
        var found = findings.ToList();
        Assert.True(found.Count == 0, string.Join(Environment.NewLine, found));
    }
}
