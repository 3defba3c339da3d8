using System.Net;
using System.Text.RegularExpressions;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Web.Tests.Fixtures;

/// <summary>What a browser does with forms.</summary>
internal static partial class Browsing
{
    public static async Task SignInAsync(this HttpClient browser, PersonId person)
    {
        using var answer = await browser.PostFormAsync("/sign-in/as", ("person", person.Value.ToString()));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    /// <summary>Posts with the token that the console put into its forms.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(this HttpClient browser, string address, params (string Name, string Value)[] fields) =>
        await browser.PostAsync(address, new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", Token().Match(await browser.GetStringAsync("/sign-in")).Groups[1].Value),
            .. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)),
        ]));

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
