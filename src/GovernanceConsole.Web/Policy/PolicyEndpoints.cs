using System.Text;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Web.Policy;

internal static class PolicyEndpoints
{
    /// <summary>
    /// A policy as a file, and the schema of such files: for everybody who is signed in, as its pages are. Nothing is
    /// recorded, because a policy is no evidence and names no person; it tells what the console asks of everybody.
    /// </summary>
    public static void MapPolicy(this IEndpointRouteBuilder app)
    {
        app.MapGet("/policy/policy.schema.json", (HttpContext context) => File(context, PolicyFormat.Schema, "application/schema+json", "policy.schema.json"));
        app.MapGet("/policy/versions/{number:int}.yaml", (int number, HttpContext context, PolicyQueries policies) => VersionAsync(number, context, policies, AsYaml));
        app.MapGet("/policy/versions/{number:int}.json", (int number, HttpContext context, PolicyQueries policies) => VersionAsync(number, context, policies, AsJson));
        app.MapGet("/policy/draft.yaml", (HttpContext context, PolicyQueries policies) => DraftAsync(context, policies, AsYaml));
        app.MapGet("/policy/draft.json", (HttpContext context, PolicyQueries policies) => DraftAsync(context, policies, AsJson));
    }

    private static async Task<IResult> VersionAsync(int number, HttpContext context, PolicyQueries policies, Func<HttpContext, PolicyDocument, string, IResult> write) =>
        await policies.FindAsync(number, context.RequestAborted) is { } version ? write(context, version.Document, $"policy-{version.Number}") : Results.NotFound();

    private static async Task<IResult> DraftAsync(HttpContext context, PolicyQueries policies, Func<HttpContext, PolicyDocument, string, IResult> write) =>
        await policies.DraftAsync(context.RequestAborted) is { } draft ? write(context, draft.Document, "policy-draft") : Results.NotFound();

    private static IResult AsYaml(HttpContext context, PolicyDocument document, string name) => File(context, PolicyFormat.ToYaml(document), "application/yaml", $"{name}.yaml");

    private static IResult AsJson(HttpContext context, PolicyDocument document, string name) => File(context, PolicyFormat.ToJson(document), "application/json", $"{name}.json");

    private static IResult File(HttpContext context, string text, string type, string name)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.File(Encoding.UTF8.GetBytes(text), $"{type}; charset=utf-8", name);
    }
}
