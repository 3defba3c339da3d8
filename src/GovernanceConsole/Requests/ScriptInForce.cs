using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <summary>A version of a script by name: what a signal stores.</summary>
/// <param name="Code">The script: <c>ALL-EN</c>.</param>
/// <param name="Number">The version.</param>
public sealed record ScriptVersion(string Code, int Number);

/// <summary>A script that operators verify by now.</summary>
/// <param name="Code">The script: <c>ALL-EN</c>.</param>
/// <param name="Kind">The code of the kind it is for; null for all that have none of their own in this language.</param>
/// <param name="Language">Two letters.</param>
/// <param name="Number">The version.</param>
/// <param name="Text">What is said and asked.</param>
/// <param name="Since">From when on; null for the one that comes with the console.</param>
public sealed record ScriptInForce(string Code, string? Kind, string Language, int Number, string Text, DateTimeOffset? Since)
{
    /// <summary>Comes with the console and is in force until another version is approved: version 1 needs no row.</summary>
    public static ScriptInForce First { get; } = new(VerificationScript.CodeOf(kind: null, "en"), Kind: null, "en", 1, ReadFirst(), Since: null);

    public ScriptVersion Version => new(Code, Number);

    /// <summary>All that are in force, by code.</summary>
    internal static async Task<IReadOnlyList<ScriptInForce>> AllAsync(GovernanceDbContext context, CancellationToken cancellationToken = default)
    {
        var stored = await context.Set<VerificationScript>().AsNoTracking().Where(s => s.State == ScriptState.InForce).OrderBy(s => s.Code)
            .Select(s => new ScriptInForce(s.Code, s.Kind, s.Language, s.Number, s.Text, s.InForceFrom)).ToListAsync(cancellationToken);
        return stored.Exists(s => s.Code == First.Code) ? stored : [.. stored.Append(First).OrderBy(s => s.Code, StringComparer.Ordinal)];
    }

    /// <summary>Those by which a kind of request is verified, one for each language: its own, or the one for all kinds. Never empty.</summary>
    internal static async Task<IReadOnlyList<ScriptInForce>> ForKindAsync(GovernanceDbContext context, string kind, CancellationToken cancellationToken = default) =>
    [
        .. (await AllAsync(context, cancellationToken)).Where(s => s.Kind is null || s.Kind == kind)
            .GroupBy(s => s.Language, StringComparer.Ordinal).Select(g => g.OrderBy(s => s.Kind is null).First())
            .OrderBy(s => s.Language != First.Language).ThenBy(s => s.Language, StringComparer.Ordinal),
    ];

    private static string ReadFirst()
    {
        using var file = typeof(ScriptInForce).Assembly.GetManifestResourceStream("verification-script-en.txt")
            ?? throw new InvalidOperationException("The verification script that comes with the console is missing from the assembly.");
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Trim();
    }
}
