namespace GovernanceConsole.Tests;

/// <summary>The repository the tests were built in: some tests compare what is built with what is written.</summary>
internal static class RepositoryTree
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    public static string At(params string[] path) => Path.Combine([Root, .. path]);

    /// <summary>Source files below a folder, without build output.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Where(f => !Path.GetRelativePath(folder, f).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

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
