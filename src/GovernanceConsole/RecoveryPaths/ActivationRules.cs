using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>What a path needs before it may be used. Everything that is missing is named at once.</summary>
internal static class ActivationRules
{
    /// <param name="path">The path.</param>
    /// <param name="people">Everybody the path names.</param>
    /// <param name="ownedAreas">The control areas that have an active owner.</param>
    /// <param name="today">The day of the decision.</param>
    public static List<MissingForActivation> WhatIsMissing(
        RecoveryPath path, IReadOnlyDictionary<PersonId, PersonStanding> people, IReadOnlySet<ControlArea> ownedAreas, DateOnly today) =>
    [
        .. MissingOwners(path, people),
        .. MissingContent(path),
        .. MissingPeople(path, people, ownedAreas),
        .. MissingSignatures(path, today),
    ];

    /// <summary>What the path must say of itself.</summary>
    public static IEnumerable<MissingForActivation> MissingContent(RecoveryPath path)
    {
        if (path.Channels.Count == 0)
            yield return new ChannelIsMissing();
        if (path.RequestKinds.Count == 0)
            yield return new RequestKindIsMissing();
        if (!(path.OpensAccounts || path.OpensApprovals || path.OpensDevices || path.OpensSecrets))
            yield return new ReachIsMissing();
        foreach (var section in Enum.GetValues<BoundarySection>())
        {
            if (path.TextOf(section) is null)
                yield return new BoundarySectionIsEmpty(section);
        }

        foreach (var activity in Enum.GetValues<Activity>())
        {
            if (path.Responsibilities.Count(r => r.Activity == activity && r.Involvement == Involvement.Accountable) != 1)
                yield return new AccountableIsMissing(activity);
        }

        if (path.Level is RiskLevel.High or RiskLevel.Critical && path.EscalationChain.Count == 0)
            yield return new EscalationChainIsMissing();
        if (path.Level is RiskLevel.High or RiskLevel.Critical)
        {
            foreach (var stage in Enum.GetValues<Stage>().Where(s => path.EvidenceList.All(e => e.Stage != s)))
                yield return new EvidenceIsMissing(stage);
        }

        if (path.Systems.All(s => s.Tie != SystemTie.Notified))
            yield return new NotifiedSystemsAreMissing();
    }

    private static IEnumerable<MissingForActivation> MissingOwners(RecoveryPath path, IReadOnlyDictionary<PersonId, PersonStanding> people)
    {
        foreach (var seat in Enum.GetValues<PathSeat>())
        {
            if (path.OwnershipOf(seat) is not { } ownership)
                yield return new OwnerIsMissing(seat);
            else if (!people[ownership.PersonId].MayAct)
                yield return new OwnerHasLeft(seat, people[ownership.PersonId].Name);
        }

        if (path.OwnershipOf(PathSeat.Control) is { } control && path.OwnershipOf(PathSeat.Risk)?.PersonId == control.PersonId)
            yield return new OnePersonHoldsBothSeats(people[control.PersonId].Name);
    }

    private static IEnumerable<MissingForActivation> MissingPeople(
        RecoveryPath path, IReadOnlyDictionary<PersonId, PersonStanding> people, IReadOnlySet<ControlArea> ownedAreas)
    {
        foreach (var part in Enum.GetValues<ModelPart>())
        {
            var holder = path.ModelHolders.SingleOrDefault(h => h.Part == part);
            if (holder is null)
                yield return new ModelHolderIsMissing(part);
            else if (!people[holder.PersonId].MayAct)
                yield return new ModelHolderHasLeft(part, people[holder.PersonId].Name);
        }

        if (path.Level is RiskLevel.High or RiskLevel.Critical
            && path.EscalationChain.Count > 0
            && path.OwnershipOf(PathSeat.Control) is { } control
            && path.EscalationChain.All(s => s.PersonId == control.PersonId))
            yield return new EscalationChainEndsAtTheOwner(people[control.PersonId].Name);
        foreach (var step in path.EscalationChain.OrderBy(s => s.Position).Where(s => !people[s.PersonId].MayAct))
            yield return new EscalationContactHasLeft(people[step.PersonId].Name);
        if (path.Area is { } area && !ownedAreas.Contains(area))
            yield return new AreaHasNoOwner(area);
    }

    private static IEnumerable<MissingForActivation> MissingSignatures(RecoveryPath path, DateOnly today)
    {
        if (path.DesignerId is null)
            yield return new DesignerIsUnknown();
        if (path.DesignedBy == DesignedBy.Business)
        {
            var byOthers = path.SecurityReviews.Where(r => r.ReviewerId != path.DesignerId).ToList();
            if (byOthers.Count == 0)
                yield return new SecurityReviewIsMissing();
            else if (byOthers.TrueForAll(r => r.OfRevision != path.Revision))
                yield return new SecurityReviewIsOutdated();
        }

        if (path.StandingSignOff is not { } signOff)
            yield return new SignOffIsMissing();
        else if (!signOff.Covers(today))
            yield return new SignOffHasLapsed(signOff.ValidUntilOn);
        else if (signOff.OfRevision != path.Revision)
            yield return new SignOffIsOutdated();
    }
}
