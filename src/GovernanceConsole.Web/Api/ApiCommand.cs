using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.Api;

/// <summary>
/// A POST of the API as its endpoint takes it: who calls, the id under which the road keeps the answer, and the body. What cannot be read
/// is answered before the endpoint runs.
/// <code>api.MapPost("/requests", async (ApiCommand&lt;NewRequest&gt; command, RaiseRequest raise) =>
///     command.Answer(await raise.ExecuteAsync(command.Id, command.Body.ToInput(), command.Actor), ...)).NeedsScope(...)</code>
/// </summary>
internal sealed class ApiCommand<TBody> : IBindableFromHttpContext<ApiCommand<TBody>>, IEndpointParameterMetadataProvider
    where TBody : class
{
    private ApiCommand(CommandId id, TBody body, Actor actor, long? version) => (Id, Body, Actor, Version) = (id, body, actor, version);

    /// <summary>Out of key and Idempotency-Key.</summary>
    public CommandId Id { get; }

    public TBody Body { get; }

    public Actor Actor { get; }

    /// <summary>The version for which the call was meant (If-Match); null where it names none. Never null where the endpoint asks for one.</summary>
    public long? Version { get; }

    /// <summary>What the use case said, as an answer.</summary>
    /// <param name="outcome">What it said.</param>
    /// <param name="accepted">The answer to what was accepted; made of the accepted value alone, so that a repeat gets the same.</param>
    public IResult Answer<T>(Outcome<T> outcome, Func<T, IResult> accepted) =>
        outcome.IsAccepted ? accepted(outcome.Value)
        : new Problem(ApiProblem.Of(outcome.Refusals is [CommandIdAlreadyUsed] ? [new IdempotencyKeyIsUsed()] : outcome.Refusals, Version is not null));

    public static async ValueTask<ApiCommand<TBody>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var actor = CallingSystem.ActorOf(context.User);
        var id = ApiHeaders.CommandIdOf(context.Request, actor);
        var version = ApiHeaders.VersionOf(context.Request);
        if (version is null && context.GetEndpoint()?.Metadata.GetMetadata<NeedsVersionMetadata>() is not null)
            throw new ApiProblemException(new VersionIsMissing());
        return new ApiCommand<TBody>(id, await ReadBodyAsync(context), actor, version);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new AcceptsMetadata([ApiCommands.Json], typeof(TBody)));
        builder.Metadata.Add(ApiCommands.Marker);
    }

    private static async Task<TBody> ReadBodyAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
            throw new ApiProblemException(ApiProblem.Of(StatusCodes.Status415UnsupportedMediaType));
        try
        {
            return await context.Request.ReadFromJsonAsync<TBody>(ApiCommands.ReadingOf(context), context.RequestAborted)
                ?? throw new ApiProblemException(new BodyIsNotUnderstood(Path: null, "The body is “null”. Send an object."));
        }
        catch (JsonException fault)
        {
            throw new ApiProblemException(ApiCommands.WhatIsWrong(fault));
        }
    }

    private sealed class Problem(ApiProblem problem) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => problem.WriteAsync(httpContext);
    }
}

/// <summary>What all acts of the API have in common.</summary>
internal static class ApiCommands
{
    public const string Json = "application/json";

    private static readonly ConditionalWeakTable<JsonSerializerOptions, JsonSerializerOptions> Reading = [];

    /// <summary>How bodies are read: what nobody reads is refused, because it would be misspelt. Answers may get new fields, so they do not say so.</summary>
    public static JsonSerializerOptions ReadingOf(HttpContext context) => Reading.GetValue(
        context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions,
        shared => new JsonSerializerOptions(shared) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow });

    /// <summary>Stands on every endpoint that takes an <see cref="ApiCommand{TBody}"/>.</summary>
    public static readonly IsCommandMetadata Marker = new();

    /// <summary>The endpoint changes something that was read before: without the version of it, it is not called.</summary>
    public static RouteHandlerBuilder NeedsVersion(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new NeedsVersionMetadata());

    /// <summary>Which field, and what about it; the parser's own words name types of ours, which are nobody's business.</summary>
    public static Refusal WhatIsWrong(JsonException fault)
    {
        var field = fault.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : null;
        if (fault.Message.Contains("could not be mapped", StringComparison.Ordinal))
            return new BodyIsNotUnderstood(field, field is null ? "The body holds a field that nobody reads here." : $"Nobody reads a field “{field}” here. See the document of this API for the fields of the body.");
        if (fault.Message.Contains("missing required", StringComparison.Ordinal))
            return new BodyIsNotUnderstood(field, $"The body lacks a field. {MissingIn(fault.Message)}".TrimEnd());
        return new BodyIsNotUnderstood(field, field is null ? "The body is no JSON object as this address takes it." : $"The field “{field}” does not hold what belongs there.");
    }

    /// <summary>The names of fields that lack, out of the parser's sentence: they come last, in single quotes.</summary>
    private static string MissingIn(string message)
    {
        var names = message.Split('\'').Where((_, i) => i % 2 == 1).Where(n => n.Length > 0 && char.IsAsciiLetterLower(n[0]) && n.All(char.IsAsciiLetterOrDigit)).ToList();
        return names.Count == 0 ? "" : $"Add: {string.Join(", ", names)}.";
    }
}

/// <inheritdoc cref="ApiCommands.Marker"/>
internal sealed record IsCommandMetadata;

/// <inheritdoc cref="ApiCommands.NeedsVersion"/>
internal sealed record NeedsVersionMetadata;
