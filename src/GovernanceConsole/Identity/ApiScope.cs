using GovernanceConsole.Storage;

namespace GovernanceConsole.Identity;

/// <summary>One key of the HTTP API.</summary>
public readonly record struct ApiKeyId(Guid Value) : IEntityId<ApiKeyId>
{
    public static ApiKeyId From(Guid value) => new(value);
}

/// <summary>What a key of the HTTP API is good for. There is one for each thing that some endpoint asks for, and no other.</summary>
public enum ApiScope
{
    /// <summary>Reads the register of recovery paths, with the people who answer for them.</summary>
    PathsRead,

    /// <summary>Takes the signed checkpoints of the ledgers, and what they are held against.</summary>
    LedgerRead,

    /// <summary>Takes proofs of entries; a proof holds the entry that it proves.</summary>
    LedgerProve,

    /// <summary>Reads requests: what is asked for whom, where it stands, and what is missing.</summary>
    RequestsRead,

    /// <summary>Raises requests, on the word of those who ask.</summary>
    RequestsWrite,

    /// <summary>Raises what a source of record asks for by itself: HR, contracts, an inventory, legal. Its trigger may stand in for signals and for an approval.</summary>
    RequestsTrigger,

    /// <summary>Reports signals that a system confirms, and none that are a person's word.</summary>
    RequestsEvidence,

    /// <summary>Reports that what was approved was carried out, as the target system tells it.</summary>
    RequestsExecution,
}

/// <summary>Scopes as keys, documents and the ledger write them.</summary>
public static class ApiScopeText
{
    private static readonly Dictionary<string, ApiScope> ByText = Enum.GetValues<ApiScope>().ToDictionary(Of, StringComparer.Ordinal);

    /// <summary><c>paths:read</c>.</summary>
    public static string Of(ApiScope scope) => scope switch
    {
        ApiScope.PathsRead => "paths:read",
        ApiScope.LedgerRead => "ledger:read",
        ApiScope.LedgerProve => "ledger:prove",
        ApiScope.RequestsRead => "requests:read",
        ApiScope.RequestsWrite => "requests:write",
        ApiScope.RequestsTrigger => "requests:trigger",
        ApiScope.RequestsEvidence => "requests:evidence",
        ApiScope.RequestsExecution => "requests:execution",
    };

    /// <summary>Several, in their own order, with a space between.</summary>
    public static string Of(IEnumerable<ApiScope> scopes) => string.Join(' ', scopes.Distinct().Order().Select(Of));

    /// <summary>The scope of a text; null for one that is not offered.</summary>
    public static ApiScope? Parse(string text) => ByText.TryGetValue(text, out var scope) ? scope : null;

    /// <summary>What stands in a list; a scope that this version does not offer any more is good for nothing and left out.</summary>
    public static IReadOnlySet<ApiScope> ParseList(string scopes) =>
        scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Parse).OfType<ApiScope>().ToHashSet();
}
