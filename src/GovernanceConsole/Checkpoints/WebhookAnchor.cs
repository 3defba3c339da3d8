using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Bundles;

namespace GovernanceConsole.Checkpoints;

/// <summary>
/// Posts each checkpoint to somebody else's address, signed as Standard Webhooks has it: an HMAC over id, time and body in the header
/// <c>webhook-signature</c>. The id is the same each time the same checkpoint comes, so the receiver can tell a repeat.
/// </summary>
/// <param name="client">Follows no redirects and gives up after a while.</param>
/// <param name="address">Where to post.</param>
/// <param name="secret">The bytes behind <c>whsec_</c>.</param>
public sealed class WebhookAnchor(HttpClient client, Uri address, byte[] secret) : IAnchor
{
    /// <summary>The beginning of a secret as it is written.</summary>
    public const string SecretPrefix = "whsec_";

    /// <inheritdoc/>
    public string Name => "webhook";

    /// <inheritdoc/>
    public string Place => address.GetLeftPart(UriPartial.Path);

    /// <inheritdoc/>
    public async Task KeepAsync(AnchoredNote checkpoint, CancellationToken cancellationToken)
    {
        var signed = Checkpoint.Parse(checkpoint.Note.Text);
        var note = checkpoint.Note.ToText();
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = "ledger.checkpoint",
            timestamp = checkpoint.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            data = new { ledger = signed.Origin, size = signed.Size, root = Convert.ToBase64String(signed.Root), note },
        });
        var id = $"checkpoint_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(note)).AsSpan(0, 16))}";
        var at = checkpoint.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signedBytes = [.. Encoding.UTF8.GetBytes($"{id}.{at}."), .. body];
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", at);
        request.Headers.Add("webhook-signature", $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, signedBytes))}");
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!answer.IsSuccessStatusCode)
                throw new AnchorException($"{Place} answered {(int)answer.StatusCode}.");
        }
        catch (HttpRequestException fault)
        {
            throw new AnchorException($"{Place} cannot be reached: {fault.Message}", fault);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AnchorException($"{Place} did not answer in time.", fault);
        }
    }
}
