using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

public sealed class SignalContactRulesTests
{
    private static readonly DateTimeOffset Now = TestConsole.Start;
    private static readonly Duration Week = Duration.Days(7);

    /// <summary>The later of what was done to the contact and what was done through the console; for a call-back to the previous contact the contact alone.</summary>
    [Theory]
    [InlineData(CallBack.Required, SignalChannel.CallBack, -3, -1, 6)]
    [InlineData(CallBack.Required, SignalChannel.CallBack, -1, -3, 6)]
    [InlineData(CallBack.Required, SignalChannel.CallBack, null, -3, 4)]
    [InlineData(CallBack.Required, SignalChannel.CallBack, -3, null, 4)]
    [InlineData(CallBack.Required, SignalChannel.CallBack, null, null, null)]
    [InlineData(CallBack.PreviousContact, SignalChannel.CallBack, -3, -1, 4)]
    [InlineData(CallBack.PreviousContact, SignalChannel.CallBack, null, -1, 6)]
    [InlineData(CallBack.PreviousContact, SignalChannel.Mail, -3, -1, 6)]
    [InlineData(CallBack.None, null, null, -1, 6)]
    public void CountsFrom_WhatWasChanged_IsAfterTheCoolingOffOfTheLastChangeThatMatters(CallBack callBack, SignalChannel? channel, int? contact, int? executed, int? from) =>
        Assert.Equal(At(from), SignalContactRules.CountsFrom(Week, callBack, channel, At(contact), At(executed)));

    [Fact]
    public void CountsFrom_WherePolicyKnowsNoCoolingOff_IsAtOnce() =>
        Assert.Null(SignalContactRules.CountsFrom(coolingOff: null, CallBack.Required, SignalChannel.CallBack, Now, Now));

    /// <summary>The identity provider sent the code and has its own record of the address; a call-back is made by people.</summary>
    [Fact]
    public void MayGoTo_WithoutAContact_IsOpenToASystemThatNamesItsRecord_ExceptForACallBack()
    {
        Assert.Null(Reported("V04", SignalChannel.Mail, "IDP-EV-99"));
        Assert.IsType<SourceRecordIsMissing>(Reported("V04", SignalChannel.Mail, " "));
        Assert.IsType<NoContactOfRecord>(Reported("V05", SignalChannel.CallBack, "PBX-12"));

        static Refusal? Reported(string code, SignalChannel channel, string reference) => SignalContactRules.MayGoTo(
            ForAPerson(), PolicyDocument.Default.FindSignal(code)!, channel, named: null, reference, known: [], CallBack.Required, Week, verifier: null, Now);
    }

    [Fact]
    public void NewestChange_OfWhatASystemMayHaveReached_LeavesOutFormerContactsAndOtherKinds()
    {
        var mail = PolicyDocument.Default.FindSignal("V04")!;
        ContactStanding[] known =
        [
            Contact(ContactKind.RecoveryAddress, Now.AddDays(-9)), Contact(ContactKind.RecoveryAddress, Now.AddDays(-4)), Contact(ContactKind.RecoveryAddress, Now.AddDays(-1), ended: Now), Contact(ContactKind.Phone, Now),
        ];

        Assert.Equal(Now.AddDays(-4), SignalContactRules.NewestChange(mail, SignalChannel.Mail, known));
        Assert.Equal(Now, SignalContactRules.NewestChange(mail, SignalChannel.Sms, known));
        Assert.Null(SignalContactRules.NewestChange(mail, SignalChannel.Mail, []));
        Assert.Null(SignalContactRules.NewestChange(PolicyDocument.Default.FindSignal("V03")!, SignalChannel.RecoveryCode, known));
    }

    private static DateTimeOffset? At(int? days) => days is { } d ? Now.AddDays(d) : null;

    private static ContactStanding Contact(ContactKind kind, DateTimeOffset changed, DateTimeOffset? ended = null) =>
        new(ContactId.From(Guid.CreateVersion7()), PersonId.From(Guid.CreateVersion7()), kind, "•••• 01", "Directory", changed, ended, RecordedBy: null);

    private static Request ForAPerson()
    {
        var intake = new RequestIntake(
            SubjectKind.Person, PersonId.From(Guid.CreateVersion7()), SubjectReference: null, Requester: null, "Sam", IntakeChannel.Phone, Desk: null, Ticket: null, Urgency: null, Tags: "", EnteredBy: null, "idp");
        return Request.Submit(
            RequestId.From(Guid.CreateVersion7()), "REQ-2026-000001", whole: null, intake, new RequestContent { Kind = "K01", Effect = "Sam can sign in again." }, new RequestPlace(null, SubjectClass.Standard), route: null,
            Now.AddDays(7), Now);
    }
}
