using GovernanceConsole.ApiKeys;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Tests.ApiKeys;

/// <summary>A key as its client holds it.</summary>
internal sealed record HeldKey(ApiKeyId Id, string Number, string Text);

/// <summary>What tests of keys do to a console.</summary>
internal static class KeyConsole
{
    public static readonly DateOnly EndsOn = new(2026, 6, 30);

    public static async Task<HeldKey> KeyAsync(this TestConsole console, params ApiScope[] scopes)
    {
        var secret = new ApiKeySecret();
        var created = (await console.CreateKeyAsync(secret, scopes: scopes.Length > 0 ? scopes : [ApiScope.PathsRead])).Value;
        return new HeldKey(created.Id, created.Number, secret.KeyOf(created.Number));
    }

    public static Task<Outcome<CreatedApiKey>> CreateKeyAsync(
        this TestConsole console, ApiKeySecret? secret = null, string client = "ticketing, production", ApiScope[]? scopes = null, DateOnly? endsOn = null, Actor? by = null) =>
        console.Use<CreateApiKey>().ExecuteAsync(
            CommandId.New(), new CreateApiKeyInput(client, scopes ?? [ApiScope.PathsRead], endsOn ?? EndsOn, (secret ?? new ApiKeySecret()).Hash), by ?? console.Founder);

    public static async Task<HeldKey> RotateKeyAsync(this TestConsole console, ApiKeyId key, int overlapHours = 24)
    {
        var secret = new ApiKeySecret();
        var created = (await console.TryRotateKeyAsync(key, overlapHours, secret: secret)).Value;
        return new HeldKey(created.Id, created.Number, secret.KeyOf(created.Number));
    }

    public static Task<Outcome<CreatedApiKey>> TryRotateKeyAsync(this TestConsole console, ApiKeyId key, int overlapHours = 24, DateOnly? endsOn = null, Actor? by = null, ApiKeySecret? secret = null) =>
        console.Use<RotateApiKey>().ExecuteAsync(CommandId.New(), new RotateApiKeyInput(key, endsOn ?? EndsOn, overlapHours, (secret ?? new ApiKeySecret()).Hash), by ?? console.Founder);

    public static Task<Outcome<Done>> RevokeKeyAsync(this TestConsole console, ApiKeyId key, string reason = "It was in a screenshot.", Actor? by = null) =>
        console.Use<RevokeApiKey>().ExecuteAsync(CommandId.New(), new RevokeApiKeyInput(key, reason), by ?? console.Founder);

    public static Task<CheckedKey> ComeWithAsync(this TestConsole console, string text) => console.Use<WhoMayCall>().CheckAsync(text);

    /// <summary>Who calls with a key that is good.</summary>
    public static async Task<Actor> CallerAsync(this TestConsole console, HeldKey key) => (await console.ComeWithAsync(key.Text)).Caller!;

    /// <summary>The entries of a kind, in their order.</summary>
    public static async Task<List<GovernanceConsole.Ledger.LedgerEntry>> EntriesAsync(this TestConsole console, EventKind kind)
    {
        await using var context = console.Store.OpenForReading();
        var bodies = await context.Set<StoredEntry>().Where(e => e.Type == kind.Type).OrderBy(e => e.Idx).Select(e => e.Body).ToListAsync();
        return [.. bodies.Select(b => GovernanceConsole.Ledger.LedgerEntry.Parse(b))];
    }

    /// <summary>Everything that the database holds, as the bytes of its file.</summary>
    public static async Task<string> EverythingStoredAsync(this TestConsole console)
    {
        var folder = Path.GetDirectoryName(console.File)!;
        var text = new System.Text.StringBuilder();
        foreach (var file in Directory.GetFiles(folder, "governance.db*").Where(f => !f.EndsWith(".writer", StringComparison.Ordinal)))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            text.Append(System.Text.Encoding.Latin1.GetString(bytes.ToArray()));
        }

        return text.ToString();
    }
}
