using System.Net;
using System.Text.RegularExpressions;
using GovernanceConsole.Web.Tests.Fixtures;

namespace GovernanceConsole.Web.Tests.Identity;

/// <summary>A browser that goes to the identity provider and comes back, step by step, so that a test can tamper with each.</summary>
internal sealed partial class Visitor(ConsoleFactory console) : IDisposable
{
    private const int MostSteps = 10;

    private readonly CookieContainer _cookies = new();
    private HttpClient? _http;

    public HttpClient Http => _http ??= new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = _cookies }) { BaseAddress = console.Address };

    /// <summary>Whether the console gave a session.</summary>
    public bool HasSession => Session is not null;

    /// <summary>The cookie of the session, as it is sent.</summary>
    public string? Session => string.Concat(_cookies.GetCookies(console.Address).Where(c => c.Name.StartsWith("governance-session", StringComparison.Ordinal)).Select(c => $"{c.Name}={c.Value}; ")) is { Length: > 0 } sent ? sent : null;

    /// <summary>Forgets what binds the way back to this browser.</summary>
    public void ForgetCorrelation()
    {
        foreach (var cookie in _cookies.GetCookies(console.Address).Where(c => c.Name.StartsWith("governance-correlation", StringComparison.Ordinal)))
            cookie.Expired = true;
    }

    /// <summary>Forgets who signed in at the provider, which asks anew then.</summary>
    public void ForgetProvider()
    {
        foreach (var cookie in _cookies.GetAllCookies().Where(c => c.Name.StartsWith('_')))
            cookie.Expired = true;
    }

    /// <summary>Signs in at the provider.</summary>
    /// <param name="user">Whom the person says they are there; null where they cancel.</param>
    /// <param name="path">Where it begins in the console.</param>
    /// <returns>The address to which the provider sends the browser back; nobody has gone there yet.</returns>
    public async Task<Uri> AtProviderAsync(string? user, string path = "/sign-in/provider?returnUrl=/help/keys")
    {
        var address = new Uri(console.Address, path);
        for (var step = 0; step < MostSteps; step++)
        {
            using var answer = await Http.GetAsync(address);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                Assert.Contains("Who are you?", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
                using var said = await Http.PostAsync(address, new FormUrlEncodedContent([user is null ? new("cancel", "yes") : new("user", user)]));
                address = Next(address, said);
            }
            else
            {
                address = Next(address, answer);
            }

            if (address.Authority == console.Address.Authority && address.AbsolutePath == "/signin-oidc")
                return address;
            Assert.True(step == 0 || address.Authority != console.Address.Authority, $"The console was come back to at {address}.");
        }

        throw new InvalidOperationException("The provider does not lead back.");
    }

    /// <summary>Comes back to the console.</summary>
    /// <returns>Where it leads.</returns>
    public async Task<string> ComeBackAsync(Uri address)
    {
        using var answer = await Http.GetAsync(address);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    /// <summary>The whole way.</summary>
    public async Task<string> SignInAsync(string user, string path = "/sign-in/provider?returnUrl=/help/keys") => await ComeBackAsync(await AtProviderAsync(user, path));

    /// <summary>The text of a page; its redirect where it has one.</summary>
    public async Task<string> PageAsync(string path)
    {
        using var answer = await Http.GetAsync(path);
        return answer.Headers.Location?.OriginalString ?? WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>What a hidden field of a page holds.</summary>
    public static string Hidden(string page, string name) => HiddenField().Matches(page).First(m => m.Groups[1].Value == name).Groups[2].Value;

    public void Dispose() => _http?.Dispose();

    private static Uri Next(Uri from, HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther, $"{from} answered {answer.StatusCode}.");
        return new Uri(from, answer.Headers.Location!);
    }

    [GeneratedRegex("name=\"([^\"]+)\" value=\"([^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex HiddenField();
}
