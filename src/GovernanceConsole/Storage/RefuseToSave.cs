using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GovernanceConsole.Storage;

/// <summary>Readers read: a context from outside the write road throws when somebody saves it.</summary>
internal sealed class RefuseToSave : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) => throw Refusal();

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => throw Refusal();

    private static InvalidOperationException Refusal() => new("This context only reads. A change goes through LedgeredChange.");
}
