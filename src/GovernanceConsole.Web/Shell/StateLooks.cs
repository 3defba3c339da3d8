namespace GovernanceConsole.Web.Shell;

/// <summary>The colours of states. Colour never stands alone: word and icon say the same.</summary>
public enum Tone
{
    /// <summary>Neither good nor bad: draft, retired.</summary>
    Quiet,

    /// <summary>On its way.</summary>
    Waiting,
    Good,

    /// <summary>Due soon, or worth a look.</summary>
    Attention,

    /// <summary>Overdue, refused or broken, and nothing else.</summary>
    Bad,
}

internal static class Tones
{
    /// <summary>The class of a colour; null for quiet.</summary>
    public static string? CssClass(this Tone tone) => tone switch
    {
        Tone.Quiet => null,
        Tone.Waiting => "tone-waiting",
        Tone.Good => "tone-good",
        Tone.Attention => "tone-attention",
        Tone.Bad => "tone-bad",
    };
}

/// <summary>How one state looks, everywhere.</summary>
/// <param name="Word">One word where possible, sentence case.</param>
/// <param name="Tone">Its colour.</param>
/// <param name="Icon">A name of <c>icons.txt</c>.</param>
public sealed record StateLook(string Word, Tone Tone, string Icon);

/// <summary>
/// One word, one colour, one icon per state. A slice registers each of its state enums once, with a switch that the
/// compiler checks: <c>services.AddStateLook&lt;PathState&gt;(state => state switch { ... })</c>.
/// </summary>
public sealed class StateLooks
{
    private readonly Dictionary<Type, Func<Enum, StateLook>> _looks;

    public StateLooks(IEnumerable<StateLookRegistration> registrations) =>
        _looks = registrations.ToDictionary(r => r.State, r => r.LookOf);

    /// <summary>The enums that have looks.</summary>
    public IReadOnlyCollection<Type> States => _looks.Keys;

    /// <exception cref="InvalidOperationException">Nobody registered the looks of this enum.</exception>
    public StateLook Of(Enum state) => _looks.TryGetValue(state.GetType(), out var look)
        ? look(state)
        : throw new InvalidOperationException($"{state.GetType().Name} has no looks. Register it with AddStateLook.");
}

public sealed record StateLookRegistration(Type State, Func<Enum, StateLook> LookOf);

public static class StateLookRegistrations
{
    public static IServiceCollection AddStateLook<TState>(this IServiceCollection services, Func<TState, StateLook> lookOf)
        where TState : struct, Enum =>
        services.AddSingleton(new StateLookRegistration(typeof(TState), state => lookOf((TState)state)));
}
