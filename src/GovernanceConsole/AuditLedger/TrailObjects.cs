using System.Collections.Concurrent;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GovernanceConsole.AuditLedger;

/// <summary>An object of the ledger as people call it.</summary>
/// <param name="Kind">What it is: <c>recovery-path</c>.</param>
/// <param name="Id">Its id.</param>
/// <param name="Number">The number people say; null for kinds without one.</param>
/// <param name="Name">Its name now; null for kinds without one.</param>
public sealed record TrailObject(string Kind, Guid Id, string? Number, string? Name);

/// <summary>
/// Names of objects, for whoever reads the trail: read from the tables of every kind the ledger knows, so a new kind
/// needs nothing here.
/// </summary>
internal static class TrailObjects
{
    /// <summary>A text that means more objects than this should say more.</summary>
    private const int MostFound = 20;

    private static readonly ConcurrentDictionary<IModel, IReadOnlyList<IObjectReader>> Readers = new();

    /// <summary>By id, by number, or else by words of the name.</summary>
    public static async Task<IReadOnlyList<TrailObject>> FindAsync(GovernanceDbContext context, string? text, CancellationToken cancellationToken)
    {
        if (text?.Trim() is not { Length: > 0 } sought)
            return [];
        if (Guid.TryParse(sought, out var id))
            return await NameOfAsync(context, id, cancellationToken);

        var readers = ReadersOf(context.Model);
        var found = new List<TrailObject>();
        foreach (var reader in readers)
            found.AddRange(await reader.NumberedAsync(context, sought, cancellationToken));
        foreach (var reader in found.Count > 0 ? [] : readers)
        {
            if (found.Count < MostFound)
                found.AddRange(await reader.NamedLikeAsync(context, sought, MostFound - found.Count, cancellationToken));
        }

        return found;
    }

    /// <summary>What objects are called now, by id.</summary>
    public static async Task<IReadOnlyDictionary<Guid, TrailObject>> NamesAsync(
        GovernanceDbContext context, IEnumerable<(string Kind, Guid Id)> objects, CancellationToken cancellationToken)
    {
        var names = new Dictionary<Guid, TrailObject>();
        foreach (var ofKind in objects.Distinct().GroupBy(o => o.Kind))
        {
            if (ReadersOf(context.Model).FirstOrDefault(r => r.Kind == ofKind.Key) is not { } reader)
                continue;
            foreach (var named in await reader.WithIdsAsync(context, [.. ofKind.Select(o => o.Id)], cancellationToken))
                names[named.Id] = named;
        }

        return names;
    }

    private static async Task<IReadOnlyList<TrailObject>> NameOfAsync(GovernanceDbContext context, Guid id, CancellationToken cancellationToken)
    {
        foreach (var reader in ReadersOf(context.Model))
        {
            if (await reader.WithIdsAsync(context, [id], cancellationToken) is { Count: > 0 } named)
                return named;
        }

        return [new TrailObject("", id, Number: null, Name: null)]; // exports and sessions are known by their entries alone
    }

    private static IReadOnlyList<IObjectReader> ReadersOf(IModel model) => Readers.GetOrAdd(model, static m =>
    [
        .. from type in m.GetEntityTypes()
           let kind = type.FindAnnotation(LedgerAnnotations.ObjectKind)?.Value as string
           where kind is not null
           orderby kind
           select (IObjectReader)Activator.CreateInstance(
               typeof(ObjectReader<,>).MakeGenericType(type.ClrType, type.FindPrimaryKey()!.Properties[0].ClrType), kind, type)!,
    ]);

    private interface IObjectReader
    {
        string Kind { get; }

        Task<List<TrailObject>> NumberedAsync(GovernanceDbContext context, string number, CancellationToken cancellationToken);

        Task<List<TrailObject>> NamedLikeAsync(GovernanceDbContext context, string words, int most, CancellationToken cancellationToken);

        Task<List<TrailObject>> WithIdsAsync(GovernanceDbContext context, IReadOnlyList<Guid> ids, CancellationToken cancellationToken);
    }

    private sealed class ObjectReader<T, TId>(string kind, IEntityType type) : IObjectReader
        where T : class, ILedgered
        where TId : struct, IEntityId<TId>
    {
        private readonly PropertyInfo? _number = Text(type, "Number") ?? Text(type, "DirectoryKey") ?? Text(type, "Code");
        private readonly PropertyInfo? _shownNumber = type.FindProperty("Number")?.PropertyInfo;
        private readonly PropertyInfo? _name = Text(type, "Name") ?? Text(type, "Title");
        private readonly string _id = type.FindPrimaryKey()!.Properties[0].Name;

        public string Kind => kind;

        public async Task<List<TrailObject>> NumberedAsync(GovernanceDbContext context, string number, CancellationToken cancellationToken)
        {
            if (_number is null)
                return [];
            var upper = number.ToUpperInvariant();
            return await ReadAsync(context.Set<T>().Where(Where(_number.Name, text => text == number || text == upper)), 1, cancellationToken);
        }

        public async Task<List<TrailObject>> NamedLikeAsync(GovernanceDbContext context, string words, int most, CancellationToken cancellationToken)
        {
            if (_name is null)
                return [];
            var objects = context.Set<T>().AsQueryable();
            foreach (var pattern in Paging.WordsOf(words))
                objects = objects.Where(Where(_name.Name, text => EF.Functions.Like(text, pattern, "\\")));
            return await ReadAsync(objects, most, cancellationToken);
        }

        public async Task<List<TrailObject>> WithIdsAsync(GovernanceDbContext context, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
        {
            var keys = ids.Select(TId.From).ToList();
            return await ReadAsync(context.Set<T>().Where(Where<TId>(_id, id => keys.Contains(id))), ids.Count, cancellationToken);
        }

        private async Task<List<TrailObject>> ReadAsync(IQueryable<T> objects, int most, CancellationToken cancellationToken) =>
            (await objects.OrderBy(o => EF.Property<TId>(o, _id)).Take(most).ToListAsync(cancellationToken))
                .ConvertAll(o => new TrailObject(kind, o.LedgerId, Convert.ToString((_shownNumber ?? _number)?.GetValue(o), CultureInfo.InvariantCulture), _name?.GetValue(o) as string));

        private static Expression<Func<T, bool>> Where(string property, Expression<Func<string, bool>> holds) => Where<string>(property, holds);

        private static Expression<Func<T, bool>> Where<TValue>(string property, Expression<Func<TValue, bool>> holds)
        {
            var subject = Expression.Parameter(typeof(T));
            var body = new Replace(holds.Parameters[0], Expression.Property(subject, property)).Visit(holds.Body)!;
            return Expression.Lambda<Func<T, bool>>(body, subject);
        }

        private static PropertyInfo? Text(IEntityType type, string name) =>
            type.FindProperty(name) is { } property && property.ClrType == typeof(string) ? property.PropertyInfo : null;
    }

    private sealed class Replace(Expression what, Expression by) : ExpressionVisitor
    {
        public override Expression? Visit(Expression? node) => node == what ? by : base.Visit(node);
    }
}
