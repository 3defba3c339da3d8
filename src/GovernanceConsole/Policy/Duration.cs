using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GovernanceConsole.Policy;

/// <summary>What a <see cref="Duration"/> counts. Working days belong to reviews and are counted there.</summary>
public enum DurationUnit
{
    Minutes,
    Hours,

    /// <summary>Calendar days of 24 hours.</summary>
    Days,
}

/// <summary>A length of time as policies write it: <c>15 min</c>, <c>4 h</c>, <c>30 d</c>.</summary>
/// <param name="Amount">How many; one or more.</param>
/// <param name="Unit">Of what.</param>
[JsonConverter(typeof(DurationJson))]
public readonly record struct Duration(int Amount, DurationUnit Unit) : IComparable<Duration>
{
    /// <summary>No policy counts further than ten years.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3660);

    public static Duration Minutes(int amount) => new(amount, DurationUnit.Minutes);

    public static Duration Hours(int amount) => new(amount, DurationUnit.Hours);

    public static Duration Days(int amount) => new(amount, DurationUnit.Days);

    /// <summary>The same on the clock.</summary>
    public TimeSpan Length => Unit switch
    {
        DurationUnit.Minutes => TimeSpan.FromMinutes(Amount),
        DurationUnit.Hours => TimeSpan.FromHours(Amount),
        DurationUnit.Days => TimeSpan.FromDays(Amount),
    };

    /// <summary>Reads <c>15 min</c>, <c>4 h</c> or <c>30 d</c>; null for anything else, for nothing and for more than ten years.</summary>
    public static Duration? Parse(string? text)
    {
        if (text?.Split(' ') is not [var amount, var unit] || !int.TryParse(amount, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        Duration? read = unit switch
        {
            "min" => Minutes(number),
            "h" => Hours(number),
            "d" => Days(number),
            _ => null,
        };
        return read is { Amount: > 0 and < 10_000_000 } duration && duration.Length <= Longest ? duration : null;
    }

    public int CompareTo(Duration other) => Length.CompareTo(other.Length);

    public static bool operator <(Duration left, Duration right) => left.CompareTo(right) < 0;

    public static bool operator >(Duration left, Duration right) => left.CompareTo(right) > 0;

    public static bool operator <=(Duration left, Duration right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Duration left, Duration right) => left.CompareTo(right) >= 0;

    public override string ToString() => Unit switch
    {
        DurationUnit.Minutes => $"{Amount} min",
        DurationUnit.Hours => $"{Amount} h",
        DurationUnit.Days => $"{Amount} d",
    };
}

internal sealed class DurationJson : JsonConverter<Duration>
{
    /// <summary>What the published schema says of a duration.</summary>
    public const string Pattern = "^[1-9][0-9]{0,6} (min|h|d)$";

    public override Duration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (reader.TokenType == JsonTokenType.String ? Duration.Parse(reader.GetString()) : null)
        ?? throw new JsonException("a duration is written as “15 min”, “4 h” or “30 d”, up to ten years.");

    public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
