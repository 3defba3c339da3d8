using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.RecoveryPaths;

/// <summary>Who may sit in the two seats of a path, from when, and how a seat passes on.</summary>
internal static class OwnershipRules
{
    /// <summary>Ownership begins when it is assigned, neither earlier nor later .</summary>
    /// <param name="startsOn">The day asked for; null means now.</param>
    /// <param name="today">The day of the decision.</param>
    public static Refusal? MayStartOn(DateOnly? startsOn, DateOnly today) => startsOn switch
    {
        { } day when day < today => new OwnershipCannotBeBackdated(day),
        { } day when day > today => new OwnershipBeginsWhenAssigned(day),
        _ => null,
    };

    /// <summary>Whether a person may be put into a seat directly: only where nobody valid sits in it.</summary>
    /// <param name="path">The path.</param>
    /// <param name="seat">The seat.</param>
    /// <param name="person">Who is to take it.</param>
    /// <param name="holder">Who sits in it; null while it is empty.</param>
    /// <param name="startsOn">The day asked for; null means now.</param>
    /// <param name="today">The day of the decision.</param>
    public static List<Refusal> MayBeAssigned(
        RecoveryPath path, PathSeat seat, PersonStanding person, PersonStanding? holder, DateOnly? startsOn, DateOnly today) =>
    [
        .. new[]
        {
            MayStartOn(startsOn, today),
            SeatRules.MayHoldASeat(person),
            SitsInTheOtherSeat(path, seat, person),
            holder is { MayAct: true } ? new SeatIsTaken(seat, holder.Name) : null,
        }.OfType<Refusal>(),
    ];

    /// <summary>Whether a seat may be offered to a person.</summary>
    /// <param name="path">The path.</param>
    /// <param name="seat">The seat.</param>
    /// <param name="to">Who is to take over.</param>
    /// <param name="waitsFor">Who has been offered the seat and has not answered; null where nobody.</param>
    public static List<Refusal> MayBeProposed(RecoveryPath path, PathSeat seat, PersonStanding to, PersonStanding? waitsFor) =>
    [
        .. new[]
        {
            SeatRules.MayHoldASeat(to),
            path.OwnershipOf(seat)?.PersonId == to.Id ? new TransferGoesToTheOwner(to.Name) : null,
            SitsInTheOtherSeat(path, seat, to),
            waitsFor is not null ? new TransferWaitsAlready(seat, waitsFor.Name) : null,
        }.OfType<Refusal>(),
    ];

    /// <summary>Whether the person a seat was offered to may take it now.</summary>
    public static Refusal? MayAccept(RecoveryPath path, PathSeat seat, PersonStanding person) =>
        path.PendingTransferOf(seat) is null ? new NoTransferWaits(seat)
        : SeatRules.MayHoldASeat(person) ?? SitsInTheOtherSeat(path, seat, person);

    /// <summary>One person never holds both seats .</summary>
    private static OnePersonInBothSeats? SitsInTheOtherSeat(RecoveryPath path, PathSeat seat, PersonStanding person) =>
        path.OwnershipOf(RecoveryPath.Other(seat))?.PersonId == person.Id ? new OnePersonInBothSeats(person.Name) : null;
}
