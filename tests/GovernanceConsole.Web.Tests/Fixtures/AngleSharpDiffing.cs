using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace GovernanceConsole.Web.Tests.Fixtures;

/// <summary>bUnit asks for another version of AngleSharp.Diffing than the feed holds; the copy beside the tests does.</summary>
internal static class AngleSharpDiffing
{
    [ModuleInitializer]
    internal static void TakeTheCopyBesideTheTests() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name == "AngleSharp.Diffing" ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll")) : null;
}
