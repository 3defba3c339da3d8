using System.Reflection;
using GovernanceConsole.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace GovernanceConsole.Web.Shell;

/// <summary>The groups of the left navigation, in their order.</summary>
public enum NavigationGroup
{
    /// <summary>Without a heading: what the person does every day.</summary>
    Daily,
    Accountability,
    Assurance,
    Administration,
}

/// <summary>
/// Puts a page into the left navigation. Written on the page itself, so that its route, its
/// <see cref="MayOpenAttribute"/> and its entry cannot drift apart: an entry is shown to whoever may open the page.
/// </summary>
/// <param name="text">The words, sentence case, as the person would ask: "Recovery paths".</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class InNavigationAttribute(string text) : Attribute
{
    public string Text { get; } = text;

    /// <summary>A name of <c>icons.txt</c>.</summary>
    public string Icon { get; init; } = "";

    public NavigationGroup Group { get; init; } = NavigationGroup.Accountability;

    /// <summary>Place in the group; entries with the same place stand by name.</summary>
    public int Order { get; init; } = 100;
}

/// <summary>One entry as it was found.</summary>
/// <param name="Href">The page's route.</param>
/// <param name="Roles">Whoever holds one of these sees it; null for everybody signed in.</param>
public sealed record NavigationEntry(string Text, string Href, string Icon, NavigationGroup Group, int Order, string? Roles);

/// <summary>Every entry, found once from the pages of an assembly.</summary>
public sealed class Navigation(Assembly pages)
{
    public IReadOnlyList<NavigationEntry> Entries { get; } =
    [
        .. from page in pages.GetTypes()
           let entry = page.GetCustomAttribute<InNavigationAttribute>()
           where entry is not null
           let route = page.GetCustomAttributes<RouteAttribute>().First(r => !r.Template.Contains('{')).Template
           orderby entry.Group, entry.Order, entry.Text
           select new NavigationEntry(entry.Text, route, entry.Icon, entry.Group, entry.Order, page.GetCustomAttribute<MayOpenAttribute>()?.Roles),
    ];
}
