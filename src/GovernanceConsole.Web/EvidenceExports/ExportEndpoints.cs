using GovernanceConsole.AuditLedger;
using GovernanceConsole.EvidenceExports;
using GovernanceConsole.Web.Hosting;
using GovernanceConsole.Web.Identity;

namespace GovernanceConsole.Web.EvidenceExports;

internal static class ExportEndpoints
{
    /// <summary>
    /// A list as a workbook: the query string is the one of the list's page. A POST with the form's token, although it
    /// only reads: every export is an entry in somebody's name, which no foreign page may cause.
    /// </summary>
    public static void MapEvidenceExports(this IEndpointRouteBuilder app) =>
        app.MapPost("/exports/{list}.xlsx", ExportAsync).AddEndpointFilter(Forms.RefuseForgeriesAsync);

    private static async Task<IResult> ExportAsync(string list, HttpContext context, ExportList exports)
    {
        var filter = new ListFilter(context.Request.Query.SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value ?? "")));
        var outcome = await exports.PrepareAsync(list, filter, context.User.ToActor(), context.RequestAborted);
        if (!outcome.IsAccepted)
        {
            return Results.Text(
                string.Join(Environment.NewLine, outcome.Refusals.Select(r => r.Sentence)),
                statusCode: outcome.Refusals switch
                {
                    [NotAllowed] => StatusCodes.Status403Forbidden,
                    [ListIsUnknown] => StatusCodes.Status404NotFound,
                    _ => StatusCodes.Status400BadRequest,
                });
        }

        context.Response.Headers.CacheControl = "no-store";
        return Results.Stream(outcome.Value.Content, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", outcome.Value.Facts.FileName);
    }
}
