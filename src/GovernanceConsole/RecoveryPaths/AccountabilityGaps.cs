using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Storage;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>
/// Where nobody is accountable. One function over the standing of the paths: the screen, the numbers, the duties and
/// the jobs all ask it, so they cannot disagree.
/// </summary>
internal static class AccountabilityGaps
{
    /// <summary>The gaps of one path at an instant.</summary>
    public static IEnumerable<AccountabilityGap> Of(PathStanding path, DateTimeOffset now, OrganisationTime time, Limits limits)
    {
        var today = time.DateOf(now);
        var isOrWasInUse = path.State is PathState.Active or PathState.Suspended;
        foreach (var seat in Enum.GetValues<PathSeat>())
        {
            if (SeatGapOf(path, seat, today, time, limits) is { } gap)
                yield return gap;
        }

        if (path.Control.Holder is { } control && path.Risk.Holder is { } risk && control.Person == risk.Person)
        {
            yield return Gap(path, GapKind.OnePersonInBothSeats, $"{control.Name} is control owner and risk owner.", nameof(ProposeTransfer)) with
            {
                Person = control.Person,
                PersonName = control.Name,
                Since = control.StartedAt > risk.StartedAt ? control.StartedAt : risk.StartedAt,
            };
        }

        if (isOrWasInUse && !path.IsSignedOffOn(today))
        {
            var since = path.SignedUntilOn is { } until ? time.StartOf(until.AddDays(1)) : path.SignOffEndedAt ?? path.ActivatedAt;
            var what = path.SignedUntilOn is { } lastDay ? $"The sign-off covered until {DateText.Of(lastDay)}." : "The sign-off was withdrawn.";
            yield return Gap(path, GapKind.SignOffLapsed, what, nameof(SignOffPath)) with
            {
                Since = since,
                SuspendsOn = SuspensionOf(path, since, time, limits),
            };
        }

        if (!isOrWasInUse)
            yield break;
        foreach (var part in Enum.GetValues<ModelPart>())
        {
            var holder = path.ModelHolders.FirstOrDefault(h => h.Part == part);
            if (holder is null)
            {
                yield return Gap(path, GapKind.ModelHolderMissing, $"The shared control model names nobody for {PathWords.WithArticle(part)}.", nameof(SetControlModel)) with
                {
                    Part = part,
                    Since = path.ControlModelSetAt ?? path.RegisteredAt,
                };
            }
            else if (holder.LeftAt is { } leftAt)
            {
                yield return Gap(path, GapKind.ModelHolderHasLeft, $"{holder.Name}, named for {PathWords.WithArticle(part)}, has left.", nameof(SetControlModel)) with
                {
                    Part = part,
                    Person = holder.Person,
                    PersonName = holder.Name,
                    Since = leftAt,
                };
            }
        }
    }

    /// <summary>Request kinds that no registered path serves .</summary>
    /// <param name="served">The kinds served by a path that is not retired.</param>
    /// <param name="lastRetired">When the last path of a kind was retired, for kinds that had one.</param>
    public static IEnumerable<AccountabilityGap> OfRequestKinds(IReadOnlySet<RequestKind> served, IReadOnlyDictionary<RequestKind, DateTimeOffset> lastRetired) =>
        RequestKinds.All.Where(k => !served.Contains(k.Kind)).Select(k =>
            new AccountabilityGap(
                GapKind.RequestKindWithoutPath, null, null, null, null, null, null, null, null, null, k.Kind,
                $"No registered path serves {k.Code} {k.Name}.",
                lastRetired.TryGetValue(k.Kind, out var since) ? since : null,
                SuspendsOn: null,
                nameof(RegisterRecoveryPath)));

