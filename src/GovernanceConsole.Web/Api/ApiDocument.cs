using System.Globalization;
using GovernanceConsole.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GovernanceConsole.Web.Api;

/// <summary>
/// The description of the API for other systems (OpenAPI), made of the endpoints themselves: who may, which headers, which problems. Open
/// to everybody, because it says nothing that the console's source does not.
/// </summary>
internal static class ApiDocument
{
    public const string Address = "/openapi/v1.json";

    private const string SecurityScheme = "key";

    private const string Problem = "Problem";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", document =>
    {
        // Our names begin with what they are apart from the business; for a stranger all of this is the API.
        document.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type)?.Replace("Api", "", StringComparison.Ordinal);
        document.ShouldInclude = description => $"/{description.RelativePath}".StartsWith(HttpApi.Prefix, StringComparison.Ordinal);
        document.AddDocumentTransformer((openApi, _, _) =>
        {
            Describe(openApi);
            return Task.CompletedTask;
        });
        document.AddOperationTransformer(async (operation, context, cancellationToken) =>
        {
            context.Document!.AddComponent(Problem, await context.GetOrCreateSchemaAsync(typeof(ApiProblem), cancellationToken: cancellationToken));
            Describe(operation, context);
        });
    });

    public static void MapApiDocument(this IEndpointRouteBuilder app) => app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "GovernanceConsole",
            Version = "v1",
            Description = "For other systems: they raise, read and report. They never approve, sign or attest: that takes a person in the browser.",
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [SecurityScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "gck_",
                Description = $"A key of this console, which the platform administrator creates. Its scopes: {string.Join(", ", Enum.GetValues<ApiScope>().Select(ApiScopeText.Of))}.",
            },
        };
    }

    private static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var isCommand = metadata.OfType<IsCommandMetadata>().Any();
        var isTagged = metadata.OfType<IsTaggedMetadata>().Any();
        operation.Parameters ??= [];
        foreach (var parameter in metadata.OfType<ApiParameter>())
            operation.Parameters.Add(Parameter(ParameterLocation.Query, parameter.Name, parameter.Description, isRequired: false, parameter.IsNumber ? JsonSchemaType.Integer : JsonSchemaType.String));
        if (isTagged)
            operation.Parameters.Add(Parameter(ParameterLocation.Header, "If-None-Match", "The ETag of what you hold: 304 where it still stands.", isRequired: false));
        if (isCommand)
            operation.Parameters.Add(Parameter(ParameterLocation.Header, ApiHeaders.IdempotencyKey, $"Your own name for this act, 1 to {ApiHeaders.LongestIdempotencyKey} printable ASCII characters. The same one again gets the first answer and does nothing twice.", isRequired: true));
        if (metadata.OfType<NeedsVersionMetadata>().Any())
            operation.Parameters.Add(Parameter(ParameterLocation.Header, "If-Match", "The ETag of what you read before.", isRequired: true));

        if (metadata.OfType<NeededScope>().SingleOrDefault() is { Scope: var scope })
        {
            operation.Description = $"{operation.Description}{(operation.Description is null ? "" : "\n\n")}Needs the scope `{ApiScopeText.Of(scope)}`.";
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SecurityScheme, context.Document)] = [ApiScopeText.Of(scope)] }];
        }

        operation.Responses ??= [];
        if (isTagged)
        {
            operation.Responses["304"] = new OpenApiResponse { Description = "What you hold still stands." };
            foreach (var tagged in new[] { "200", "304" }.Select(status => operation.Responses[status]).OfType<OpenApiResponse>())
                tagged.Headers = new Dictionary<string, IOpenApiHeader> { ["ETag"] = Header("Of what is told here.") };
        }

        foreach (var (status, description) in Problems(isCommand, operation.Parameters.Count > 0, HasAPlace(context)))
        {
            operation.Responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = description,
                Headers = status is StatusCodes.Status429TooManyRequests ? new Dictionary<string, IOpenApiHeader> { ["Retry-After"] = Header("Seconds.") } : null,
                Content = new Dictionary<string, OpenApiMediaType> { [ApiProblem.ContentType] = new() { Schema = new OpenApiSchemaReference(Problem, context.Document) } },
            };
        }
    }

    private static IEnumerable<(int Status, string Description)> Problems(bool isCommand, bool hasInput, bool hasAPlace)
    {
        if (hasInput)
            yield return (StatusCodes.Status400BadRequest, "The input is not accepted; every reason is in refusals.");
        yield return (StatusCodes.Status401Unauthorized, "No good key.");
        yield return (StatusCodes.Status403Forbidden, "The key lacks the scope.");
        if (hasAPlace)
            yield return (StatusCodes.Status404NotFound, "It is not there, or not for this key.");
        if (isCommand)
        {
            yield return (StatusCodes.Status409Conflict, "A rule says no at this moment; every reason is in refusals.");
            yield return (StatusCodes.Status413PayloadTooLarge, "The body is too large.");
            yield return (StatusCodes.Status415UnsupportedMediaType, "The body is not JSON.");
            yield return (StatusCodes.Status422UnprocessableEntity, "The Idempotency-Key was used for something else.");
            yield return (StatusCodes.Status503ServiceUnavailable, "Nothing can be stored, or it is not known whether it was: repeat with the same Idempotency-Key.");
        }

        yield return (StatusCodes.Status429TooManyRequests, "Too many calls in this minute.");
    }

    private static bool HasAPlace(OpenApiOperationTransformerContext context) => context.Description.RelativePath?.Contains('{') == true;

    private static OpenApiParameter Parameter(ParameterLocation location, string name, string description, bool isRequired, JsonSchemaType type = JsonSchemaType.String) =>
        new() { In = location, Name = name, Description = description, Required = isRequired, Schema = new OpenApiSchema { Type = type } };

    private static OpenApiHeader Header(string description) => new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
}
