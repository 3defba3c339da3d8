using GovernanceConsole.Policy;
using GovernanceConsole.Requests;

namespace GovernanceConsole.Tests.Requests;

public sealed class ChecklistTests
{
    private static readonly DateTimeOffset Executed = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = Executed.AddDays(3);

    [Fact]
    public void Of_AReset_LooksForTheTypicalAbuse() => Assert.Equal(
        [PostCheckKind.SessionsEnded, PostCheckKind.PrivilegedMembership, PostCheckKind.MailboxRule, PostCheckKind.SecretIssued, PostCheckKind.FactorOrDevice, PostCheckKind.UnexpectedUse],
        KindsOf("K01", SubjectClass.Standard, SubjectKind.Person));

    [Fact]
    public void Of_AnUnlock_WhichIssuesNothing_LooksForUnexpectedUse() =>
        Assert.Equal([PostCheckKind.UnexpectedUse], KindsOf("K02", SubjectClass.Standard, SubjectKind.Person));

    [Fact]
    public void Of_AnOffboarding_LooksForTheSpecialLogAndUseAfterRemoval() =>
        Assert.Equal([PostCheckKind.SpecialLog, PostCheckKind.UseAfterRemoval, PostCheckKind.UnexpectedUse], KindsOf("K08", SubjectClass.Contractor, SubjectKind.Person));

    [Fact]
    public void Of_AMachineIdentity_HasNeitherMailboxNorFactor() => Assert.Equal(
        [PostCheckKind.FirstLook, PostCheckKind.SessionsEnded, PostCheckKind.PrivilegedMembership, PostCheckKind.SecretIssued, PostCheckKind.SpecialLog, PostCheckKind.UnexpectedUse],
        KindsOf("K10", SubjectClass.Service, SubjectKind.MachineIdentity));

    [Fact]
    public void Of_ASharedMailbox_LooksForRulesThoughItIsNoPerson() =>
        Assert.Contains(PostCheckKind.MailboxRule, KindsOf("K09", SubjectClass.Service, SubjectKind.MachineIdentity));

    [Fact]
    public void Of_ARestoredServiceAccount_HasAFirstLookSoonAfter()
    {
        var list = Of("K10", SubjectClass.Service, SubjectKind.MachineIdentity);

        Assert.Equal(Executed.AddMinutes(15), list.Single(c => c.Kind == PostCheckKind.FirstLook).CountsFrom);
        Assert.Equal(Until, list.Single(c => c.Kind == PostCheckKind.UnexpectedUse).CountsFrom);
        Assert.Equal(Executed, list.Single(c => c.Kind == PostCheckKind.SessionsEnded).CountsFrom);
    }

    /// <summary>Whatever the policy offers is looked at afterwards.</summary>
    [Fact]
    public void Of_EveryRuleOfThePolicy_IsNeverEmpty() => Assert.All(PolicyDocument.Default.Rules, rule => Assert.NotEmpty(KindsOf(rule.Kind, rule.Class!.Value, SubjectKind.Person)));

    private static IReadOnlyList<(PostCheckKind Kind, DateTimeOffset CountsFrom)> Of(string kind, SubjectClass subject, SubjectKind whose) =>
        Checklist.Of(RequestRouting.Decide(PolicyDocument.Default, 1, new RoutingFacts(kind, subject), Executed).Value, whose, Executed, Until);

    private static IEnumerable<PostCheckKind> KindsOf(string kind, SubjectClass subject, SubjectKind whose) => Of(kind, subject, whose).Select(c => c.Kind).Order();
}
