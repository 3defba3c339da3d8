using GovernanceConsole.Policy;

namespace GovernanceConsole.Tests.Policy;

/// <summary>Every cell of the published table (requirements 7.5 and 7.7), as the shipped policy says it in its own words.</summary>
[Trait("row", "R-022")]
public sealed class DefaultPolicyTests
{
    private static readonly Dictionary<string, string> Signals = new(StringComparer.Ordinal)
    {
        ["2 independent strong"] = "2 independent strong signals, confirmed by a system or a second person",
        ["3 independent, 2+ strong, 1 presence-grade"] = "3 independent signals, 2 or more of them strong, 1 of them presence-grade, confirmed by a system or a second person",
        ["2 independent, 1+ strong and system-confirmed"] = "2 independent signals, 1 or more of them strong, confirmed by a system or a second person",
        ["1 strong, system-confirmed"] = "1 strong signal, confirmed by a system or a second person",
        ["1 usable signal; speed first"] = "1 usable signal",
        ["HR or contract trigger from source system, else 2 independent"] = "2 independent signals, confirmed by a system or a second person, or a trigger from HR or contract instead",
        ["2 independent, 1+ strong, or legal or fraud order"] = "2 independent signals, 1 or more of them strong, confirmed by a system or a second person, or an order by legal or fraud instead",
        ["owner sign-in (presence-grade) + workload proof"] = "The owner of the machine identity signs in + Proof by the workload, 1 of them presence-grade, confirmed by a system or a second person",
        ["owner sign-in (presence-grade) + workload proof + second custodian"] = "The owner of the machine identity signs in + Proof by the workload + A second custodian signs in, 1 of them presence-grade, confirmed by a system or a second person",
        ["owner sign-in (strong) + record match"] = "The owner of the machine identity signs in + Status in HR, contract or customer register matches, confirmed by a system or a second person",
        ["owner sign-in (strong) + record match, or retirement trigger"] = "The owner of the machine identity signs in + Status in HR, contract or customer register matches, confirmed by a system or a second person, or its retirement instead",
        ["1 presence-grade by a pre-enrolled holder, plus incident reference"] = "1 presence-grade signal, confirmed by a system or a second person, by a holder enrolled beforehand, with the reference of an incident",
    };

    /// <summary>By the two columns on approval; * stands for the codes of the second.</summary>
    private static readonly Dictionary<string, string> Approvals = new(StringComparer.Ordinal)
    {
        ["none"] = "none",
        ["none (call-back may serve as a signal)"] = "a call-back may serve as a signal",
        ["call-back"] = "call-back",
        ["call-back to the previous contact"] = "call-back to the previous contact",
        ["call-back + 1 approval"] = "call-back, approved by *",
        ["call-back + dual approval"] = "call-back, approved by *",
        ["1 approval"] = "approved by *",
        ["dual approval"] = "approved by *",
        ["none for disable; 1 approval if early or disputed"] = "approved by * where it is early or disputed",
        ["1 approval, or HR trigger; second person confirms completeness"] = "approved by *, or a trigger from HR or contract instead, a second person confirms that it is complete",
        ["dual approval + owner confirmation on another channel"] = "the owner confirms on another channel, approved by *",
        ["dual approval; declared outage: 1 approver + duty manager, confirmed later"] = "approved by *, in a declared outage one of them with the duty manager, the rest confirm afterwards",
        ["none before; reversal needs 1 approval"] = "undone only with approval by *",
    };

