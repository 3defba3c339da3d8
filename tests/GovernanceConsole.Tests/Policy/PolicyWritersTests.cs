using GovernanceConsole.Identity;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Tests.Policy;

[Trait("row", "R-052")]
public sealed class PolicyWritersTests
{
    private static readonly PolicyDocument Earlier = PolicyDocument.Default.With(new NotOffered("K06-STD", NotOfferedBecause.Denied)) with { Limits = Limits.Default with { SignOffDays = 120 } };

    [Fact]
    public void Part_OfAnEarlierVersion_IsWhatTheRoleMayWriteAndNothingElse()
    {
        Assert.Equal(PolicyDocument.Default with { Limits = Earlier.Limits }, PartFor(Role.Governance));
        Assert.Equal(Earlier with { Limits = Limits.Default }, PartFor(Role.IamPolicy));
        Assert.Equal(Earlier, PartFor(Role.Governance, Role.IamPolicy));
        Assert.Equal(PolicyDocument.Default, PartFor(Role.DeskLead));
    }

    /// <summary>What a page takes over is never refused by the rule.</summary>
    [Fact]
    public void Part_TakenOver_MayBeWritten() =>
        Assert.All(Enum.GetValues<Role>(), role => Assert.Empty(PolicyRules.MayWrite(PolicyDocument.Default, PartFor(role), new HashSet<Role> { role })));

    private static PolicyDocument PartFor(params Role[] roles) => PolicyWriters.PartOf(Earlier, PolicyDocument.Default, roles.ToHashSet());
}
