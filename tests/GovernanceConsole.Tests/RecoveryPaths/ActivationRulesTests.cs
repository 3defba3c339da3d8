using System.Reflection;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.RecoveryPaths;

/// <summary>What no use case lets happen, and data from elsewhere may still say.</summary>
public sealed class ActivationRulesTests
{
    private static readonly PersonStanding Ada = new(PersonId.From(Guid.CreateVersion7()), "Ada", DirectoryEntryKind.Individual, MayAct: true, LeftAt: null);

    [Fact]
    [Trait("row", "R-003")]
    public void OnePersonInBothSeats_IsMissingASecondPerson()
    {
        var path = Path();
        var ownerships = (List<Ownership>)typeof(RecoveryPath).GetField("_ownerships", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(path)!;
        foreach (var seat in Enum.GetValues<PathSeat>())
            ownerships.Add(new Ownership(OwnershipId.From(Guid.CreateVersion7()), path.Id, seat, Ada.Id, TestConsole.Start, new DateOnly(2026, 9, 1), policyVersion: 1));

        var missing = Missing(path);

        Assert.Contains(new OnePersonHoldsBothSeats("Ada"), missing);
        Assert.DoesNotContain(missing, m => m is OwnerIsMissing);
    }

    [Fact]
    [Trait("row", "R-002")]
    public void NoReach_IsMissing()
    {
        var path = Path();
        path.DescribeReach(new ReachDescription([], null, []));

        Assert.Contains(new ReachIsMissing(), Missing(path));
    }

    [Fact]
    [Trait("row", "R-004")]
    public void NobodyAccountable_IsMissingForEveryActivity()
    {
        var path = Path();
        path.SetResponsibilities([]);

        Assert.Equal(Enum.GetValues<Activity>(), Missing(path).OfType<AccountableIsMissing>().Select(m => m.Activity));
    }

    [Fact]
    public void Path_WithOnePersonInBothSeats_CannotBeMadeByTheEntityEither()
    {
        var path = Path();
        path.Fill(OwnershipId.From(Guid.CreateVersion7()), PathSeat.Control, Ada.Id, TestConsole.Start, default, PolicyInForce.First);

        Assert.Throws<InvalidOperationException>(() => path.Fill(OwnershipId.From(Guid.CreateVersion7()), PathSeat.Risk, Ada.Id, TestConsole.Start, default, PolicyInForce.First));
    }

    private static List<MissingForActivation> Missing(RecoveryPath path) =>
        ActivationRules.WhatIsMissing(path, new Dictionary<PersonId, PersonStanding> { [Ada.Id] = Ada }, new HashSet<ControlArea>(), new DateOnly(2026, 3, 2));

    private static RecoveryPath Path() => RecoveryPath.Register(
        RecoveryPathId.From(Guid.CreateVersion7()),
        "RP-0001",
        new PathDescription("Reset", PathType.Phone, Lane.GovernedRecovery, RiskLevel.Low, [IntakeChannel.Phone], [RequestKind.PasswordReset], DesignedBy.Iam, Ada.Id, null, null, []),
        new ReachDescription([ReachKind.Accounts], "The directory.", []),
        TestConsole.Start);
}