    private static readonly Dictionary<string, string> Durations = new(StringComparer.Ordinal)
    {
        ["temporary credential 60 min, single use"] = "usable for 60 min, once",
        ["15 min, single use"] = "usable for 15 min, once",
        ["code 10 min (SMS/voice) or 24 h (email)"] = "usable for 10 min, once; by e-mail for 24 h",
        ["immediate, nothing issued"] = "nothing is issued",
        ["enrolment window 60 min; old factor off at once"] = "usable for 60 min; the former is off at once",
        ["15 min; old factor off at once"] = "usable for 15 min; the former is off at once",
        ["new contact unusable as a signal for 7 d"] = "the new one is no signal for 7 d",
        ["new contact unusable as a signal for 30 d"] = "the new one is no signal for 30 d",
        ["new factor unusable for recovery for 7 d"] = "the new one is no signal for 7 d",
        ["new factor unusable for recovery for 30 d"] = "the new one is no signal for 30 d",
        ["24 h, then on again automatically"] = "at most 24 h; then on again by itself",
        ["4 h, then on again automatically"] = "at most 4 h; then on again by itself",
        ["first credential 24 h; review in 90 d"] = "usable for 24 h; looked at again after 90 d",
        ["first credential 4 h; review in 30 d"] = "usable for 4 h; looked at again after 30 d",
        ["first credential 24 h; ends with contract"] = "usable for 24 h; not past the contract",
        ["disable within 1 h of trigger; shared secrets rotated in 24 h"] = "done within 1 h; secrets replaced within 24 h",
        ["disable within 15 min; secrets rotated in 4 h"] = "done within 15 min; secrets replaced within 4 h",
        ["disable within 24 h of retirement; secret destroyed"] = "done within 24 h; the secret is destroyed",
        ["24 h for the recovering person; then delegates of record only"] = "at most 24 h; then only those on record",
        ["mailbox secret rotated within 24 h; consumers of record only"] = "secrets replaced within 24 h; then only those on record",
        ["secret rotated within 24 h of restore"] = "secrets replaced within 24 h",
        ["90 d static; 1 h or task end if dynamic"] = "at most 90 d; at most 1 h or until the task ends if dynamic",
        ["8 h"] = "at most 8 h",
        ["30 d"] = "at most 30 d",
        ["90 d"] = "at most 90 d",
        ["30 d and not past contract"] = "at most 30 d; not past the contract",
        ["90 d and not past contract"] = "at most 90 d; not past the contract",
        ["old and new overlap 24 h"] = "old and new overlap for 24 h",
        ["overlap 4 h"] = "old and new overlap for 4 h",
        ["8 h per activation; eligibility 90 d"] = "at most 8 h; eligible for 90 d",
        ["4 h per activation; eligibility 30 d"] = "at most 4 h; eligible for 30 d",
        ["365 d, review at 180 d"] = "at most 365 d; looked at again after 180 d",
        ["180 d, review at 90 d"] = "at most 180 d; looked at again after 90 d",
        ["not longer than the original; second extension is a new request"] = "not longer than before; once; again is a new request",
        ["30 d, once"] = "at most 30 d; once; again is a new request",
        ["4 h; hard cap 12 h, new approval each 4 h"] = "at most 4 h; renewed to 12 h and no further",
        ["24 h, then the normal kind must be completed"] = "at most 24 h; then the normal kind must follow",
        ["until reviewed"] = "until reviewed",
    };

    private static readonly Dictionary<string, string> Reviews = new(StringComparer.Ordinal)
    {
        ["monthly sample 5 %"] = "monthly sample of 5 %",
        ["monthly sample 10 %"] = "monthly sample of 10 %",
        ["weekly sample 25 %"] = "weekly sample of 25 %",
        ["1 BD"] = "within 1 working day",
        ["2 BD"] = "within 2 working days",
        ["5 BD"] = "within 5 working days",
        ["5 BD, every case"] = "within 5 working days, every case by itself",
        ["5 BD completeness check"] = "within 5 working days, whether it is complete",
        ["3 BD after re-enable"] = "within 3 working days after it is on again",
        ["open 1 BD, close 5 BD"] = "begun within 1 working day, done within 5 working days",
    };

    private static readonly Dictionary<string, string> Monitorings = new(StringComparer.Ordinal)
    {
        ["30 d for use after removal"] = "30 d, for use after removal",
        ["first check 15 min, then 14 d"] = "14 d, first check after 15 min",
        ["live + 14 d"] = "live, then 14 d",
    };

