using GovernanceConsole.Identity;
using GovernanceConsole.Requests;

namespace GovernanceConsole.Tests.Requests;

[Trait("row", "D9")]
public sealed class VoteCountTests
{
    private static readonly PersonId Anna = new(Guid.CreateVersion7());
    private static readonly PersonId Bert = new(Guid.CreateVersion7());

    [Fact]
    public void NoVotes_Wait() => Assert.Equal(VoteOutcome.Waits, VoteCount.Of([], 1));

    [Fact]
    public void OneSeat_TakesOneVote() => Assert.Equal(VoteOutcome.Approved, VoteCount.Of([Yes(Anna, 0)], 1));

    [Fact]
    [Trait("row", "D1")]
    public void TwoSeats_TakeTwoPeople_NotOneForBoth()
    {
        Assert.Equal(VoteOutcome.Waits, VoteCount.Of([Yes(Anna, 0, 1)], 2));
        Assert.Equal(VoteOutcome.Waits, VoteCount.Of([Yes(Anna, 0, 1), Yes(Anna, 0, 1)], 2));
        Assert.Equal(VoteOutcome.Approved, VoteCount.Of([Yes(Anna, 0, 1), Yes(Bert, 0, 1)], 2));
    }

    /// <summary>Whoever came first and may fill both makes room for the one who may fill only theirs.</summary>
    [Fact]
    public void Seats_AreGivenSoThatMostAreFilled()
    {
        Assert.Equal(VoteOutcome.Approved, VoteCount.Of([Yes(Anna, 0, 1), Yes(Bert, 0)], 2));
        Assert.Equal([1], VoteCount.OpenSeats([Yes(Bert, 0)], 2));
    }

    [Fact]
    [Trait("row", "D10")]
    public void AVoteWithoutASeat_CountsNeitherForNorAgainst()
    {
        Assert.Equal(VoteOutcome.Waits, VoteCount.Of([Yes(Anna)], 1));
        Assert.Equal(VoteOutcome.Approved, VoteCount.Of([No(Anna), Yes(Bert, 0)], 1));
    }

    [Fact]
    public void OneNo_Rejects_AndLaterApprovalsDoNotUndoIt() => Assert.Equal(VoteOutcome.Rejected, VoteCount.Of([No(Anna, 0), Yes(Bert, 0)], 1));

    [Fact]
    public void ANoAfterTheLastApproval_ComesTooLate() => Assert.Equal(VoteOutcome.Approved, VoteCount.Of([Yes(Bert, 0), No(Anna, 0)], 1));

    [Fact]
    public void NoSeats_AreNeverFilledByVotes() => Assert.Equal(VoteOutcome.Waits, VoteCount.Of([Yes(Anna)], 0));

    private static StandingVote Yes(PersonId person, params int[] seats) => new(person, Approves: true, seats);

    private static StandingVote No(PersonId person, params int[] seats) => new(person, Approves: false, seats);
}
