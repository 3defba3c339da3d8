using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class DeskRulesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly PersonId Lead = PersonId.From(Guid.CreateVersion7());
    private static readonly PersonId Accountable = PersonId.From(Guid.CreateVersion7());
    private static readonly VendorContract Contract = new("C-12", "7.3", Accountable, Today);

    [Fact]
    [Trait("row", "R-177")]
    public void MayBeUsed_AnOwnDesk_WithoutAnyContract() => Assert.Null(DeskRules.MayBeUsed(Standing(null), Today));

    [Fact]
    [Trait("row", "R-177")]
    public void MayBeUsed_OnTheLastDayOfTheContract_IsAllowed() => Assert.Null(DeskRules.MayBeUsed(Standing(Contract), Today));

    [Fact]
    [Trait("row", "R-177")]
    public void MayBeUsed_OnTheDayAfterTheContract_IsRefusedAsContractHasEnded() =>
        Assert.IsType<ContractHasEnded>(DeskRules.MayBeUsed(Standing(Contract), Today.AddDays(1)));

    [Theory]
    [InlineData(nameof(VendorContract.Reference), "its reference")]
    [InlineData(nameof(VendorContract.Clause), "the clause on accountability")]
    [InlineData(nameof(VendorContract.AccountableId), "the accountable person")]
    [InlineData(nameof(VendorContract.EndsOn), "its end")]
    [Trait("row", "R-177")]
    public void MayBeUsed_WithAPartOfTheContractMissing_IsRefusedAsContractIsIncompleteAndNamesIt(string part, string words)
    {
        var contract = part switch
        {
            nameof(VendorContract.Reference) => Contract with { Reference = null },
            nameof(VendorContract.Clause) => Contract with { Clause = null },
            nameof(VendorContract.AccountableId) => Contract with { AccountableId = null },
            _ => Contract with { EndsOn = null },
        };

        var refusal = Assert.IsType<ContractIsIncomplete>(DeskRules.MayBeUsed(Standing(contract), Today));

        Assert.Equal([words], refusal.Missing);
    }

    [Fact]
    [Trait("row", "R-177")]
    public void MayBeUsed_WithoutAnythingOfTheContract_NamesEveryPartAtOnce() =>
        Assert.Equal(4, Assert.IsType<ContractIsIncomplete>(DeskRules.MayBeUsed(Standing(new(null, null, null, null)), Today)).Missing.Count);

    [Fact]
    public void Check_ACompleteOwnDesk_FindsNothing() => Assert.Empty(DeskRules.Check(Own(), Today, null));

    [Fact]
    public void Check_AnOutsourcedDeskWithoutAVendor_IsRefusedAsOutsourcedDeskHasNoVendor() =>
        DeskRules.Check(Own() with { Kind = DeskKind.Outsourced }, Today, null).RefusedAs<OutsourcedDeskHasNoVendor>();

    [Fact]
    public void Check_AnOwnDeskWithAVendor_IsRefusedAsOwnDeskHasAVendor() =>
        DeskRules.Check(Own() with { VendorId = VendorId.From(Guid.CreateVersion7()) }, Today, null).RefusedAs<OwnDeskHasAVendor>();

    [Fact]
    public void Check_AnOwnDeskWithAContract_IsRefusedAsOwnDeskHasAVendor() =>
        DeskRules.Check(Own() with { Contract = Contract }, Today, null).RefusedAs<OwnDeskHasAVendor>();

    [Fact]
    public void Check_HoursOnNoDay_AreRefusedAsWorkingHoursNameNoDay() =>
        DeskRules.Check(Own() with { Hours = new(WeekDays.None, new(8, 0), new(17, 0)) }, Today, null).RefusedAs<WorkingHoursNameNoDay>();

    [Fact]
    public void Check_AZoneNobodyKnows_IsRefusedAsTimeZoneIsUnknown() =>
        DeskRules.Check(Own() with { Hours = new(WeekDays.Monday, new(8, 0), new(17, 0), "Europe/Atlantis") }, Today, null).RefusedAs<TimeZoneIsUnknown>();

    [Fact]
    public void Check_AContractThatEndsToday_FindsNothing() => Assert.Empty(DeskRules.Check(Outsourced(Today), Today, null));

    [Fact]
    public void Check_AContractThatEndedYesterday_IsRefusedAsContractHasEnded() =>
        DeskRules.Check(Outsourced(Today.AddDays(-1)), Today, null).RefusedAs<ContractHasEnded>();

    [Fact]
    public void Check_AContractThatEndedAndIsStoredSo_FindsNothing() =>
        Assert.Empty(DeskRules.Check(Outsourced(Today.AddDays(-1)), Today, Today.AddDays(-1)));

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void Check_AClauseOfSomeLength_IsRefusedAsTextIsTooLongBeyondTheLimit(int length, bool accepted)
    {
        var found = DeskRules.Check(Outsourced(Today) with { Contract = Contract with { Clause = new string('x', length) } }, Today, null);

        if (accepted)
            Assert.Empty(found);
        else
            found.RefusedAs<TextIsTooLong>();
    }

    private static DeskStanding Standing(VendorContract? contract) =>
        new(DeskId.From(Guid.CreateVersion7()), "Night desk", contract is null ? DeskKind.Own : DeskKind.Outsourced, DeskDecisionMode.ExecutorOnly, Lead, VendorId: null, contract);

    private static DeskFacts Own() => new("Night desk", DeskKind.Own, VendorId: null, Lead, Hours: null, Contract: null);

    private static DeskFacts Outsourced(DateOnly endsOn) =>
        new("Night desk", DeskKind.Outsourced, VendorId.From(Guid.CreateVersion7()), Lead, Hours: null, Contract with { EndsOn = endsOn });
}
