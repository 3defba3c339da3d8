using System.Text.Json;
using System.Text.Json.Serialization;

namespace GovernanceConsole.Policy;

/// <summary>
/// What one version of the policy says. It is stored and ledgered as one JSON text, so that what is decided later about
/// levels, signals and approvals joins the limits without another schema.
/// </summary>
/// <param name="Limits">The limits of owned paths.</param>
public sealed record PolicyDocument(Limits Limits)
{
    // A part this version does not know would be silently without effect: better no policy than half of one.
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    internal string ToJson() => JsonSerializer.Serialize(this, Format);

    internal static PolicyDocument Parse(string json) => JsonSerializer.Deserialize<PolicyDocument>(json, Format)!;
}
