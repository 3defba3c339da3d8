namespace GovernanceConsole.Web.Tests.Fixtures;

/// <summary>The checkout the tests were built in.</summary>
internal static class RepositoryTree
{
    public static string Root { get; } = FindRoot();

    public static string At(params string[] path) => Path.Combine([Root, .. path]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GovernanceConsole.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No GovernanceConsole.sln above {AppContext.BaseDirectory}.");
    }
}
