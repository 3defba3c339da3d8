using System.Text;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Web.Hosting;
using GovernanceConsole.Web.Identity;
using Microsoft.AspNetCore.Http.Features;

namespace GovernanceConsole.Web.Imports;

internal static class ImportEndpoints
{
    /// <summary>Takes the bytes of a file as they are, so that a long one never lies in memory.</summary>
    public static void MapImports(this IEndpointRouteBuilder app)
    {
        app.MapPost("/imports/files", ReceiveAsync)
            .RequireAuthorization(new MayOpenAttribute(Role.Governance, Role.PlatformAdministrator))
            .AddEndpointFilter(AllowLongBodiesAsync)
            .AddEndpointFilter(Forms.RefuseForgeriesAsync);
        app.MapGet("/imports/templates/{mapping}.csv", Template).RequireAuthorization(new MayOpenAttribute(Role.Governance, Role.PlatformAdministrator));
    }

    /// <summary>With a byte order mark, by which spreadsheets know the encoding.</summary>
    private static IResult Template(string mapping) => ShippedMappings.ByKey.TryGetValue(mapping, out var known)
        ? Results.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(ImportTemplate.Of(known))], "text/csv; charset=utf-8", $"{mapping}-template.csv")
        : Results.NotFound();

    private static ValueTask<object?> AllowLongBodiesAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var options = context.HttpContext.RequestServices.GetRequiredService<ImportOptions>();
        if (context.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
            body.MaxRequestBodySize = options.MaximumFileBytes;
        return next(context);
    }

    private static async Task<IResult> ReceiveAsync(string? name, HttpRequest request, FileIntake intake, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(name))
            return Results.Json(new ArrivedFile(null, "", 0, ["The file was sent without its name. Choose it again."]), statusCode: StatusCodes.Status400BadRequest);
        try
        {
            var received = await intake.ReceiveAsync(request.Body, name, cancellationToken);
            return received.IsAccepted
                ? Results.Json(new ArrivedFile(received.Value.Sha256, received.Value.FileName, received.Value.Bytes, []))
                : Results.Json(new ArrivedFile(null, name, 0, [.. received.Refusals.Select(r => r.Sentence)]), statusCode: StatusCodes.Status422UnprocessableEntity);
        }
        catch (BadHttpRequestException tooLong) when (tooLong.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            var refusal = new FileIsTooLarge(request.HttpContext.RequestServices.GetRequiredService<ImportOptions>().MaximumFileBytes);
            return Results.Json(new ArrivedFile(null, name, 0, [refusal.Sentence]), statusCode: StatusCodes.Status413PayloadTooLarge);
        }
    }
}

/// <summary>What the browser hears about a file it sent.</summary>
/// <param name="Sha256">Null where it was refused.</param>
/// <param name="Name">Without a folder.</param>
/// <param name="Bytes">The length of the CSV.</param>
/// <param name="Refusals">Why it was refused, in sentences.</param>
public sealed record ArrivedFile(string? Sha256, string Name, long Bytes, IReadOnlyList<string> Refusals);