    private static readonly Dictionary<string, string> Lanes = new(StringComparer.Ordinal)
    {
        ["BF"] = "Break-fix",
        ["GR"] = "Governed recovery",
        ["GA"] = "Governed access",
        ["BG"] = "Break-glass",
        ["PA"] = "Protective",
    };

    public static TheoryData<string> Cells => [.. Table().Select(r => r.Rule)];

    [Fact]
    public void Policy_HasTheCellsOfTheTable_AndNoOther() =>
        Assert.Equal(Table().Select(r => r.Rule), PolicyDocument.Default.Rules.Select(r => r.Id));

    [Theory]
    [MemberData(nameof(Cells))]
    [Trait("row", "R-038")]
    public void Cell_OfTheTable_IsWhatThePolicyDemands(string cell)
    {
        var row = Table().Single(r => r.Rule == cell);
        var rule = PolicyDocument.Default.FindRule(cell)!;

        Assert.Equal(Lanes[row.Lane], LaneText.Of(rule.Lane));
        Assert.Equal(row.Level, DemandText.OfLevel(rule.Lane, rule.Level), ignoreCase: true);
        Assert.Equal(Signals[row.Signals], DemandText.Of(rule.Signals, PolicyDocument.Default));
        var codes = row.Approvers
            .Replace("any authorised agent, owner, SecOps; reversal: ", "", StringComparison.Ordinal).Replace(" + ", " and ", StringComparison.Ordinal)
            .Replace(" (MGR confirms need)", "", StringComparison.Ordinal);
        var need = row.Approvers.Contains("MGR confirms need", StringComparison.Ordinal) ? ", MGR confirms the need" : "";
        Assert.Equal(Approvals[row.Approval].Replace("*", codes, StringComparison.Ordinal) + need, DemandText.Of(rule.Approval));
        Assert.Equal(Durations[row.Duration], DemandText.Of(rule.Validity));
        Assert.Equal(Reviews[row.Review], DemandText.Of(rule.Review));
        Assert.Equal(Monitorings.GetValueOrDefault(row.Monitoring, row.Monitoring), DemandText.Of(rule.Monitoring));
    }

    /// <summary>The cells of 7.5 that hold no lane.</summary>
    [Theory]
    [InlineData("K06-PRV", NotOfferedBecause.Denied, "K03 K17")]
    [InlineData("K06-TPY", NotOfferedBecause.Denied, "K03")]
    [InlineData("K17-EXE", NotOfferedBecause.Denied, "")]
    [InlineData("K17-CON", NotOfferedBecause.Denied, "")]
    [InlineData("K17-TPY", NotOfferedBecause.Denied, "")]
    [InlineData("K01-SVC", NotOfferedBecause.UseAnotherKind, "K12")]
    [InlineData("K02-SVC", NotOfferedBecause.UseAnotherKind, "K10")]
    [InlineData("K07-SVC", NotOfferedBecause.UseAnotherKind, "K11")]
    public void Cell_WithoutALane_SaysWhyAndWhatServesInstead(string cell, NotOfferedBecause because, string instead)
    {
        var found = PolicyDocument.Default.NotOffered.Single(n => n.Cell == cell);

        Assert.Equal((because, instead), (found.Because, string.Join(' ', found.Instead ?? [])));
    }

    [Fact]
    public void Cells_ThatDoNotOccur_AreTheOthers() => Assert.Equal(16, PolicyDocument.Default.NotOffered.Count(n => n.Because == NotOfferedBecause.DoesNotOccur));

    [Fact]
    [Trait("row", "R-027")]
    public void Policy_HoldsTogether() => Expect.None(PolicyChecks.Check(PolicyDocument.Default).Select(r => r.Sentence));

    private static List<Row> Table() =>
    [
        .. File.ReadLines(RepositoryTree.At("tests", "GovernanceConsole.Tests", "Policy", "default-policy-table.txt")).Skip(1)
            .Select(line => line.Split(" | "))
            .Select(c => new Row(c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8])),
    ];

    private sealed record Row(string Rule, string Lane, string Level, string Signals, string Approval, string Approvers, string Duration, string Review, string Monitoring);
}
