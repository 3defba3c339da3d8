using System.Text.Json;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.Api;

/// <summary>Why a call did not do what was asked (RFC 9457). Programs read the type, people the rest.</summary>
/// <param name="Type">What kind of problem: <c>urn:governance-console:refused</c>. A closed list, in docs/api.md.</param>
/// <param name="Title">The same in words.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Detail">What was wrong with this call, and what to do.</param>
/// <param name="Refusals">Every rule that says no, all at once; empty where it is no rule of the business.</param>
public sealed record ApiProblem(string Type, string Title, int Status, string Detail, IReadOnlyList<ApiRefusal> Refusals)
{
    public const string ContentType = "application/problem+json";

    private const string Types = "urn:governance-console:";

    /// <summary>What a use case or the reading of a call refused.</summary>
    /// <param name="refusals">Every reason.</param>
    /// <param name="isOfVersion">Whether the call named the version that it was meant for.</param>
    public static ApiProblem Of(IReadOnlyList<Refusal> refusals, bool isOfVersion = false)
    {
        var (type, title, status) = KindOf(refusals, isOfVersion);
        return new ApiProblem(Types + type, title, status, string.Join(' ', refusals.Select(r => r.Sentence)), [.. refusals.Select(r => new ApiRefusal(r.Code, r.Sentence, NameOf(r), r.Rule))]);
    }

    /// <summary>What has no more to say than its status.</summary>
    public static ApiProblem Of(int status)
    {
        var (type, title, always) = status switch
        {
            StatusCodes.Status400BadRequest => ("not-understood", "Not understood", "The call is not written as HTTP or the document of this API says."),
            StatusCodes.Status401Unauthorized => ("unauthenticated", "No good key", "Send a key of this console that is good at this moment: “Authorization: Bearer gck_...”. Nothing else signs in here."),
            StatusCodes.Status404NotFound => ("not-found", "Not found", "There is nothing at this address, or it is not open to this key."),
            StatusCodes.Status405MethodNotAllowed => ("method-not-allowed", "Not this method", "The address does not take this method; the header Allow says which it takes."),
            StatusCodes.Status413PayloadTooLarge => ("too-large", "Too large", $"The body is larger than {HttpApi.LargestBody} bytes."),
            StatusCodes.Status415UnsupportedMediaType => ("not-json", "Not JSON", "The body must be JSON: “Content-Type: application/json”."),
            StatusCodes.Status429TooManyRequests => ("too-many-calls", "Too many calls", "The key has made as many calls as it may in a minute. Wait for as long as Retry-After says."),
            StatusCodes.Status500InternalServerError => ("fault", "The console failed", "What happened is in the console's log. Repeat the call with the same Idempotency-Key, which does nothing twice."),
            _ => ("http", "Not answered", "The call could not be answered."),
        };
        return new ApiProblem(Types + type, title, status, always, []);
    }

    /// <summary>Answers with it.</summary>
    public Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        var json = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        return context.Response.WriteAsJsonAsync(this, json, ContentType, context.RequestAborted);
    }

    private static (string Type, string Title, int Status) KindOf(IReadOnlyList<Refusal> refusals, bool isOfVersion) => refusals switch
    {
        [ScopeIsMissing] => ("scope-missing", "The key lacks a scope", StatusCodes.Status403Forbidden),
        [NotAllowed] => ("not-allowed", "Not allowed", StatusCodes.Status403Forbidden),
        [NotFound] => ("not-found", "Not found", StatusCodes.Status404NotFound),
        [ChangedMeanwhile or ShownIsOutdated] when isOfVersion => ("changed", "It was changed meanwhile", StatusCodes.Status412PreconditionFailed),
        [ChangedMeanwhile or ShownIsOutdated] => ("changed", "It was changed meanwhile", StatusCodes.Status409Conflict),
        [CommandIdAlreadyUsed] or [IdempotencyKeyIsUsed] => ("idempotency-key-used", "The Idempotency-Key was used for something else", StatusCodes.Status422UnprocessableEntity),
        [VersionIsMissing] => ("version-missing", "Name the version", StatusCodes.Status428PreconditionRequired),
        [NotKnownWhetherStored] => ("not-known-whether-stored", "It is not known whether it was stored", StatusCodes.Status503ServiceUnavailable),
        [NoRoomIsLeft or StorageFailed or LedgerWasChanged] => ("not-stored", "Nothing can be stored at the moment", StatusCodes.Status503ServiceUnavailable),
        _ when refusals.Any(r => r.Field is not null || r is BodyIsNotUnderstood) => ("input", "The input is not accepted", StatusCodes.Status400BadRequest),
        _ => ("refused", "Refused", StatusCodes.Status409Conflict),
    };

    /// <summary>As bodies write it; what the API itself refuses is named as it came.</summary>
    private static string? NameOf(Refusal refusal) => refusal.Field is not { } field || refusal.GetType().Assembly == typeof(ApiProblem).Assembly
        ? refusal.Field
        : string.Join('.', field.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}

/// <summary>One rule that says no.</summary>
/// <param name="Code">Its name, which does not change.</param>
/// <param name="Sentence">What was wrong and what to do, for people.</param>
/// <param name="Field">The field of the body, the parameter or the header it is about; null where it is about the whole.</param>
/// <param name="Rule">The requirement in which it can be read; null for plain faults of the input.</param>
public sealed record ApiRefusal(string Code, string Sentence, string? Field, string? Rule);

/// <summary>A call that ends where it is read: bound parameters have no other way to say no.</summary>
internal sealed class ApiProblemException(ApiProblem problem) : Exception(problem.Detail)
{
    public ApiProblemException(params Refusal[] refusals)
        : this(ApiProblem.Of(refusals))
    {
    }

    public ApiProblem Problem => problem;
}
