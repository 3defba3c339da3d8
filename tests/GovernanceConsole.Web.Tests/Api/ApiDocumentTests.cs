using System.Net;
using System.Text.Json;
using GovernanceConsole.Identity;
using GovernanceConsole.Web.Api;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.Api;

/// <summary>The description of the API, and what holds for every endpoint of it.</summary>
public sealed class ApiDocumentTests(ApiConsole console) : IClassFixture<ApiConsole>
{
    /// <summary>What other systems were told is changed on purpose or not at all. GOVERNANCE_UPDATE=1 writes docs/openapi.v1.json.</summary>
    [Fact]
    public async Task Document_IsTheOneThatIsPublished()
    {
        var file = RepositoryTree.At("docs", "openapi.v1.json");
        var now = await TextAsync();
        if (Environment.GetEnvironmentVariable("GOVERNANCE_UPDATE") == "1")
            await File.WriteAllTextAsync(file, now);

        Assert.True(
            File.Exists(file) && (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n") == now,
            "docs/openapi.v1.json is not what the endpoints say. Run this test with GOVERNANCE_UPDATE=1, read the difference as another system would, and commit the file.");
    }

    [Fact]
    public async Task Document_IsOpenToEverybody()
    {
        using var answer = await console.CallAsync(null, ApiDocument.Address);

        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Document_NamesSecurityProblemsAndHeadersOfEveryOperation()
    {
        var operations = JsonSerializer.Deserialize<JsonElement>(await TextAsync()).GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(o => (Name: $"{o.Name} {path.Name}", Operation: o.Value))).ToList();

        Assert.Equal(EndpointsOfTheApi().Count, operations.Count);
        Assert.All(operations, o =>
        {
            Assert.True(o.Operation.GetProperty("security").GetArrayLength() == 1, o.Name);
            var responses = o.Operation.GetProperty("responses");
            foreach (var status in new[] { "401", "403", "429" })
                Assert.Equal("#/components/schemas/Problem", responses.GetProperty(status).GetProperty("content").GetProperty("application/problem+json").GetProperty("schema").GetProperty("$ref").GetString());
            if (o.Name.StartsWith("post", StringComparison.Ordinal))
                Assert.Contains(o.Operation.GetProperty("parameters").EnumerateArray(), p => p.GetProperty("name").GetString() == "Idempotency-Key" && p.GetProperty("required").GetBoolean());
        });
    }

    /// <summary>Closed unless it says otherwise, and no other way in than a key.</summary>
    [Fact]
    public void EveryEndpoint_AsksForAScopeOfAKey() => Assert.All(EndpointsOfTheApi(), endpoint =>
    {
        Assert.NotNull(endpoint.Metadata.GetMetadata<NeededScope>());
        Assert.Null(endpoint.Metadata.GetMetadata<IAllowAnonymous>());
        Assert.All(endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>(), p => Assert.Equal([ApiKeyAuthentication.Scheme], p.AuthenticationSchemes));
    });

    [Fact]
    public void EveryPost_IsRepeatable() => Assert.All(
        EndpointsOfTheApi().Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Any(m => m is not ("GET" or "HEAD"))),
        e => Assert.NotNull(e.Metadata.GetMetadata<IsCommandMetadata>()));

    /// <summary>A scope that no endpoint asks for would be a promise that nobody keeps.</summary>
    [Fact]
    public void EveryScope_IsAskedForBySomeEndpoint() =>
        Assert.Equal(Enum.GetValues<ApiScope>(), EndpointsOfTheApi().Select(e => e.Metadata.GetMetadata<NeededScope>()!.Scope).Distinct().Order());

    private List<RouteEndpoint> EndpointsOfTheApi()
    {
        var endpoints = console.Use<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => $"/{e.RoutePattern.RawText?.TrimStart('/')}".StartsWith("/api", StringComparison.OrdinalIgnoreCase) && e.RoutePattern.RawText != "/api-keys").ToList();
        Assert.NotEmpty(endpoints);
        return endpoints;
    }

    private async Task<string> TextAsync()
    {
        using var answer = await console.CallAsync(null, ApiDocument.Address);
        return (await answer.Content.ReadAsStringAsync()).ReplaceLineEndings("\n") + "\n";
    }
}
