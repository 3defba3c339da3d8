using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.Api;

/// <summary>A part of a list.</summary>
/// <param name="Items">In the order of the list.</param>
/// <param name="NextCursor">Goes on from here as the parameter "cursor"; null where the list ends.</param>
public sealed record ApiPage<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>
/// Which part of a list a call asks for. A cursor holds the place of the last row that was told, so that rows which come or go meanwhile
/// move no other; it is nothing that a client should read.
/// </summary>
internal sealed class ApiPaging : IBindableFromHttpContext<ApiPaging>, IEndpointParameterMetadataProvider
{
    public const int UsualLimit = 50;

    public const int HighestLimit = 200;

    private const int LongestCursor = 400;

    private ApiPaging(int limit, string? after) => (Limit, After) = (limit, after);

    /// <summary>The most rows.</summary>
    public int Limit { get; }

    /// <summary>The place of the last row that was told; null for the first part.</summary>
    public string? After { get; }

    /// <summary>The place as a number; null for the first part.</summary>
    /// <exception cref="ApiProblemException">It is none.</exception>
    public long? AfterNumber => After is null ? null
        : long.TryParse(After, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw NotACursor();

    /// <summary>A part out of one row more than the limit, which tells whether the list goes on.</summary>
    /// <param name="rows">At most one more than the limit.</param>
    /// <param name="place">What a next part begins behind.</param>
    /// <param name="item">The row as it is told.</param>
    public ApiPage<TItem> PageOf<TRow, TItem>(IReadOnlyList<TRow> rows, Func<TRow, string> place, Func<TRow, TItem> item) =>
        new([.. rows.Take(Limit).Select(item)], rows.Count > Limit ? WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(place(rows[Limit - 1]))) : null);

    public static ValueTask<ApiPaging?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var (limit, cursor) = (context.Request.Query["limit"], context.Request.Query["cursor"]);
        var rows = UsualLimit;
        if (limit.Count > 0 && (limit.Count > 1 || !int.TryParse(limit[0], NumberStyles.None, CultureInfo.InvariantCulture, out rows) || rows is < 1 or > HighestLimit))
            throw new ApiProblemException(new ParameterIsNotUnderstood("limit", $"a whole number from 1 to {HighestLimit}"));
        return ValueTask.FromResult<ApiPaging?>(new ApiPaging(rows, cursor.Count == 0 ? null : cursor is [{ } text] ? Read(text) : throw NotACursor()));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ApiParameter("limit", $"The most rows, 1 to {HighestLimit}; {UsualLimit} where it is left away.", IsNumber: true));
        builder.Metadata.Add(new ApiParameter("cursor", "Goes on behind an earlier part: its nextCursor. Hold on to no meaning of it."));
    }

    public static ApiProblemException NotACursor() => new(new ParameterIsNotUnderstood("cursor", "the nextCursor of an earlier part of the same list, as it was given"));

    private static string Read(string cursor)
    {
        try
        {
            var place = cursor.Length is > 0 and <= LongestCursor ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(WebEncoders.Base64UrlDecode(cursor)) : "";
            return place.Length > 0 && !place.Any(char.IsControl) ? place : throw NotACursor();
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            throw NotACursor();
        }
    }
}

/// <summary>A parameter of the address that an endpoint reads by itself, for the document of the API.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="IsNumber">Whether it holds a whole number; otherwise a text.</param>
internal sealed record ApiParameter(string Name, string Description, bool IsNumber = false);

/// <summary>What stands at an address, with its tag: whoever holds it already is told so in a few bytes.</summary>
/// <param name="value">What is told.</param>
/// <param name="version">The version of the record; 0 for what has none.</param>
internal sealed class TaggedResult<T>(T value, long version) : IResult, IEndpointMetadataProvider
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var json = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var told = JsonSerializer.SerializeToUtf8Bytes(value, json);
        var tag = EntityTag.Of(version, told);
        httpContext.Response.GetTypedHeaders().ETag = tag;
        if (EntityTag.IsHeldBy(httpContext.Request, tag))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.ContentLength = told.Length;
        return httpContext.Response.Body.WriteAsync(told, httpContext.RequestAborted).AsTask();
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), [ApiCommands.Json]));
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status304NotModified));
        builder.Metadata.Add(new IsTaggedMetadata());
    }
}

/// <summary>The answer carries an ETag.</summary>
internal sealed record IsTaggedMetadata;
