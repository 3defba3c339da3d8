using System.Reflection;

namespace GovernanceConsole.AuditLedger;

/// <summary>
/// A kind of ledger entry: its stable type and the sentence people read. Placeholders name details or fields of the
/// entry: <c>{reason}</c>, <c>{set.name}</c>. The subject of the sentence is always the actor.
/// </summary>
/// <param name="Type">Stable, lower case, <c>object.happened</c>: <c>recovery-path.activated</c>.</param>
/// <param name="Text">The sentence without the actor: <c>activated the path</c>.</param>
public sealed record EventKind(string Type, string Text)
{
    // Lazy: the classes that declare kinds construct them, so the type must be ready before they are looked for.
    private static readonly Lazy<Dictionary<string, EventKind>> Kinds = new(Find);

    /// <summary>All kinds declared in this assembly, by type.</summary>
    public static IReadOnlyDictionary<string, EventKind> All => Kinds.Value;

    /// <summary>The kind of object it is about, by itself the part of the type before the dot; null where it may be any.</summary>
    public string? ObjectKind { get; init; } = Type[..Math.Max(Type.IndexOf('.', StringComparison.Ordinal), 0)];

    /// <summary>
    /// Whether it approves what is there: the entry then names the hash of the state that was approved (<c>subjectHash</c>)
    /// and commits to what the approver was shown (<c>viewHash</c>), see <see cref="Change.ApprovesAsync"/>.
    /// </summary>
    public bool IsApproval { get; init; }

    /// <summary>Whether it tells of something tried, read or exported rather than changed, and so goes to the other ledger.</summary>
    public bool IsSecurityEvent { get; init; }

    /// <summary>Whether the ledger cannot be understood without it, so that it outlives its retention.</summary>
    public bool IsKeptForever { get; init; }

    /// <summary>Whether it may tell of an object without touching its state: the entry then names neither a version nor a state.</summary>
    public bool MayLeaveTheState { get; init; }

    /// <summary>Whether it tells what went from the ledger that it stands in, and so may stand in either.</summary>
    public bool MayStandInEither { get; init; }

    private static Dictionary<string, EventKind> Find() =>
        typeof(EventKind).Assembly.GetTypes()
            .Where(t => t is { IsAbstract: true, IsSealed: true } && t.Name.EndsWith("Events", StringComparison.Ordinal))
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(f => f.FieldType == typeof(EventKind))
            .Select(f => (EventKind)f.GetValue(null)!)
            .ToDictionary(k => k.Type, StringComparer.Ordinal);
}

/// <summary>A fact told with an event beyond the changed fields.</summary>
internal readonly record struct EventDetail(string Key, object? Value, bool IsPrivate)
{
    /// <summary>A code, number, date or hash: stands in the body as it is.</summary>
    public static EventDetail Public(string key, object? value) => new(key, value, IsPrivate: false);

    /// <summary>Text about a person or written by one: stands in the body as a salted commitment.</summary>
    public static EventDetail Private(string key, string value) => new(key, value, IsPrivate: true);
}
