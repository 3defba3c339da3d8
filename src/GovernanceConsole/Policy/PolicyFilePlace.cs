using System.Collections;
using System.Globalization;
using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace GovernanceConsole.Policy;

/// <summary>Where in a policy file something is wrong, so that whoever wrote it finds the line.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Path">In the file's own words: <c>rules[3] (K01-PRV).lane</c>; empty for the whole.</param>
/// <param name="Text">What stands there; null for a list.</param>
/// <param name="Expected">The type that belongs there; null where it is not known.</param>
internal sealed record PolicyFilePlace(long Line, string Path, string? Text, Type? Expected)
{
    /// <summary>Follows the reader's path, such as <c>$.rules[3].lane</c>, into the file.</summary>
    public static PolicyFilePlace Find(YamlMappingNode root, string? path)
    {
        YamlNode at = root;
        Type? type = typeof(PolicyDocument);
        var written = "";
        foreach (var step in (path ?? "").Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.').Skip(1))
        {
            if (int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            {
                if (at is not YamlSequenceNode list || index >= list.Children.Count)
                    break;
                at = list.Children[index];
                type = type is null ? null : ItemOf(type);
                written += $"[{index + 1}]{NameOf(at)}";
            }
            else
            {
                type = type?.GetProperties().FirstOrDefault(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name) == step)?.PropertyType;
                written += written.Length == 0 ? step : $".{step}";
                if (at is not YamlMappingNode mapping || !mapping.Children.TryGetValue(new YamlScalarNode(step), out var next))
                    break;
                at = next;
            }
        }

        return new PolicyFilePlace(at.Start.Line, written, (at as YamlScalarNode)?.Value, type is null ? null : Nullable.GetUnderlyingType(type) ?? type);
    }

    /// <summary>What is wrong there, in a sentence that begins in lower case.</summary>
    public static string Explain(JsonException wrong, PolicyFilePlace at)
    {
        var where = at.Path.Length == 0 ? "" : $"{at.Path}: ";
        var named = wrong.Message.Split('\'').Where((_, i) => i % 2 == 1).ToList(); // names stand in single quotes
        if (wrong.Message.Contains("missing required", StringComparison.Ordinal))
            return $"{where}{string.Join(", ", named.Skip(1).Select(n => $"“{n}”"))} is missing.";
        if (wrong.Message.Contains("could not be mapped", StringComparison.Ordinal))
            return $"{(at.Path == named[0] ? "" : $"{at.Path[..^(named[0].Length + 1)]}: ")}“{named[0]}” is not known there.";
        if (wrong.Message.Contains("Duplicate", StringComparison.OrdinalIgnoreCase))
            return $"{where}a name stands there twice.";
        if (at.Expected is { IsEnum: true } choice)
            return $"{where}“{at.Text}” is not known. Write one of {string.Join(", ", Enum.GetNames(choice).Select(n => choice == typeof(EvidenceCode) ? n : JsonNamingPolicy.KebabCaseLower.ConvertName(n)))}.";
        if (at.Expected == typeof(Duration))
            return $"{where}a duration is written as “15 min”, “4 h” or “30 d”, up to ten years.";
        if (at.Expected == typeof(int))
            return $"{where}a whole number belongs there.";
        if (at.Expected == typeof(bool))
            return $"{where}true or false belongs there.";
        if (at.Expected == typeof(string))
            return $"{where}a text belongs there; put it in quotes if it looks like a number.";
        return $"{where}it is not of the shape that the schema describes.";
    }

    private static Type? ItemOf(Type type) =>
        type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type) && type.IsGenericType ? type.GetGenericArguments()[0] : null;

    /// <summary>The id or code of a list's item, by which people know it.</summary>
    private static string NameOf(YamlNode item)
    {
        if (item is not YamlMappingNode mapping)
            return "";
        foreach (var key in new[] { "id", "code", "cell" })
        {
            if (mapping.Children.TryGetValue(new YamlScalarNode(key), out var name) && name is YamlScalarNode { Value: { } text })
                return $" ({text})";
        }

        return "";
    }
}
