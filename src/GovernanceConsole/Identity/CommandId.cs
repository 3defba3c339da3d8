namespace GovernanceConsole.Identity;

/// <summary>
/// Made when a form opens, an API call arrives or a job starts its step. The first accepted answer is stored under it
/// and given to every repeat, so that a double click, a retry and a replay have one effect.
/// </summary>
public readonly record struct CommandId(Guid Value)
{
    public static CommandId New() => new(Guid.CreateVersion7());
}
