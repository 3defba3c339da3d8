using GovernanceConsole.Identity;
using GovernanceConsole.Policy;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>Who signs a path off, who reviews it, and for how long.</summary>
internal static class SignOffRules
{
    /// <summary>Whether a person of governance may sign a path off until a day.</summary>
    public static List<Refusal> MaySignOff(RecoveryPath path, PersonId signer, DateOnly validUntilOn, DateOnly today, Limits limits)
    {
        var refusals = new List<Refusal>();
        if (path.DesignerId == signer)
            refusals.Add(new SignerIsTheDesigner());
        foreach (var seat in Enum.GetValues<PathSeat>())
        {
            if (path.OwnershipOf(seat)?.PersonId == signer)
                refusals.Add(new SignerIsAnOwner(seat));
        }

        var days = limits.SignOffDaysAt(path.Level);
        if (validUntilOn < today)
            refusals.Add(new SignOffEndsInThePast(validUntilOn));
        else if (validUntilOn > today.AddDays(days))
            refusals.Add(new SignOffIsTooLong(today.AddDays(days), days));
        return refusals;
    }

    /// <summary>Whether a person of security may review a path.</summary>
    public static Refusal? MayReview(RecoveryPath path, PersonId reviewer) =>
        path.DesignerId == reviewer ? new ReviewerIsTheDesigner() : null;
}
