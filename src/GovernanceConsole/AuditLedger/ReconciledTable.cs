using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GovernanceConsole.AuditLedger;

/// <summary>A table whose rows are ledgered objects or parts of them, read by the ids of those objects.</summary>
internal abstract class ReconciledTable
{
    private protected ReconciledTable(IEntityType type, IProperty rootId)
    {
        (Type, Fields, RootId) = (type, LedgerFields.Of(type), rootId);
        Number = Fields.ObjectKind is null ? null : type.FindProperty("Number") ?? type.FindProperty("Code");
    }

    public IEntityType Type { get; }

    public LedgerFields Fields { get; }

    public string Name => Type.GetTableName()!;

    /// <summary>The type of the root's id: parts belong to the roots that share it.</summary>
    public Type IdType => RootId.ClrType;

    /// <summary>Which column names the object.</summary>
    protected IProperty RootId { get; }

    /// <summary>What people call the object; null where they have no number for it.</summary>
    private IProperty? Number { get; }

    /// <summary>Every table of the model that the ledger knows field by field, roots first.</summary>
    public static IReadOnlyList<ReconciledTable> In(GovernanceDbContext context) =>
    [
        .. context.Model.GetEntityTypes()
            .Where(t => t.GetViewName() is null && !LedgerFields.Of(t).IsFreeOfLedger)
            .OrderBy(t => LedgerFields.Of(t).ObjectKind is null).ThenBy(t => t.GetTableName(), StringComparer.Ordinal)
            .Select(Of),
    ];

    public string? NumberOf(object row) => Number is { ClrType: { } type } && type == typeof(string) ? (string?)Number.GetGetter().GetClrValue(row) : null;

    /// <summary>All rows of these objects, each with the object's id.</summary>
    public abstract Task<IReadOnlyList<(Guid Root, object Row)>> RowsOfAsync(GovernanceDbContext context, IReadOnlyCollection<Guid> roots, CancellationToken cancellationToken);

    /// <summary>The next ids of objects that rows speak of, in the database's order; one may come several times.</summary>
    public abstract Task<IReadOnlyList<Guid>> RootsAfterAsync(GovernanceDbContext context, Guid? after, int take, CancellationToken cancellationToken);

    private static ReconciledTable Of(IEntityType type)
    {
        var rootId = type.FindAnnotation(LedgerAnnotations.PartOf)?.Value is string part
            ? type.FindProperty(part)!
            : type.FindPrimaryKey()!.Properties.Single();
        return (ReconciledTable)Activator.CreateInstance(typeof(Table<,>).MakeGenericType(type.ClrType, rootId.ClrType), type, rootId)!;
    }

    private sealed class Table<TRow, TId>(IEntityType type, IProperty rootId) : ReconciledTable(type, rootId)
        where TRow : class
        where TId : struct, IEntityId<TId>
    {
        public override async Task<IReadOnlyList<(Guid Root, object Row)>> RowsOfAsync(GovernanceDbContext context, IReadOnlyCollection<Guid> roots, CancellationToken cancellationToken)
        {
            var ids = roots.Select(TId.From).ToList();
            var name = RootId.Name;
            var rows = await context.Set<TRow>().Where(r => ids.Contains(EF.Property<TId>(r, name))).ToListAsync(cancellationToken);
            return rows.ConvertAll(row => (((TId)RootId.GetGetter().GetClrValue(row)!).Value, (object)row));
        }

        public override async Task<IReadOnlyList<Guid>> RootsAfterAsync(GovernanceDbContext context, Guid? after, int take, CancellationToken cancellationToken)
        {
            var name = RootId.Name;
            IQueryable<TRow> rows = context.Set<TRow>();
            if (after is { } last)
            {
                var from = TId.From(last);
                rows = rows.Where(r => KeyOrder.Compare(EF.Property<TId>(r, name), from) > 0);
            }

            var ids = await rows.OrderBy(r => EF.Property<TId>(r, name)).Take(take).Select(r => EF.Property<TId>(r, name)).ToListAsync(cancellationToken);
            return ids.ConvertAll(id => id.Value);
        }
    }
}
