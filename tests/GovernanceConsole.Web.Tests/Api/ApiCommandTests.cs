using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Web.Api;
using Microsoft.AspNetCore.Http;
using System.Security.Claims;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.Api;

/// <summary>How a POST is read. What no endpoint asks for yet is held here: the version that a change is meant for.</summary>
public sealed class ApiCommandTests
{
    private static readonly ApiKeyId Key = ApiKeyId.From(Guid.CreateVersion7());

    [Fact]
    public async Task Bind_WhereAVersionIsNeeded_ReadsItOutOfTheTag()
    {
        var command = await BindAsync(needsVersion: true, ("If-Match", EntityTag.Of(7, [1, 2, 3]).ToString()));

        Assert.Equal((7L, "It works."), (command.Version, command.Body.Note));
    }

    [Fact]
    public async Task Bind_WhereAVersionIsNeededAndNoneIsNamed_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<ApiProblemException>(() => BindAsync(needsVersion: true));

        Assert.Equal((428, "urn:governance-console:version-missing"), (refused.Problem.Status, refused.Problem.Type));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("7")]
    [InlineData("\"7\"")]
    [InlineData("\"7-0123\"")]
    [InlineData("W/\"7-0123456789abcdef\"")]
    [InlineData("\"-7-0123456789abcdef\"")]
    [InlineData("\"7-0123456789abcdef\", \"8-0123456789abcdef\"")]
    public async Task Bind_WithATagThatIsNotOurs_IsRefused(string tag) =>
        Assert.Equal(400, (await Assert.ThrowsAsync<ApiProblemException>(() => BindAsync(needsVersion: true, ("If-Match", tag)))).Problem.Status);

    [Fact]
    public async Task Answer_OfAChangeMeanwhile_IsAFailedPreconditionWhereAVersionWasNamed()
    {
        var named = await BindAsync(needsVersion: false, ("If-Match", "\"7-0123456789abcdef\""));
        var unnamed = await BindAsync(needsVersion: false);

        Assert.Equal(412, await StatusAsync(named.Answer(Outcome<Done>.Refuse([new ChangedMeanwhile("request")]), _ => Results.Ok())));
        Assert.Equal(409, await StatusAsync(unnamed.Answer(Outcome<Done>.Refuse([new ChangedMeanwhile("request")]), _ => Results.Ok())));
        Assert.Equal(422, await StatusAsync(unnamed.Answer(Outcome<Done>.Refuse([new CommandIdAlreadyUsed()]), _ => Results.Ok())));
        Assert.Equal(200, await StatusAsync(unnamed.Answer(Outcome<Done>.Accept(default), _ => Results.Ok())));
    }

    /// <summary>Two clients, or two names, never meet under one command id; the same ones always do.</summary>
    [Fact]
    public void CommandId_IsMadeOfKeyAndName()
    {
        var other = ApiKeyId.From(Guid.CreateVersion7());

        Assert.Equal(IdOf(Key, "a"), IdOf(Key, "a"));
        Assert.Equal(4, new[] { IdOf(Key, "a"), IdOf(Key, "b"), IdOf(other, "a"), IdOf(other, "b") }.Distinct().Count());
        Assert.Equal((8, 0b10), (IdOf(Key, "a").Value.Version, IdOf(Key, "a").Value.Variant >> 2));
    }

    private static CommandId IdOf(ApiKeyId key, string name)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers[ApiHeaders.IdempotencyKey] = name;
        return ApiHeaders.CommandIdOf(context.Request, Actor.ForApiKey(key, "AK-0001", new HashSet<ApiScope>()));
    }

    private static async Task<int> StatusAsync(IResult result)
    {
        var context = Context();
        await result.ExecuteAsync(context);
        return context.Response.StatusCode;
    }

    private static async Task<ApiCommand<Report>> BindAsync(bool needsVersion, params (string Name, string Value)[] headers)
    {
        var context = Context();
        context.Request.Method = "POST";
        context.Request.ContentType = "application/json";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes("""{"note":"It works."}"""));
        context.Request.Headers[ApiHeaders.IdempotencyKey] = "a";
        foreach (var (name, value) in headers)
            context.Request.Headers[name] = value;
        context.User = new ClaimsPrincipal(new CallingSystem(Actor.ForApiKey(Key, "AK-0001", new HashSet<ApiScope>())));
        context.SetEndpoint(new Endpoint(requestDelegate: null, new EndpointMetadataCollection(needsVersion ? [new NeedsVersionMetadata()] : []), "test"));
        return (await ApiCommand<Report>.BindAsync(context, parameter: null!))!;
    }

    private static DefaultHttpContext Context() => new() { RequestServices = new ServiceCollection().AddLogging().AddOptions().BuildServiceProvider(), Response = { Body = new MemoryStream() } };

    internal sealed record Report(string Note);
}
