using GovernanceConsole.Identity;
using GovernanceConsole.Storage;

namespace GovernanceConsole.RecoveryPaths;

public sealed record OnePersonInBothSeats(string Name) : Refusal
{
    public override string Sentence => $"{Name} would be control owner and risk owner of the same path. The two seats need two people.";

    public override string Rule => "R-003";
}

public sealed record OwnershipCannotBeBackdated(DateOnly StartsOn) : Refusal
{
    public override string Sentence => $"Ownership cannot begin on {DateText.Of(StartsOn)}: that day is past, and who was accountable then is history. It begins when it is assigned.";

    public override string Rule => "R-005";

    public override string Field => "StartsOn";
}

public sealed record OwnershipBeginsWhenAssigned(DateOnly StartsOn) : Refusal
{
    public override string Sentence => $"Ownership begins when it is assigned. Assign it on {DateText.Of(StartsOn)}, or leave the day empty to begin now.";

    public override string Rule => "R-005";

    public override string Field => "StartsOn";
}

/// <summary>A seat passes from person to person only with the next one's word.</summary>
public sealed record SeatIsTaken(PathSeat Seat, string Holder) : Refusal
{
    public override string Sentence => $"{Holder} is the {PathWords.Of(Seat)}. Propose a transfer; it takes effect when the next owner accepts.";

    public override string Rule => "R-017";
}

public sealed record TransferGoesToTheOwner(string Name) : Refusal
{
    public override string Sentence => $"{Name} holds this seat already.";

    public override string Rule => "R-017";
}

public sealed record TransferWaitsAlready(PathSeat Seat, string To) : Refusal
{
    public override string Sentence => $"A transfer of this seat waits for {To}. Withdraw it first: the {PathWords.Of(Seat)} seat is offered to one person at a time.";

    public override string Rule => "R-017";
}

public sealed record NoTransferWaits(PathSeat Seat) : Refusal
{
    public override string Sentence => $"No transfer of the {PathWords.Of(Seat)} seat waits for an answer any more.";

    public override string Rule => "R-017";
}

public sealed record AreaIsOwned(ControlArea Area, string Holder) : Refusal
{
    public override string Sentence => $"{Holder} owns the area {PathWords.Of(Area)}. End that first; one person answers for an area.";

    public override string Rule => "R-013";
}

public sealed record AreaIsNotOwned(ControlArea Area) : Refusal
{
    public override string Sentence => $"Nobody owns the area {PathWords.Of(Area)} at present.";

    public override string Rule => "R-013";
}
