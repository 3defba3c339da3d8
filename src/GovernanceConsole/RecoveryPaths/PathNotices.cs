using GovernanceConsole.Outbox;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>What people are told when something happens to a path of theirs.</summary>
internal static class PathNotices
{
    public static Notice SeatIsOffered(RecoveryPath path, PathSeat seat, TransferId offer, string reason) => new(
        $"You are asked to become {PathWords.Of(seat)} of {path.Number} {path.Name}",
        $"{reason}\nAccept or decline it on the path's page. Until you accept, the seat stays as it is.",
        PageOf(path),
        offer.Value)
    { AsksForAnAct = true };

    public static Notice SeatWasTakenOver(RecoveryPath path, PathSeat seat, string by) => new(
        $"{by} is {PathWords.Of(seat)} of {path.Number} {path.Name} now",
        "The transfer was accepted. Nothing is left to do.",
        PageOf(path));

    public static Notice SeatWasDeclined(RecoveryPath path, PathSeat seat, string by, string reason) => new(
        $"{by} declined to become {PathWords.Of(seat)} of {path.Number} {path.Name}",
        $"{reason}\nThe seat stays as it is. Propose somebody else.",
        PageOf(path));

    public static Notice OwnerHasLeft(RecoveryPath path, PathSeat seat, string who) => new(
        $"{who}, {PathWords.Of(seat)} of {path.Number} {path.Name}, has left",
        "Nobody answers for the path in this seat. Ask governance to assign an owner; without one the path is suspended when the grace is over.",
        PageOf(path));

    public static Notice PathWasSuspended(RecoveryPath path, string lapses) => new(
        $"{path.Number} {path.Name} is suspended",
        $"{lapses}\nNo request is served on it until that is mended and governance resumes it.",
        PageOf(path));

    private static string PageOf(RecoveryPath path) => $"/paths/{path.Number}";
}
