namespace GovernanceConsole.Identity;

/// <summary>What a use case answers: the accepted value, or every reason why not.</summary>
public sealed class Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, IReadOnlyList<Refusal> refusals) => (_value, Refusals) = (value, refusals);

    /// <summary>Every reason, all at once; empty when accepted.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    public bool IsAccepted => Refusals.Count == 0;

    /// <summary>The accepted value. Throws where the act was refused.</summary>
    public T Value => IsAccepted
        ? _value!
        : throw new InvalidOperationException($"The act was refused: {string.Join("; ", Refusals.Select(r => $"{r.Code}: {r.Sentence}"))}");

    public static Outcome<T> Accept(T value) => new(value, []);

    public static Outcome<T> Refuse(IReadOnlyList<Refusal> refusals) =>
        refusals.Count > 0 ? new(default, refusals) : throw new ArgumentException("A refusal needs a reason.", nameof(refusals));

    public static implicit operator Outcome<T>(T value) => Accept(value);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, [refusal]);

    public static implicit operator Outcome<T>(List<Refusal> refusals) => Refuse(refusals);
}

/// <summary>The value of a use case that has nothing to tell but that it happened.</summary>
public readonly record struct Done;
