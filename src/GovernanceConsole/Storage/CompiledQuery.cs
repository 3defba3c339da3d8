using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GovernanceConsole.Storage;

/// <summary>
/// A query of the write road that is asked so often that finding it in EF's cache each time would cost more than the
/// database does. Compiled once per model, because a compiled query belongs to one.
/// </summary>
/// <param name="compile">Calls <c>EF.CompileAsyncQuery</c>.</param>
internal sealed class CompiledQuery<TQuery>(Func<TQuery> compile)
    where TQuery : Delegate
{
    private readonly ConditionalWeakTable<IModel, TQuery> _ofModel = [];

    public TQuery On(GovernanceDbContext context) => _ofModel.GetValue(context.Model, _ => compile());
}
