using System.Net;
using System.Net.Http.Headers;
using System.Text;
using GovernanceConsole.Web.Hosting;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GovernanceConsole.Web.Tests.Hosting;

public sealed class FormsTests(ConsoleFactory console) : IClassFixture<ConsoleFactory>
{
    [Theory]
    [InlineData("/sign-in/as")]
    [InlineData("/sign-in/first")]
    [InlineData("/sign-out")]
    [InlineData("/sign-in")]
    public async Task Post_OfAFormNobodyCanRead_IsRefusedInASentence(string path)
    {
        using var browser = console.Browser();
        foreach (var (type, body) in new[]
        {
            ("application/x-www-form-urlencoded", "person=%00"),
            ("application/x-www-form-urlencoded", string.Join('&', Enumerable.Range(0, 1025).Select(i => $"f{i}=1"))),
            ("application/x-www-form-urlencoded; charset=utf-7", "person=1"),
            ("multipart/form-data; boundary=x", "--x\r\nbroken"),
            ("multipart/form-data", "no boundary"),
        })
        {
            using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
            using var answer = await browser.PostAsync(path, content);

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("load", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    /// <summary>Else the form that failed is read again, and the page fails like it.</summary>
    [Fact]
    public async Task FaultPage_AfterAPost_IsAskedForAsAPage()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddAntiforgery();
        await using var app = builder.Build();
        app.UseFaultPage("/error");
        app.UseForms();
        app.MapPost("/fails", string () => throw new NotSupportedException("As asked."));
        app.Map("/error", (HttpContext context) => context.Request.Method);
        await app.StartAsync();
        using var browser = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        using var answer = await browser.PostAsync("/fails", new FormUrlEncodedContent([new("person", "1")]));

        Assert.Equal((HttpStatusCode.InternalServerError, "GET"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }
}
