using GovernanceConsole.Policy;

namespace GovernanceConsole.Tests.Policy;

[Trait("row", "R-048")]
public sealed class IndependentSignalsTests
{
    private static readonly CountedSignal Code = Signal("V03", SignalStrength.Strong, SignalChannel.RecoveryCode, SignalCustody.KeptCode, confirmed: true);
    private static readonly CountedSignal CallBack = Signal("V05", SignalStrength.Strong, SignalChannel.CallBack, SignalCustody.PhoneLine);
    private static readonly CountedSignal Sms = Signal("V04", SignalStrength.Strong, SignalChannel.Sms, SignalCustody.PhoneLine, confirmed: true);
    private static readonly CountedSignal Mail = Signal("V04", SignalStrength.Strong, SignalChannel.Mail, SignalCustody.Mailbox, confirmed: true);
    private static readonly CountedSignal Site = Signal("V06", SignalStrength.PresenceGrade, SignalChannel.InPerson, SignalCustody.PhotoDocument);
    private static readonly CountedSignal Record = Signal("V11", SignalStrength.Corroborating, SignalChannel.SourceRecord, SignalCustody.SourceSystem, confirmed: true);
    private static readonly CountedSignal Manager = Signal("V10", SignalStrength.Corroborating, SignalChannel.Console, SignalCustody.Manager, confirmed: true) with { OneOfTheSet = true };

    private static readonly SignalDemand Moderate = new() { Independent = 2, Strong = 1, SystemConfirmed = true };
    private static readonly SignalDemand High = new() { Independent = 2, Strong = 2, SystemConfirmed = true };
    private static readonly SignalDemand Critical = new() { Independent = 3, Strong = 2, PresenceGrade = 1, SystemConfirmed = true };

    [Fact]
    public void OneSignal_HoweverStrong_IsNotEnoughForTwo() => Assert.False(Best(Moderate, Site).Satisfies(Moderate));

    [Fact]
    public void TwoOutOfOneHand_AreOne() => Assert.Single(Best(High, CallBack, Sms).Counted);

    [Fact]
    public void TwoByOneChannel_AreOne() =>
        Assert.Single(Best(High, Mail, Signal("V99", SignalStrength.Strong, SignalChannel.Mail, SignalCustody.Vendor)).Counted);

    [Fact]
    public void TwoStrong_OfTwoHandsAndChannels_AreEnoughForHigh() => Assert.True(Best(High, Code, CallBack).Satisfies(High));

    [Fact]
    public void OneStrongAndOneThatBacksItUp_AreEnoughForModerate_AndNotForHigh()
    {
        Assert.True(Best(Moderate, CallBack, Record).Satisfies(Moderate));
        Assert.False(Best(High, CallBack, Record).Satisfies(High));
    }

    [Fact]
    public void SignalsThatOnlyBackUp_HoweverMany_AreNeverEnough()
    {
        var demand = new SignalDemand { Independent = 2 };

        Assert.False(Best(demand, Record, Manager).Satisfies(demand));
    }

    [Fact]
    [Trait("row", "R-195")]
    public void SignalsOnTheAgentsWordAlone_AreNotEnough_WhereOneMustBeConfirmed()
    {
        Assert.False(Best(High, CallBack, Site).Satisfies(High));
        Assert.True(Best(High, CallBack, Site, Code).Satisfies(High));
    }

    [Fact]
    public void Presence_WhereItIsAskedFor_CannotBeReplacedByMoreStrongOnes()
    {
        Assert.False(Best(Critical, Code, CallBack, Mail).Satisfies(Critical));
        Assert.True(Best(Critical, Code, CallBack, Site).Satisfies(Critical));
    }

    /// <summary>A choice that takes the first that comes would take the call-back and find the line taken for the message.</summary>
    [Fact]
    public void Choice_LooksForTheSetThatSatisfies_NotForTheFirst()
    {
        var demand = new SignalDemand { Independent = 2, Strong = 2, Named = ["V04"] };

        Assert.True(Best(demand, CallBack, Sms, Code).Satisfies(demand));
    }

    [Fact]
    public void NamedSignals_MustBeAmongThem()
    {
        var demand = new SignalDemand { Independent = 2, Strong = 2, Named = ["V14", "V15"] };
        var owner = Signal("V14", SignalStrength.Strong, SignalChannel.OwnerSignIn, SignalCustody.Owner, confirmed: true);

        Assert.Equal(["V15"], Best(demand, owner, Code).MissingNamed(demand));
        Assert.True(Best(demand, owner, Signal("V15", SignalStrength.Strong, SignalChannel.Platform, SignalCustody.Workload, confirmed: true)).Satisfies(demand));
    }

    [Fact]
    public void OfSignalsThatCountOnceInTheSet_OneCounts()
    {
        var second = Manager with { Code = "V98", Channel = SignalChannel.VendorContact, Custody = SignalCustody.Vendor };

        Assert.Equal(2, Best(Critical, Manager, second, Code).Counted.Count);
    }

    [Fact]
    public void NoSignals_SatisfyNothing() => Assert.False(Best(new SignalDemand { Independent = 1 }).Satisfies(new SignalDemand { Independent = 1 }));

    private static SignalTally Best(SignalDemand demand, params CountedSignal[] signals) => IndependentSignals.Best(signals, demand);

    private static CountedSignal Signal(string code, SignalStrength strength, SignalChannel channel, SignalCustody custody, bool confirmed = false) =>
        new(code, strength, channel, custody, confirmed, OneOfTheSet: false);
}
