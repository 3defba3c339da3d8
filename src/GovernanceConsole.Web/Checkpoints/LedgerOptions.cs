using GovernanceConsole.Checkpoints;
using GovernanceConsole.Web.Hosting;

namespace GovernanceConsole.Web.Checkpoints;

/// <summary>Section <c>Ledger</c>: where the signer of checkpoints keeps its two files, and who keeps its checkpoints.</summary>
public sealed class LedgerOptions : ICheckedOptions
{
    public static string Section => "Ledger";

    /// <summary>
    /// The private key, PEM, P-256. Made where it is not there and nothing was signed. Default: <c>ledger-key.pem</c> in the folder
    /// <c>&lt;database&gt;-signer</c> beside a SQLite file, <c>data/signer</c> otherwise.
    /// </summary>
    public string? KeyFile { get; set; }

    /// <summary>What was signed. Belongs on another volume than the database and into no backup of it. Default: beside the key.</summary>
    public string? StateFile { get; set; }

    /// <summary>
    /// A file to which checkpoints are added: best on a volume where the console's user may add but not delete. Given to ledger-verify as
    /// <c>--anchors</c>. Default: <c>checkpoints.jsonl</c> in the folder <c>&lt;database&gt;-anchor</c> beside a SQLite file, none otherwise. Empty: none.
    /// </summary>
    public string? AnchorFile { get; set; }

    /// <summary>An address to which checkpoints are posted (Standard Webhooks): HTTPS, or HTTP on this machine. Null: no such anchor.</summary>
    public string? AnchorWebhook { get; set; }

    /// <summary>What the posts are signed with: <c>whsec_</c> and 24 to 64 bytes in base64. Needed with <see cref="AnchorWebhook"/>; belongs in the environment, not in a file.</summary>
    public string? AnchorWebhookSecret { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ConfigurationFault> Faults()
    {
        if (AnchorWebhook is not null && !(Uri.TryCreate(AnchorWebhook, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) && address.UserInfo.Length == 0))
            yield return new ConfigurationFault("Ledger:AnchorWebhook", "is not an address that begins with https:// (http:// only on this machine) and holds no password.");
        if (AnchorWebhook is not null && AnchorWebhookSecret is null)
            yield return new ConfigurationFault("Ledger:AnchorWebhookSecret", "is missing. Set what the receiver checks the posts with.");
        if (AnchorWebhookSecret is not null && Secret(AnchorWebhookSecret) is not { Length: >= 24 and <= 64 })
            yield return new ConfigurationFault("Ledger:AnchorWebhookSecret", $"is not '{WebhookAnchor.SecretPrefix}' followed by 24 to 64 bytes in base64.");
    }

    /// <summary>The bytes of a webhook's secret; null where it is none.</summary>
    internal static byte[]? Secret(string secret)
    {
        var bytes = new byte[secret.Length];
        return secret.StartsWith(WebhookAnchor.SecretPrefix, StringComparison.Ordinal) && Convert.TryFromBase64String(secret[WebhookAnchor.SecretPrefix.Length..], bytes, out var length)
            ? bytes[..length]
            : null;
    }
}
