using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Xunit;

namespace GovernanceConsole.IdentityProviderForTests;

/// <summary>
/// The certified provider of <c>tests/identity-provider</c> as a process of its own: it ends with this one, because it ends
/// when nobody holds its standard input any more. Its packages are installed where they are missing.
/// </summary>
public sealed class IdentityProvider : IAsyncLifetime
{
    private const string ClientSecret = "a-secret-for-tests-that-is-long-enough-for-hs256";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly HttpClient _http = new();
    private Process _process = null!;

    /// <summary>Its issuer, which is its address.</summary>
    public string Issuer { get; private set; } = "";

    /// <summary>What a console that signs in here is started with.</summary>
    public Dictionary<string, string> Settings => new(StringComparer.Ordinal)
    {
        ["Authentication:OpenIdConnect:Authority"] = Issuer,
        ["Authentication:OpenIdConnect:ClientId"] = "console",
        ["Authentication:OpenIdConnect:ClientSecret"] = ClientSecret,
        ["Authentication:OpenIdConnect:RequireAcr"] = "phr",
    };

    public async Task InitializeAsync()
    {
        var folder = Path.Combine(RootOf(AppContext.BaseDirectory), "tests", "identity-provider");
        await InstallAsync(folder);
        _process = Start("node", folder, "provider.mjs");
        using var patience = new CancellationTokenSource(Patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line is not ['{', ..])
                continue; // its warnings
            Issuer = JsonDocument.Parse(line).RootElement.GetProperty("issuer").GetString()!;
            return;
        }

        throw new InvalidOperationException($"The identity provider ended at its start: {await _process.StandardError.ReadToEndAsync(patience.Token)}");
    }

    /// <summary>How its next answers are forged; see <c>provider.mjs</c>.</summary>
    public Task BehaveAsync(string mode) => ControlAsync(new { mode });

    /// <summary>Which groups its users are in from now on.</summary>
    public Task GroupsAsync(Dictionary<string, string[]> groups) => ControlAsync(new { groups });

    /// <summary>What the latest authorization request asked for.</summary>
    public async Task<Dictionary<string, string>> LatestRequestAsync() =>
        (await _http.GetFromJsonAsync<JsonElement>($"{Issuer}/_control")).GetProperty("seen").EnumerateArray().Last().Deserialize<Dictionary<string, string>>()!;

    public async Task DisposeAsync()
    {
        _http.Dispose();
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task ControlAsync<T>(T control)
    {
        using var answer = await _http.PostAsJsonAsync($"{Issuer}/_control", control);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>As the lock file says, once for both test projects, whichever comes first.</summary>
    private static async Task InstallAsync(string folder)
    {
        var (wanted, installed) = (Path.Combine(folder, "package-lock.json"), Path.Combine(folder, "node_modules", ".installed"));
        await using var turn = await TurnAsync(Path.Combine(folder, ".installing"));
        if (File.Exists(installed) && await File.ReadAllTextAsync(installed) == await File.ReadAllTextAsync(wanted))
            return;
        using var npm = Start("npm", folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        npm.StandardInput.Close();
        var (told, failed) = (npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"npm ci in {folder} failed; the tests of the sign-in need its packages.\n{await told}\n{await failed}");
        File.Copy(wanted, installed, overwrite: true);
    }

    private static async Task<FileStream> TurnAsync(string file)
    {
        for (var since = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(since) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    private static Process Start(string program, string folder, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        StandardOutputEncoding = Encoding.UTF8,
        UseShellExecute = false,
    })!;

    private static string RootOf(string folder) =>
        File.Exists(Path.Combine(folder, "GovernanceConsole.sln")) ? folder : RootOf(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("There is no GovernanceConsole.sln above the tests."));
}
