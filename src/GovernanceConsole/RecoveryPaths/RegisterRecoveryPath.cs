using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>A path as it enters the register: as a draft, owned or not yet.</summary>
/// <param name="Path">What it is.</param>
/// <param name="Reach">What it can open; never empty.</param>
/// <param name="ControlOwner">The first control owner; null to leave the seat empty, which shows as a gap.</param>
/// <param name="RiskOwner">The first risk owner, another person; null to leave the seat empty.</param>
/// <param name="StartsOn">The day on which ownership begins: today, or null for the same. Any other day is refused.</param>
public sealed record RegisterRecoveryPathInput(
    PathDescription Path, ReachDescription Reach, PersonId? ControlOwner = null, PersonId? RiskOwner = null, DateOnly? StartsOn = null);

/// <summary>What a registered path is called.</summary>
public sealed record RegisteredPath(RecoveryPathId Id, string Number);

/// <summary>Adds a way back into access to the register, as a draft.</summary>
[MayBeDoneBy(Role.Governance)]
public sealed class RegisterRecoveryPath(LedgeredChange road)
{
    public Task<Outcome<RegisteredPath>> ExecuteAsync(
        CommandId commandId, RegisterRecoveryPathInput input, Actor actor, CancellationToken cancellationToken = default) =>
        road.ExecuteAsync<RegisterRecoveryPathInput, RegisteredPath>(this, commandId, input, actor, change => RegisterAsync(change, input), cancellationToken);

    /// <summary>The act itself, for imports that register many paths in one change.</summary>
    internal static async Task<Outcome<RegisteredPath>> RegisterAsync(Change change, RegisterRecoveryPathInput input)
    {
        List<Refusal> refusals = [.. PathContentRules.Check(input.Path), .. PathContentRules.Check(input.Reach)];
        if (refusals.Count > 0)
            return refusals;
        if (await change.FindUnknownAsync(input.Path) is { } unknownPart)
            return unknownPart;
        if (await change.FindUnknownAsync(input.Reach.Systems) is { } unknownSystem)
            return unknownSystem;
        if (await change.FindNameTakenAsync(input.Path.Name, except: null) is { } taken)
            return taken;

        var id = change.NewId<RecoveryPathId>();
        var path = RecoveryPath.Register(id, await change.NextNumberAsync("RP"), input.Path.Cleaned(), input.Reach.Cleaned(), change.Now);
        foreach (var (seat, owner) in new[] { (PathSeat.Control, input.ControlOwner), (PathSeat.Risk, input.RiskOwner) })
        {
            if (owner is not { } personId)
                continue;
            if (await OrganisationReads.PersonAsync(change, personId) is not { } person)
                return new NotFound("person");
            if (OwnershipRules.MayBeAssigned(path, seat, person, holder: null, input.StartsOn, change.Today) is { Count: > 0 } wrong)
                return wrong;
            path.Fill(change.NewId<OwnershipId>(), seat, personId, change.Now, change.Today, await PolicyInForce.ReadAsync(change.Context));
        }

        change.Context.Add(path);
        change.Record(RecoveryPathEvents.PathRegistered, path);
        return new RegisteredPath(path.Id, path.Number);
    }
}
