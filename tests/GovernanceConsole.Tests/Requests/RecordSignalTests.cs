using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.ApiKeys;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

public sealed class RecordSignalTests
{
    [Fact]
    public async Task Record_OneStrongSignal_IsNotEnough_AndNothingGoesOn()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id;

        var recorded = (await console.SignalAsync(request, "V03", SignalChannel.RecoveryCode)).Value;

        Assert.Equal((SignalStanding.Counts, RequestState.Verifying), (recorded.Standing, recorded.State));
        (await console.ExecuteAsync(request)).Refusals.RefusedAs<NotAtThisStage>();
    }

    [Fact]
    [Trait("row", "R-046")]
    public async Task Record_AllWeakSignals_CountNothing_HoweverMany()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync(console.Reset("K02"))).Id;

        foreach (var code in new[] { "W01", "W02", "W03", "W04", "W05", "W07", "W09", "W10" })
            Assert.Equal(SignalStanding.Weak, (await console.SignalAsync(request, code, null)).Value.Standing);

        var found = await console.FindAsync(request);
        Assert.Equal((8, false, RequestState.Verifying), (found.Signals.Count, found.IsVerified, found.Row.State));
    }

    [Fact]
    [Trait("row", "R-046")]
    public async Task Record_KnowingFacts_IsRefusedAsSignalMustNotBeAsked()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.SignalAsync((await console.SubmittedAsync()).Id, "W06", null)).Refusals.RefusedAs<SignalMustNotBeAsked>();
    }

    [Theory]
    [InlineData("V77")]
    [InlineData("agent satisfied")]
    [InlineData("")]
    [Trait("row", "R-055")]
    public async Task Record_WhatIsNoSignalOfThePolicy_IsRefusedAsSignalIsUnknown(string code)
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.SignalAsync((await console.SubmittedAsync()).Id, code, null)).Refusals.RefusedAs<SignalIsUnknown>();
    }

    [Theory]
    [InlineData(SignalChannel.Mail)]
    [InlineData(null)]
    [Trait("row", "R-048")]
    public async Task Record_ASignalByAChannelItDoesNotHave_IsRefusedAsSignalComesAnotherWay(SignalChannel? channel)
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.SignalAsync((await console.SubmittedAsync()).Id, "V05", channel)).Refusals.RefusedAs<SignalComesAnotherWay>();
    }

    [Fact]
    [Trait("row", "R-048")]
    public async Task Record_ACodeByTheChannelTheRequestCameBy_DoesNotCount()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id;

        Assert.Equal(SignalStanding.SameAsTheRequest, (await console.SignalAsync(request, "V04", SignalChannel.Sms)).Value.Standing);
        Assert.Equal(SignalStanding.Counts, (await console.SignalAsync(request, "V04", SignalChannel.Mail)).Value.Standing);
    }

    [Fact]
    [Trait("row", "R-195")]
    public async Task Record_TwoStrongSignalsOnOneAgentsWord_IsNotEnough_UntilASecondPersonConfirmsOne()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id;
        _ = (await console.SignalAsync(request, "V06", SignalChannel.InPerson)).Value;
        var device = (await console.SignalAsync(request, "V09", SignalChannel.ManagedDevice)).Value;
        Assert.Equal(RequestState.Verifying, device.State);

        Assert.Equal(RequestState.Approved, (await console.ConfirmAsync(request, device.Id)).Value);
    }

    [Fact]
    public async Task Record_AFailedStrongSignal_StopsTheRequest_AndStaysOnRecord()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id;

        Assert.Equal(RequestState.Stopped, (await console.SignalAsync(request, "V03", SignalChannel.RecoveryCode, result: SignalResult.Failed)).Value.State);

        (await console.SignalAsync(request, "V03", SignalChannel.RecoveryCode)).Refusals.RefusedAs<NotAtThisStage>();
        Assert.Equal(SignalResult.Failed, Assert.Single((await console.FindAsync(request)).Signals).Result);
        Assert.Contains(await console.Use<InboxQueries>().UnreadAsync(console.Paths.Svea), i => i.Subject == "REQ-2026-000001 is stopped");
    }

    [Fact]
    [Trait("row", "R-073")]
    public async Task Record_ACallBackThatNobodyAnswered_IsNoPassAndNoFailure()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id;

        var recorded = (await console.SignalAsync(request, "V05", SignalChannel.CallBack, result: SignalResult.NotReached)).Value;

        Assert.Equal((SignalStanding.DidNotPass, RequestState.Verifying), (recorded.Standing, recorded.State));
    }

    [Fact]
    [Trait("row", "R-061")]
    public async Task Record_SignalsThatGoStale_DoNotCountFromTheirInstantOn()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id;
        _ = (await console.SignalAsync(request, "V03", SignalChannel.RecoveryCode)).Value;

        console.Clock.Advance(TimeSpan.FromHours(4) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(SignalStanding.Counts, Assert.Single((await console.FindAsync(request)).Signals).Standing);
        console.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(SignalStanding.Stale, Assert.Single((await console.FindAsync(request)).Signals).Standing);
    }

    [Fact]
    [Trait("row", "R-056")]
    public async Task Record_ASignalOnAContactThatWasChangedLately_DoesNotCount_AndSaysFromWhenOn()
    {
        await using var console = await RequestConsole.StartAsync();
        var change = await console.VerifiedAsync(console.Reset("K04"));
        _ = (await console.ExecuteAsync(change)).Value;
        var changedAt = console.Clock.GetUtcNow();

        var request = (await console.SubmittedAsync()).Id;
        Assert.Equal(SignalStanding.ContactIsNew, (await console.SignalAsync(request, "V04", SignalChannel.Mail)).Value.Standing);
        Assert.Equal(changedAt.AddDays(7), Assert.Single((await console.FindAsync(request)).Signals).CountsFrom);
    }

    [Fact]
    public async Task Record_ACallBackFromHighUpward_CountsOnlyByAnotherAgent()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync(console.Reset("K03"))).Id;

        Assert.Equal(SignalStanding.TakenByTheSameAgent, (await console.SignalAsync(request, "V05", SignalChannel.CallBack)).Value.Standing);
        Assert.Equal(SignalStanding.IsTheCallBack, (await console.SignalAsync(request, "V05", SignalChannel.CallBack, console.Bert)).Value.Standing);
    }

    [Fact]
    public async Task Record_ByTheSubjectOrTheRequester_IsRefusedAsVerifierHasAnotherPart()
    {
        await using var console = await RequestConsole.StartAsync();
        var about = (await console.SubmittedAsync(console.Reset() with { Subject = RequestConsole.Id(console.Bert) })).Id;
        var asked = (await console.SubmittedAsync(console.Reset() with { Requester = RequestConsole.Id(console.Bert) })).Id;

        Assert.Equal(CasePart.Subject, Assert.IsType<VerifierHasAnotherPart>(Assert.Single((await console.SignalAsync(about, "V03", SignalChannel.RecoveryCode, console.Bert)).Refusals)).Part);
        Assert.Equal(CasePart.Requester, Assert.IsType<VerifierHasAnotherPart>(Assert.Single((await console.SignalAsync(asked, "V03", SignalChannel.RecoveryCode, console.Bert)).Refusals)).Part);
    }

    [Fact]
    [Trait("row", "R-060")]
    public async Task Record_TheManagersConfirmation_IsTheirsAlone_AndTheyRecordNothingElse()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id;

        (await console.SignalAsync(request, "V10", SignalChannel.Console)).Refusals.RefusedAs<NotTheManagerOfRecord>();
        (await console.SignalAsync(request, "V10", SignalChannel.Console, console.Mira)).Refusals.RefusedAs<NotAllowed>();
        (await console.SignalAsync(request, "V03", SignalChannel.RecoveryCode, console.Mona)).Refusals.RefusedAs<NotTheManagerOfRecord>();
        Assert.Equal(SignalStanding.Counts, (await console.SignalAsync(request, "V10", SignalChannel.Console, console.Mona)).Value.Standing);
    }

    [Fact]
    public async Task Record_TheManagersConfirmationAlone_IsNotEnough()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync(console.Reset("K02"))).Id;

        Assert.Equal(RequestState.Verifying, (await console.SignalAsync(request, "V10", SignalChannel.Console, console.Mona)).Value.State);
    }

    [Theory]
    [InlineData(Role.Manager)]
    [InlineData(Role.Governance)]
    [InlineData(Role.SecurityOperations)]
    public async Task Record_ByARoleThatDoesNotVerify_IsRefusedAsNotAllowed(Role role)
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id;

        (await console.SignalAsync(request, "V03", SignalChannel.RecoveryCode, await console.Console.PersonAsync("Nora", role))).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Record_ForARequestThatIsNotThereOrHasLapsed_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id;

        (await console.SignalAsync(RequestId.From(Guid.CreateVersion7()), "V03", SignalChannel.RecoveryCode)).Refusals.RefusedAs<NotFound>();
        console.Clock.Advance(TimeSpan.FromDays(7));
        (await console.SignalAsync(request, "V03", SignalChannel.RecoveryCode)).Refusals.RefusedAs<RequestHasLapsed>();
    }

    [Fact]
    public async Task Verified_AtCritical_AsksForPresenceACallBackAndTwoApprovals()
    {
        await using var console = await RequestConsole.StartAsync();
        _ = (await console.Use<MarkSubject>().ExecuteAsync(CommandId.New(), new MarkSubjectInput(RequestConsole.Id(console.Sam), SubjectClass.Executive), console.Console.Founder)).Value;

        var request = await console.VerifiedAsync(console.Reset("K03"));

        var found = await console.FindAsync(request);
        Assert.Equal((RequestState.AwaitingApproval, RiskLevel.Critical, true, true), (found.Row.State, found.Row.Level, found.IsVerified, found.IsCalledBack));
        Assert.Equal(["SEC", "IAM"], found.Seats.Select(s => Assert.Single(s.Codes)));
    }

    [Fact]
    [Trait("row", "R-038")]
    public async Task Record_AfterTheSubjectBecameAnExecutive_AsksForWhatThatClassAsks_AndNotForLessOnceTheyAreNone()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id;
        var mark = (await console.Use<MarkSubject>().ExecuteAsync(CommandId.New(), new MarkSubjectInput(RequestConsole.Id(console.Sam), SubjectClass.Executive), console.Console.Founder)).Value;

        Assert.Equal(("K01-EXE", RiskLevel.High), ((await console.FindAsync(request)).Route!.RuleId, (await console.FindAsync(request)).Route!.Level));

        var executives = (await console.SubmittedAsync()).Id;
        _ = (await console.Use<EndSubjectMark>().ExecuteAsync(CommandId.New(), new EndSubjectMarkInput(mark, "Left the board."), console.Console.Founder)).Value;
        Assert.Equal("K01-EXE", (await console.FindAsync(executives)).Route!.RuleId);
    }

    [Fact]
    [Trait("row", "R-195")]
    public async Task Record_APersonsWordByASystem_IsRefused_AndWhatASystemConfirmsIsNot()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id;
        var key = await console.Console.KeyAsync(ApiScope.RequestsEvidence);
        var system = await console.Console.CallerAsync(key);

        foreach (var (code, channel) in new (string, SignalChannel?)[] { ("V05", SignalChannel.CallBack), ("V06", SignalChannel.InPerson), ("V07", SignalChannel.Video), ("W01", null) })
            (await console.SignalAsync(request, code, channel, system)).Refusals.RefusedAs<SignalIsAPersonsWord>();
        (await console.SignalAsync(request, "V05", SignalChannel.CallBack, system, SignalResult.Failed)).Refusals.RefusedAs<SignalIsAPersonsWord>();
        (await console.SignalAsync(request, "V10", SignalChannel.Console, system)).Refusals.RefusedAs<NotTheManagerOfRecord>();
        (await console.Use<RecordSignal>().ExecuteAsync(CommandId.New(), new RecordSignalInput(request, "V03", SignalChannel.RecoveryCode, SignalResult.Passed), system)).Refusals.RefusedAs<FieldIsEmpty>();

        Assert.Equal(SignalStanding.Counts, (await console.SignalAsync(request, "V03", SignalChannel.RecoveryCode, system)).Value.Standing);
        Assert.Equal(key.Number, Assert.Single((await console.Console.RowsAsync<RequestSignal>())).ReportedByKey);
    }

    [Fact]
    [Trait("row", "R-072")]
    public async Task Record_ACallBack_KeepsMaskedNumberSourceAndLastChange_AlsoWhenTheContactIsGone()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id;
        _ = (await console.SignalAsync(request, "V05", SignalChannel.CallBack)).Value;
        var contact = Assert.Single((await console.FindAsync(request)).Signals).Contact!;

        await console.Console.DirectorySaysAsync("M-Sam", "+49 30 23125 199");

        Assert.Equal((console.SamsNumber, "•••• 01", "Directory", null), (contact.Id, contact.Masked, contact.Source, contact.EndedAt));
        Assert.True(contact.ChangedAt < console.Clock.GetUtcNow().AddYears(-6));
        Assert.Equal(contact, Assert.Single((await console.FindAsync(request)).Signals).Contact);
    }

    [Theory]
    [InlineData(SignalResult.Passed)]
    [InlineData(SignalResult.Failed)]
    [InlineData(SignalResult.NotReached)]
    [Trait("row", "R-072")]
    public async Task Record_ACallBackToNoContactOfRecord_IsRefused_HoweverItCameOut(SignalResult result)
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id;
        var (monas, _) = await console.Console.ContactsAsync(console.Mona, "M-Mona");

        (await console.SignalToAsync(request, "V05", SignalChannel.CallBack, contact: null, result: result)).Refusals.RefusedAs<ContactIsNotNamed>();
        (await console.SignalToAsync(request, "V05", SignalChannel.CallBack, monas, result: result)).Refusals.RefusedAs<ContactIsNotOfTheSubject>();
        (await console.SignalToAsync(request, "V05", SignalChannel.CallBack, ContactId.From(Guid.CreateVersion7()), result: result)).Refusals.RefusedAs<ContactIsNotOfTheSubject>();
        (await console.SignalToAsync(request, "V05", SignalChannel.CallBack, console.SamsAddress, result: result)).Refusals.RefusedAs<ContactIsOfAnotherKind>();
        (await console.SignalToAsync(request, "V04", SignalChannel.Mail, console.SamsNumber, result: result)).Refusals.RefusedAs<ContactIsOfAnotherKind>();
        Assert.Empty((await console.FindAsync(request)).Signals);
    }

    [Fact]
    [Trait("row", "R-072")]
    public async Task Record_ACallBackToSomebodyWithoutANumber_IsRefusedAsNoContactOfRecord_AndAnotherSignalIsNot()
    {
        await using var console = await RequestConsole.StartAsync();
        await console.Console.DirectorySaysAsync("M-Sam", phone: null);
        var request = (await console.SubmittedAsync()).Id;

        Assert.Equal(ContactKind.Phone, (await console.SignalToAsync(request, "V05", SignalChannel.CallBack, contact: null)).Refusals.RefusedAs<NoContactOfRecord>().Kind);
        (await console.SignalToAsync(request, "V05", SignalChannel.CallBack, ContactId.From(Guid.CreateVersion7()))).Refusals.RefusedAs<NoContactOfRecord>();
        Assert.Equal(ContactKind.RecoveryAddress, (await console.SignalToAsync(request, "V04", SignalChannel.Mail, contact: null)).Refusals.RefusedAs<NoContactOfRecord>().Kind);
        Assert.True((await console.SignalAsync(request, "V03", SignalChannel.RecoveryCode)).IsAccepted);
    }

    [Fact]
    public async Task Record_ASignalThatGoesToNoContact_WithOne_IsRefusedAsSignalHasNoContact()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.SignalToAsync((await console.SubmittedAsync()).Id, "V03", SignalChannel.RecoveryCode, console.SamsNumber)).Refusals.RefusedAs<SignalHasNoContact>();
    }

    /// <summary>The row's own check: change the number, call it back within the cooling-off, and be told the date from which it counts.</summary>
    [Fact]
    [Trait("row", "R-056")]
    public async Task Record_ACallBackToANumberThatTheDirectoryChanged_DoesNotCountBeforeItsCoolingOffIsOver_AndSaysWhenItIs()
    {
        await using var console = await RequestConsole.StartAsync();
        await console.Console.DirectorySaysAsync("M-Sam", "+49 30 23125 102", phoneChangedOn: null, TestContacts.Address, TestContacts.Old);
        var counts = console.Clock.GetUtcNow().AddDays(7);
        var number = await NumberAsync(console);
        var early = (await console.SubmittedAsync()).Id;

        Assert.Equal(SignalStanding.ContactIsNew, (await console.SignalToAsync(early, "V05", SignalChannel.CallBack, number, console.Bert)).Value.Standing);
        Assert.Equal(counts, Assert.Single((await console.FindAsync(early)).Signals).CountsFrom);
        Assert.Equal(SignalStanding.Counts, (await console.SignalAsync(early, "V04", SignalChannel.Mail)).Value.Standing); // the address did not change

        console.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMilliseconds(1));
        var late = (await console.SubmittedAsync()).Id;
        Assert.Equal(SignalStanding.ContactIsNew, (await console.SignalToAsync(late, "V05", SignalChannel.CallBack, number, console.Bert)).Value.Standing);
        console.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.NotEqual(SignalStanding.ContactIsNew, Assert.Single((await console.FindAsync(late)).Signals).Standing);
    }

    [Fact]
    public async Task Record_ACallBackToAFormerNumber_IsRefusedAsContactHoldsNoMore()
    {
        await using var console = await RequestConsole.StartAsync();
        await console.Console.DirectorySaysAsync("M-Sam", "+49 30 23125 102");

        Assert.Equal(
            console.Clock.GetUtcNow(),
            (await console.SignalToAsync((await console.SubmittedAsync()).Id, "V05", SignalChannel.CallBack, console.SamsNumber)).Refusals.RefusedAs<ContactHoldsNoMore>().EndedAt);
    }

    /// <summary>Whoever changed the number in the directory first does not get the call that asks whether it may be changed.</summary>
    [Fact]
    public async Task Record_TheCallBackToThePreviousContact_GoesToTheFormerNumber_WhileTheNewOneCoolsOff()
    {
        await using var console = await RequestConsole.StartAsync();
        await console.Console.DirectorySaysAsync("M-Sam", "+49 30 23125 102");
        var request = (await console.SubmittedAsync(console.Reset("K04"))).Id;
        Assert.Equal(CallBack.PreviousContact, (await console.FindAsync(request)).Route!.Approval.CallBack);

        Assert.Equal(SignalStanding.ContactIsNew, (await console.SignalToAsync(request, "V05", SignalChannel.CallBack, await NumberAsync(console), console.Bert)).Value.Standing);
        Assert.Equal(SignalStanding.IsTheCallBack, (await console.SignalToAsync(request, "V05", SignalChannel.CallBack, console.SamsNumber, console.Bert)).Value.Standing);

        console.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMilliseconds(1));
        var late = (await console.SubmittedAsync(console.Reset("K04"))).Id;
        Assert.True((await console.SignalToAsync(late, "V05", SignalChannel.CallBack, console.SamsNumber, console.Bert)).IsAccepted);
        console.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await console.SignalToAsync(late, "V05", SignalChannel.CallBack, console.SamsNumber, console.Bert)).Refusals.RefusedAs<ContactHoldsNoMore>();
    }

    /// <summary>What was executed through the console puts off the other contacts, and the number on record is then the previous one.</summary>
    [Fact]
    public async Task Record_TheCallBackToThePreviousContact_AfterAnExecutedChange_GoesToTheNumberThatWasThereBefore()
    {
        await using var console = await RequestConsole.StartAsync();
        _ = (await console.ExecuteAsync(await console.VerifiedAsync(console.Reset("K04")))).Value;

        var ordinary = (await console.SubmittedAsync()).Id;
        var another = (await console.SubmittedAsync(console.Reset("K04"))).Id;

        Assert.Equal(SignalStanding.ContactIsNew, (await console.SignalAsync(ordinary, "V05", SignalChannel.CallBack, console.Bert)).Value.Standing);
        Assert.Equal(CallBack.PreviousContact, (await console.FindAsync(another)).Route!.Approval.CallBack);
        Assert.Equal(SignalStanding.IsTheCallBack, (await console.SignalAsync(another, "V05", SignalChannel.CallBack, console.Bert)).Value.Standing);
    }

    /// <summary>A former number that was called because a change asked for it does not serve what asks for the number of record.</summary>
    [Fact]
    public async Task Record_TheFormerNumber_DoesNotCountAnyMore_OnceTheClassAsksForTheNumberOfRecord()
    {
        await using var console = await RequestConsole.StartAsync();
        await console.Console.DirectorySaysAsync("M-Sam", "+49 30 23125 102");
        var request = (await console.SubmittedAsync(console.Reset("K04"))).Id;
        _ = (await console.SignalToAsync(request, "V05", SignalChannel.CallBack, console.SamsNumber, console.Bert)).Value;

        _ = (await console.Use<MarkSubject>().ExecuteAsync(CommandId.New(), new MarkSubjectInput(RequestConsole.Id(console.Sam), SubjectClass.Executive), console.Console.Founder)).Value;

        Assert.Equal(SignalStanding.ContactIsFormer, Assert.Single((await console.FindAsync(request)).Signals).Standing);
    }

    [Fact]
    public async Task Submit_AfterAContactOfRecordChanged_IsRaisedALevel()
    {
        await using var console = await RequestConsole.StartAsync();
        Assert.Equal(RiskLevel.Moderate, (await console.SubmittedAsync()).Level);

        await console.Console.DirectorySaysAsync("M-Sam", "+49 30 23125 102");

        Assert.Equal(RiskLevel.High, (await console.SubmittedAsync()).Level);
    }

    [Fact]
    public async Task Record_ByWhoeverRecordedTheNumber_IsRefusedAsVerifierRecordedTheContact()
    {
        await using var console = await RequestConsole.StartAsync();
        await console.Console.DirectorySaysAsync("M-Sam", phone: null);
        var dora = await console.Console.PersonAsync("Dora", Role.PlatformAdministrator);
        var number = (await console.Use<RecordContactOfRecord>().ExecuteAsync(
            CommandId.New(), new RecordContactOfRecordInput(RequestConsole.Id(console.Sam), ContactKind.Phone, "+49 30 23125 103", "Personnel file"), dora)).Value;
        _ = (await console.Use<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(RequestConsole.Id(dora), Role.DeskAgent), console.Console.Founder)).Value;
        var request = (await console.SubmittedAsync()).Id;

        (await console.SignalToAsync(request, "V05", SignalChannel.CallBack, number, dora)).Refusals.RefusedAs<VerifierRecordedTheContact>();
        Assert.True((await console.SignalToAsync(request, "V05", SignalChannel.CallBack, number, console.Bert)).IsAccepted);
    }

    /// <summary>Their contacts are in their own source system: its record is named, and a number is not typed.</summary>
    [Fact]
    public async Task Record_ACallBackForACustomer_NamesTheRecordOfItsSourceSystem()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync(console.Reset() with { SubjectKind = SubjectKind.CustomerRecord, Subject = null, SubjectReference = "C-4711" })).Id;

        (await console.SignalToAsync(request, "V05", SignalChannel.CallBack, contact: null, console.Bert, reference: null)).Refusals.RefusedAs<SourceRecordIsMissing>();
        (await console.SignalToAsync(request, "V05", SignalChannel.CallBack, contact: null, console.Bert, reference: "+49 30 23125 104")).Refusals.RefusedAs<ReferenceIsAContact>();
        (await console.SignalToAsync(request, "V05", SignalChannel.CallBack, contact: null, console.Bert, reference: "who@example.net")).Refusals.RefusedAs<ReferenceIsAContact>();
        (await console.SignalToAsync(request, "V05", SignalChannel.CallBack, console.SamsNumber, console.Bert)).Refusals.RefusedAs<ContactIsNotOfTheSubject>();
        Assert.Equal(SignalStanding.IsTheCallBack, (await console.SignalToAsync(request, "V05", SignalChannel.CallBack, contact: null, console.Bert, reference: "CRM-88213")).Value.Standing);
    }

    private static async Task<ContactId> NumberAsync(RequestConsole console) =>
        (await console.Use<ContactQueries>().OfAsync(console.Console.Founder, RequestConsole.Id(console.Sam))).Single(c => c is { Kind: ContactKind.Phone, EndedAt: null }).Id;
}