    /// <summary>Control areas nobody active answers for .</summary>
    /// <param name="owned">The areas somebody active answers for.</param>
    /// <param name="emptySince">Since when nobody does, for areas that had an owner.</param>
    public static IEnumerable<AccountabilityGap> OfAreas(IReadOnlySet<ControlArea> owned, IReadOnlyDictionary<ControlArea, DateTimeOffset> emptySince) =>
        Enum.GetValues<ControlArea>().Where(a => !owned.Contains(a)).Select(area =>
            new AccountabilityGap(
                GapKind.AreaWithoutOwner, null, null, null, null, null, null, null, null, area, null,
                $"Nobody owns the control area {PathWords.Of(area)}.",
                emptySince.TryGetValue(area, out var since) ? since : null,
                SuspendsOn: null,
                nameof(AssignAreaOwner)));

    /// <summary>Systems and identity domains within reach of an active path for whose risk nobody active answers .</summary>
    public static IEnumerable<AccountabilityGap> OfReached(IEnumerable<ReachedStanding> reached) =>
        reached.Where(r => r.RiskOwner is null || r.LeftAt is not null).Select(r =>
        {
            var (kind, word, act) = r.System is not null
                ? (GapKind.SystemWithoutRiskOwner, "system", nameof(AssignSystemRiskOwner))
                : (GapKind.DomainWithoutRiskOwner, "identity domain", nameof(AssignDomainRiskOwner));
            var what = r.LeftAt is null
                ? $"An active path reaches the {word} {r.Name}, and nobody is its risk owner."
                : $"An active path reaches the {word} {r.Name}, and {r.RiskOwnerName}, its risk owner, has left.";
            return new AccountabilityGap(
                kind, null, null, null, null, null, null, r.RiskOwner, r.RiskOwnerName, null, null,
                what,
                r.LeftAt > r.ReachedSince ? r.LeftAt : r.ReachedSince,
                SuspendsOn: null,
                act)
            {
                System = r.System,
                Domain = r.Domain,
                ReachedName = r.Name,
            };
        });

    private static AccountabilityGap? SeatGapOf(PathStanding path, PathSeat seat, DateOnly today, OrganisationTime time, Limits limits)
    {
        var standing = path[seat];
        var word = PathWords.Of(seat);
        if (standing.Holder is not { } holder)
        {
            var since = standing.EmptySince ?? path.RegisteredAt;
            return Gap(path, GapKind.SeatIsEmpty, $"The path has no {word}.", nameof(AssignOwner)) with
            {
                Seat = seat,
                Since = since,
                SuspendsOn = SuspensionOf(path, since, time, limits),
            };
        }

        var gap = holder switch
        {
            { LeftAt: { } leftAt } => Gap(path, GapKind.OwnerHasLeft, $"{holder.Name}, the {word}, has left.", nameof(AssignOwner)) with
            {
                Since = leftAt,
                SuspendsOn = SuspensionOf(path, leftAt, time, limits),
            },
            { DisputedAt: { } disputedAt } => Gap(path, GapKind.OwnershipDisputed, $"{holder.Name} says this path is not theirs.", nameof(ProposeTransfer)) with
            {
                Since = disputedAt,
            },
            _ when today > holder.ConfirmationDueOn => Gap(
                path, GapKind.ConfirmationOverdue, $"{holder.Name} has not confirmed to be the {word}; it was due on {DateText.Of(holder.ConfirmationDueOn)}.", nameof(ConfirmOwnership)) with
            {
                Since = time.StartOf(holder.ConfirmationDueOn.AddDays(1)),
            },
            _ => null,
        };
        return gap is null ? null : gap with { Seat = seat, Person = holder.Person, PersonName = holder.Name };
    }

    /// <summary>The day on which an active path is suspended for a lapse: when its grace is over .</summary>
    private static DateOnly? SuspensionOf(PathStanding path, DateTimeOffset? since, OrganisationTime time, Limits limits) =>
        path.State == PathState.Active && since is { } lapsedAt
            ? time.WorkingDays.After(time.DateOf(lapsedAt), limits.GraceAt(path.Level))
            : null;

    private static AccountabilityGap Gap(PathStanding path, GapKind kind, string what, string act) =>
        new(kind, path.Id, path.Number, path.Name, path.State, path.Level, null, null, null, null, null, what, Since: null, SuspendsOn: null, act);
}
