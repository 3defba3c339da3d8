using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using GovernanceConsole.Identity;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace GovernanceConsole.Policy;

/// <summary>
/// A policy as a file: YAML for people, JSON for machines, both of one shape that the published JSON Schema describes. A
/// part that this version does not know would be silently without effect: better no policy than half of one.
/// </summary>
public static class PolicyFormat
{
    /// <summary>A policy in full has about 100,000 characters.</summary>
    public const int MaximumLength = 2_000_000;

    /// <summary>Rules hold lists of lists of codes.</summary>
    private const int MostNested = 12;

    /// <summary>The longest part that stands on one line of YAML.</summary>
    private const int LineLength = 110;

    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file, never a page
        Converters = { new JsonStringEnumConverter<EvidenceCode>(allowIntegerValues: false), new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    private static readonly JsonSerializerOptions Indented = new(Json) { WriteIndented = true };

    private static JsonObject? _default;

    /// <summary>The JSON Schema of a policy, exported from the types that read it.</summary>
    public static string Schema => field ??= WriteSchema();

    /// <summary>The policy as YAML.</summary>
    public static string ToYaml(PolicyDocument document)
    {
        var text = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings().WithBestWidth(int.MaxValue).WithNewLine("\n").WithIndentedSequences());
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart());
        Emit(emitter, JsonSerializer.SerializeToNode(document, Json), depth: 0);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    /// <summary>The policy as JSON, for reading by people too.</summary>
    public static string ToJson(PolicyDocument document) => JsonSerializer.Serialize(document, Indented);

    /// <summary>Reads a whole policy, in YAML or in JSON, which YAML contains. Every part must be there.</summary>
    public static Outcome<PolicyDocument> Read(string text)
    {
        if (text.Length > MaximumLength)
            return new PolicyFileIsUnreadable(1, $"it has {text.Length} characters; at most {MaximumLength} are read.");
        if (PlainYaml.Read(PlainYaml.WithPlainLines(text), MostNested, out var root) is { } fault)
            return new PolicyFileIsUnreadable(fault.Line, fault.Reason);
        try
        {
            return ToNode(root).Deserialize<PolicyDocument>(Json)!;
        }
        catch (JsonException wrong)
        {
            var at = PolicyFilePlace.Find(root, wrong.Path);
            return new PolicyFileIsUnreadable(at.Line, PolicyFilePlace.Explain(wrong, at));
        }
    }

    internal static PolicyDocument ReadDefault() =>
        Read(DefaultText()) is { IsAccepted: true } read ? read.Value : throw new InvalidOperationException("The default policy cannot be read.");

    /// <summary>The default policy as it is shipped.</summary>
    internal static string DefaultText()
    {
        using var file = typeof(PolicyFormat).Assembly.GetManifestResourceStream("default-policy.yaml")
            ?? throw new InvalidOperationException("The default policy was not built in.");
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }

    internal static PolicyDocument ReadStored(string json)
    {
        var stored = JsonNode.Parse(json)!.AsObject();
        if (!stored.ContainsKey("limits"))
            throw new JsonException("A stored policy without limits is none.");
        foreach (var (part, value) in _default ??= JsonSerializer.SerializeToNode(PolicyDocument.Default, Json)!.AsObject())
        {
            if (!stored.ContainsKey(part))
                stored[part] = value!.DeepClone();
        }

        return stored.Deserialize<PolicyDocument>(Json)!;
    }

    private static JsonNode? ToNode(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value ?? "", ToNode(c.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(ToNode)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => plain.Value switch
        {
            null or "" or "~" or "null" => null,
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            { } text when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            { } text => JsonValue.Create(text),
        },
        YamlScalarNode quoted => JsonValue.Create(quoted.Value ?? ""),
        _ => throw new JsonException("it holds what is neither a text nor a list."),
    };

    private static void Emit(Emitter emitter, JsonNode? node, int depth)
    {
        var isShort = depth >= 2 && node is not JsonValue && node!.ToJsonString(Json).Length <= LineLength;
        switch (node)
        {
            case JsonObject mapping:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, isShort ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var (name, value) in mapping)
                {
                    emitter.Emit(new Scalar(name));
                    Emit(emitter, value, depth + 1);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonArray sequence:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, isShort ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var value in sequence)
                    Emit(emitter, value, depth + 1);
                emitter.Emit(new SequenceEnd());
                break;
            default:
                var isText = node?.GetValueKind() == JsonValueKind.String;
                var text = isText ? node!.GetValue<string>() : node?.ToJsonString() ?? "null";
                emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, text, isText && ReadsAsAnotherType(text) ? ScalarStyle.DoubleQuoted : ScalarStyle.Any, isPlainImplicit: true, isQuotedImplicit: true));
                break;
        }
    }

    private static bool ReadsAsAnotherType(string text) =>
        text is "" or "~" or "null" or "true" or "false" || int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static string WriteSchema()
    {
        var schema = Json.GetJsonSchemaAsNode(typeof(PolicyDocument), new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = static (context, node) => context.TypeInfo.Type == typeof(Duration)
                ? new JsonObject { ["type"] = "string", ["pattern"] = DurationJson.Pattern }
                : node,
        }).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "GovernanceConsole policy");
        return schema.ToJsonString(Indented) + "\n";
    }
}
