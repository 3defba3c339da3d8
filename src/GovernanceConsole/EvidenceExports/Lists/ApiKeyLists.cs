using GovernanceConsole.ApiKeys;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;

namespace GovernanceConsole.EvidenceExports.Lists;

/// <summary>The keys of the HTTP API.</summary>
internal static class ApiKeyLists
{
    public static ListExport<KeyLine> Keys(ApiKeyQueries keys, PeopleQueries people) => new()
    {
        Name = "api-keys",
        Title = "API keys",
        Readers = ApiKeyQueries.Readers,
        Columns = new ExportColumns<KeyLine>()
            .Text("Number", k => k.Row.Number, width: 12)
            .Text("Client", k => k.Row.Client, width: 40)
            .Choice<ApiKeyState>("State", k => k.Row.State, width: 12)
            .Text("Scopes", k => ApiScopeText.Of(k.Row.Scopes), width: 40)
            .Text("Created by", k => NameOf(k.Names, k.Row.CreatedBy) ?? "the command line")
            .Instant("Created", k => k.Row.CreatedAt)
            .Instant("Ends", k => k.Row.EndsAt)
            .Date("Last used", k => k.Row.LastUsedOn)
            .Text("Replaced by", k => k.Row.ReplacedBy, width: 12)
            .Text("Revoked by", k => NameOf(k.Names, k.Row.RevokedBy) ?? (k.Row.RevokedAt is null ? null : "the command line"))
            .Instant("Revoked", k => k.Row.RevokedAt)
            .Text("Why revoked", k => k.Row.RevokeReason, width: 60),
        Rows = (actor, filter, cancellationToken) =>
        {
            var state = filter.Choice<ApiKeyState>("state", "State");
            var words = filter.Text("q", "Words");
            return Task.FromResult(PagedRows.ReadAsync(
                filter.OrderedBy(nameof(ApiKeyRow.Number), nameof(ApiKeyRow.Client), nameof(ApiKeyRow.CreatedAt), nameof(ApiKeyRow.EndsAt), nameof(ApiKeyRow.LastUsedOn)),
                async (page, token) =>
                {
                    var found = await keys.ListAsync(actor, state, words, page, token);
                    var names = await people.NamesOfAsync(found.Rows.SelectMany(r => new[] { r.CreatedBy, r.RevokedBy }).OfType<PersonId>(), token);
                    return new Page<KeyLine>([.. found.Rows.Select(r => new KeyLine(r, names))], found.Total);
                },
                cancellationToken));
        },
    };

    private static string? NameOf(IReadOnlyDictionary<PersonId, string> names, PersonId? person) => person is { } id ? names.GetValueOrDefault(id) : null;

    internal sealed record KeyLine(ApiKeyRow Row, IReadOnlyDictionary<PersonId, string> Names);
}
