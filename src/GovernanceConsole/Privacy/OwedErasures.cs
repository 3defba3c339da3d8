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

/// <summary>How it stands with erasures and their register.</summary>
/// <param name="Owed">The numbers of those whom a restore brought back and a legal hold keeps.</param>
/// <param name="Unregistered">The numbers of those that the register lacks, because it cannot be written: a restore may bring these people back.</param>
/// <param name="RegisterFault">Why it cannot be read or written; null where it can.</param>
public sealed record ErasuresStanding(IReadOnlyList<string> Owed, IReadOnlyList<string> Unregistered, string? RegisterFault);

/// <summary>Finds people who were erased and whom the database knows again, as after the restore of an older backup, and erases them again.</summary>
public sealed class OwedErasures(ErasureRegister register, ReadOnlyStore reading, RepeatErasure repeat)
{
    /// <summary>Carries out what is owed. Before the console opens after a restore, at every start, and every hour.</summary>
    /// <param name="actor">For whom.</param>
    /// <param name="ofReplaced">After a restore, what the replaced database knew of erasures.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">The register cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public async Task<OwedErasuresReport> RunAsync(Actor actor, IReadOnlyList<RegisteredErasure>? ofReplaced = null, CancellationToken cancellationToken = default)
    {
        var content = await register.CompleteAsync(ofReplaced ?? [], cancellationToken);
        var (repeated, held) = (new List<string>(), new List<(string, string)>());
        foreach (var erasure in await OwedAsync(content.Erasures, cancellationToken))
        {
            if ((await repeat.ExecuteAsync(CommandId.New(), new RepeatErasureInput(erasure), actor, cancellationToken)).Value.HeldBy is { } hold)
                held.Add((erasure.Number, hold));
            else
                repeated.Add(erasure.Number);
        }

        return new OwedErasuresReport(repeated, held, content);
    }

    /// <summary>How it stands now. What the register lacks is added, where it can be.</summary>
    public async Task<ErasuresStanding> StandingAsync(CancellationToken cancellationToken = default)
    {
        var (held, lacking, fault) = await register.LookAsync(cancellationToken);
        return new ErasuresStanding([.. (await OwedAsync(held, cancellationToken)).Select(e => e.Number)], [.. lacking.Select(e => e.Number)], fault);
    }

    private async Task<IReadOnlyList<RegisteredErasure>> OwedAsync(IReadOnlyList<RegisteredErasure> erasures, CancellationToken cancellationToken)
    {
        await using var context = reading.Open();
        var known = new HashSet<PersonId>();
        foreach (var some in erasures.Select(e => e.Person).Distinct().Chunk(500))
            known.UnionWith(await PersonErasure.StillKnownAsync(context, some, cancellationToken));
        return [.. erasures.Where(e => known.Contains(e.Person)).DistinctBy(e => e.Person)];
    }
}
