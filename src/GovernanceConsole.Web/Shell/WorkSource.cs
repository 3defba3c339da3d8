using GovernanceConsole.Identity;

namespace GovernanceConsole.Web.Shell;

/// <summary>
/// Where duties come from. Each slice that makes people owe something registers one:
/// <c>services.AddSingleton&lt;IWorkSource, OwnershipWork&gt;()</c>. Home asks all of them.
/// </summary>
public interface IWorkSource
{
    /// <summary>What this actor owes now. A few dozen at most; a longer queue is one item that leads to its own page.</summary>
    Task<IReadOnlyList<WorkItem>> OwedByAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>What the actor should do where nothing is owed yet, for instance in an empty workspace; null for no idea. The first answer is shown.</summary>
    Task<NextStep?> NextStepAsync(Actor actor, CancellationToken cancellationToken) => Task.FromResult<NextStep?>(null);
}

/// <summary>One duty, one line.</summary>
/// <param name="Duty">The group: "Confirm ownership".</param>
/// <param name="What">"Confirm that you own RP-0042 Help-desk password reset".</param>
/// <param name="AboutWhom">Person, path or desk it is about.</param>
/// <param name="DueOn">Until when, in the organisation's calendar; null where nothing expires.</param>
/// <param name="Consequence">What happens if the person stays silent: "The path is suspended on 14 May".</param>
/// <param name="Href">Where it is done.</param>
/// <param name="Act">The button: "Confirm".</param>
public sealed record WorkItem(string Duty, string What, string AboutWhom, DateOnly? DueOn, string Consequence, string Href, string Act)
{
    /// <summary>Since when it waits, in the organisation's calendar; null where that is not known. It stands for the deadline where there is none.</summary>
    public DateOnly? Since { get; init; }
}

/// <summary>What comes next for somebody who owes nothing.</summary>
/// <param name="Icon">A name of <c>icons.txt</c>.</param>
/// <param name="Title">"Bring in your people".</param>
/// <param name="Text">Why, in one or two sentences.</param>
/// <param name="Actions">Buttons, the first is the main one.</param>
public sealed record NextStep(string Icon, string Title, string Text, IReadOnlyList<(string Text, string Href)> Actions);

/// <summary>Where the search in the header looks. Each slice with things people call by number or name registers one.</summary>
public interface ISearchSource
{
    /// <summary>The best hits of this slice, at most <paramref name="limit"/>, only what the actor may see.</summary>
    Task<IReadOnlyList<SearchHit>> FindAsync(string text, Actor actor, int limit, CancellationToken cancellationToken);
}

/// <param name="Kind">"Recovery path", "Person".</param>
/// <param name="Title">Number and name.</param>
/// <param name="Detail">What tells it from others of the same name; may be empty.</param>
/// <param name="Href">Its page.</param>
/// <param name="IsExact">The text is its number: with one such hit the search goes straight there.</param>
public sealed record SearchHit(string Kind, string Title, string Detail, string Href, bool IsExact = false);
