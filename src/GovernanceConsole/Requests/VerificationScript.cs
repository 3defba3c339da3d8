using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Requests;

public readonly record struct VerificationScriptId(Guid Value) : IEntityId<VerificationScriptId>
{
    public static VerificationScriptId From(Guid value) => new(value);
}

public enum ScriptState
{
    /// <summary>Waits for a second person.</summary>
    Proposed,

    InForce,

    /// <summary>Was in force until the next version came.</summary>
    Retired,

    /// <summary>Was never in force.</summary>
    Withdrawn,
}

/// <summary>
/// One version of what operators say and ask when they verify somebody, in one language, for one kind of request or for all
/// (R-053). What a version says never changes; other words are another version.
/// </summary>
internal sealed class VerificationScript : ILedgered
{
    /// <summary>A page or a few, to be read while somebody is on the line.</summary>
    public const int MaximumLength = 20_000;

    public VerificationScriptId Id { get; private init; }

    /// <summary>The same for all versions: <c>ALL-EN</c>, <c>K03-DE</c>.</summary>
    public string Code { get; private init; } = "";

    /// <summary>The code of the kind it is for; null for all that have none of their own.</summary>
    public string? Kind { get; private init; }

    /// <summary>The language as its two letters: <c>en</c>.</summary>
    public string Language { get; private init; } = "";

    /// <summary>1, 2, …, of its code: given when it is proposed and never again, also where it was withdrawn.</summary>
    public int Number { get; private init; }

    public ScriptState State { get; private set; }

    public string Text { get; private init; } = "";

    public string Reason { get; private init; } = "";

    public PersonId ProposedById { get; private init; }

    public DateTimeOffset ProposedAt { get; private init; }

    /// <summary>The second person; null while it waits and where it was withdrawn.</summary>
    public PersonId? ApprovedById { get; private set; }

    /// <summary>The instant of the approval; null likewise.</summary>
    public DateTimeOffset? InForceFrom { get; private set; }

    /// <summary>When it was retired or withdrawn; null while it waits or is in force.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Null unless withdrawn.</summary>
    public string? WithdrawalReason { get; private set; }

    public long Version { get; private set; }

    Guid ILedgered.LedgerId => Id.Value;

    /// <summary>The code of the scripts of a kind, or of all kinds, in a language.</summary>
    public static string CodeOf(string? kind, string language) => $"{kind ?? "ALL"}-{language.ToUpperInvariant()}";

    public static VerificationScript Propose(VerificationScriptId id, string? kind, string language, int number, string text, string reason, PersonId by, DateTimeOffset at) => new()
    {
        Id = id,
        Code = CodeOf(kind, language),
        Kind = kind,
        Language = language,
        Number = number,
        Text = text,
        Reason = reason,
        ProposedById = by,
        ProposedAt = at,
    };

    public void Approve(PersonId by, DateTimeOffset at)
    {
        Expect(ScriptState.Proposed);
        if (by == ProposedById)
            throw new InvalidOperationException($"Script {Code} {Number} would be approved by the person who wrote it.");
        (State, ApprovedById, InForceFrom) = (ScriptState.InForce, by, at);
    }

    public void Retire(DateTimeOffset at)
    {
        Expect(ScriptState.InForce);
        (State, EndedAt) = (ScriptState.Retired, at);
    }

    public void Withdraw(string reason, DateTimeOffset at)
    {
        Expect(ScriptState.Proposed);
        (State, EndedAt, WithdrawalReason) = (ScriptState.Withdrawn, at, reason);
    }

    private void Expect(ScriptState state)
    {
        if (State != state)
            throw new InvalidOperationException($"Script {Code} {Number} is {State}, not {state}.");
    }
}
