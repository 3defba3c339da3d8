using System.Text.RegularExpressions;
using GovernanceConsole.Web.Shell;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.Shell;

/// <summary>The icon font holds only the icons of icons.txt: any other name would be read out as a word.</summary>
public sealed partial class IconsTests(ConsoleFactory console) : IClassFixture<ConsoleFactory>
{
    private static readonly HashSet<string> Held = [.. File.ReadAllLines(RepositoryTree.At("wwwroot-assets", "fonts", "icons.txt"))];

    [Fact]
    public void Icons_NamedInPagesAndCode_AreInTheFont()
    {
        var named =
            from file in Directory.EnumerateFiles(RepositoryTree.At("src", "GovernanceConsole.Web"), "*.*", SearchOption.AllDirectories)
            where file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal)
            where !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin")
            from Match match in Named().Matches(File.ReadAllText(file))
            select (File: Path.GetFileName(file), Icon: match.Groups[1].Value + match.Groups[2].Value);

        Assert.NotEmpty(named);
        Assert.Equal([], named.Where(n => !Held.Contains(n.Icon)));
    }

    [Fact]
    public void Icons_OfRegisteredStates_AreInTheFontAndEveryStateHasAWord()
    {
        var looks = console.Services.GetRequiredService<StateLooks>();
        foreach (var state in looks.States.SelectMany(s => Enum.GetValues(s).Cast<Enum>()))
        {
            Assert.Contains(looks.Of(state).Icon, Held);
            Assert.NotEmpty(looks.Of(state).Word);
        }
    }

    [Fact]
    public void Icons_OfTheNavigation_AreInTheFont() =>
        Assert.Equal([], console.Services.GetRequiredService<Navigation>().Entries.Where(e => !Held.Contains(e.Icon)));

    [Fact]
    public void Icons_OfRadzensOwnStyles_AreInTheFont()
    {
        // The names Radzen's theme puts into pseudo-elements: pager, sorting, check boxes, dialogs.
        string[] radzen = ["add", "arrow_drop_down", "arrow_drop_up", "calendar_today", "check", "chevron_left", "chevron_right", "close", "error", "expand_less", "expand_more", "first_page", "info", "keyboard_arrow_down", "keyboard_arrow_up", "last_page", "more_vert", "navigate_before", "navigate_next", "remove", "schedule", "search", "sort", "unfold_more", "warning"];

        Assert.Equal([], radzen.Where(icon => !Held.Contains(icon)));
    }

    [GeneratedRegex("""(?:<Icon Name=|Icon\s*=\s*|icon:\s*)"([a-z0-9_]+)"|NextStep\("([a-z0-9_]+)""", RegexOptions.NonBacktracking)]
    private static partial Regex Named();
}
