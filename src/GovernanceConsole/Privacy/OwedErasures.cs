using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Privacy;

/// <summary>What was done about erasures that a restore had undone.</summary>
/// <param name="Repeated">The numbers of those that were carried out again.</param>
/// <param name="Held">Those that a legal hold keeps from it, with the hold's number.</param>
/// <param name="Register">The register they are known from.</param>
public sealed record OwedErasuresReport(IReadOnlyList<string> Repeated, IReadOnlyList<(string Erasure, string Hold)> Held, RegisterContent Register)
{
    /// <summary>What came of it, in sentences; empty where there was nothing to do.</summary>
    public IEnumerable<string> Sentences()
    {
        if (Repeated.Count > 0)
            yield return $"Carried out again, because the restore had undone them: {string.Join(", ", Repeated)}.";
        foreach (var (erasure, hold) in Held)
            yield return $"Erasure {erasure} is owed: legal hold {hold} keeps these data. It is carried out when the hold is lifted.";
        if (Register.UnreadableLines > 0)
            yield return $"{Register.UnreadableLines} lines of the register of erasures cannot be read: erasures that they tell of are not carried out again.";
    }
}

/// <summary>Finds people who were erased and whom the database knows again, as after the restore of an older backup, and erases them again.</summary>
public sealed class OwedErasures(ErasureRegister register, ReadOnlyStore reading, RepeatErasure repeat)
{
    /// <summary>Carries out what is owed. Before the console opens after a restore, at every start, and every hour.</summary>
    public async Task<OwedErasuresReport> RunAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        var content = await register.CompleteAsync(cancellationToken);
        var (repeated, held) = (new List<string>(), new List<(string, string)>());
        foreach (var erasure in await OwedAsync(content, cancellationToken))
        {
            if ((await repeat.ExecuteAsync(CommandId.New(), new RepeatErasureInput(erasure), actor, cancellationToken)).Value.HeldBy is { } hold)
                held.Add((erasure.Number, hold));
            else
                repeated.Add(erasure.Number);
        }

        return new OwedErasuresReport(repeated, held, content);
    }

    /// <summary>The numbers of the erasures that are owed now.</summary>
    public async Task<IReadOnlyList<string>> NumbersAsync(CancellationToken cancellationToken = default) =>
        [.. (await OwedAsync(await register.ReadAsync(cancellationToken), cancellationToken)).Select(e => e.Number)];

    private async Task<IReadOnlyList<RegisteredErasure>> OwedAsync(RegisterContent content, CancellationToken cancellationToken)
    {
        await using var context = reading.Open();
        var known = new HashSet<PersonId>();
        foreach (var some in content.Erasures.Select(e => e.Person).Distinct().Chunk(500))
            known.UnionWith(await PersonErasure.StillKnownAsync(context, some, cancellationToken));
        return [.. content.Erasures.Where(e => known.Contains(e.Person)).DistinctBy(e => e.Person)];
    }
}
