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

[Trait("row", "R-026")]
public sealed class SubmitRequestTests
{
    [Fact]
    [Trait("row", "R-022")]
    public async Task Submit_ALockedAccountAndAGroup_TakeTwoLanes_EachByItsRule()
    {
        await using var console = await RequestConsole.StartAsync();

        var unlock = await console.SubmittedAsync(console.Reset("K02"));
        var access = await console.SubmittedAsync(console.Access());

        Assert.Equal(("K02-STD", Lane.BreakFix, RiskLevel.Low), (unlock.RuleId, unlock.Lane, unlock.Level));
        Assert.Equal(("K14-STD", Lane.GovernedAccess, RiskLevel.Moderate), (access.RuleId, access.Lane, access.Level));
        Assert.Equal(("REQ-2026-000001", "REQ-2026-000002"), (unlock.Number, access.Number));
        Assert.Equal(1, (await console.FindAsync(access.Id)).Route!.PolicyVersion);
    }

    [Theory]
    [InlineData(Role.Governance)]
    [InlineData(Role.IamPolicy)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.PlatformAdministrator)]
    [InlineData(Role.Reviewer)]
    public async Task Submit_ByARoleThatDoesNotTakeRequestsIn_IsRefusedAsNotAllowed(Role role)
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.SubmitAsync(console.Reset(), await console.Console.PersonAsync("Nora", role))).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    [Trait("row", "R-020")]
    public async Task Submit_ByAnUnregisteredChannel_IsQuarantinedAndToldToTheControlOwner()
    {
        await using var console = await RequestConsole.StartAsync();

        var submitted = await console.SubmittedAsync(console.Reset() with { Channel = IntakeChannel.Chat });

        Assert.Equal(RequestState.Quarantined, submitted.State);
        Assert.Contains(await console.Use<InboxQueries>().UnreadAsync(console.Paths.Carla), i => i.Subject == "REQ-2026-000001 came by an unregistered channel");
        (await console.SignalAsync(submitted.Id, "V03", SignalChannel.RecoveryCode)).Refusals.RefusedAs<NotAtThisStage>();
    }

    [Fact]
    [Trait("row", "R-043")]
    public async Task Submit_AnythingAtAll_ConfersNothingYet()
    {
        await using var console = await RequestConsole.StartAsync();
        var submitted = await console.SubmittedAsync();

        Assert.Equal(RequestState.Verifying, submitted.State);
        (await console.ExecuteAsync(submitted.Id)).Refusals.RefusedAs<NotAtThisStage>();
    }

    [Fact]
    public async Task Submit_SeveralParts_BecomesLinkedRequestsOfOneMatter()
    {
        await using var console = await RequestConsole.StartAsync();

        var parts = (await console.SubmitAsync(console.Input(
            console.Reset("K03").Parts[0], console.Access().Parts[0]))).Value;

        Assert.Equal(["K03-STD", "K14-STD"], parts.Select(p => p.RuleId));
        Assert.All(await console.Console.RowsAsync<Request>(), r => Assert.Equal(parts[0].Id, r.WholeId));
        Assert.Equal(RiskLevel.High, parts.Max(p => p.Level));
    }

    [Fact]
    public async Task Submit_SeveralPartsOfWhichOneIsRefused_StoresNone()
    {
        await using var console = await RequestConsole.StartAsync();

        Assert.False((await console.SubmitAsync(console.Input(console.Reset("K03").Parts[0], console.Access().Parts[0] with { Justification = " " }))).IsAccepted);
        Assert.Empty(await console.Console.RowsAsync<Request>());
    }

    [Fact]
    [Trait("row", "R-032")]
    public async Task Submit_SaidToBeUrgentByAnExecutive_IsNoEasier_AndTheWordsAreKept()
    {
        await using var console = await RequestConsole.StartAsync();
        _ = (await console.Use<MarkSubject>().ExecuteAsync(CommandId.New(), new MarkSubjectInput(RequestConsole.Id(console.Sam), SubjectClass.Executive), console.Console.Founder)).Value;

        var submitted = await console.SubmittedAsync(console.Reset() with { Urgency = "The board meets in ten minutes." });

        Assert.Equal(("K01-EXE", RiskLevel.High), (submitted.RuleId, submitted.Level));
        Assert.Equal("The board meets in ten minutes.", Assert.Single(await console.Console.RowsAsync<Request>()).Urgency);
    }

    [Theory]
    [InlineData("System")]
    [InlineData("Justification")]
    [InlineData("EndsAt")]
    [Trait("row", "R-035")]
    [Trait("row", "R-197")]
    public async Task Submit_AccessWithoutOneOfItsFields_IsRefusedAndNamesIt(string field)
    {
        await using var console = await RequestConsole.StartAsync();
        var content = console.Access().Parts[0];

        var refused = await console.SubmitAsync(console.Input(field switch
        {
            "System" => content with { System = null },
            "Justification" => content with { Justification = null },
            _ => content with { EndsAt = null },
        }));

        Assert.Equal(field, Assert.IsType<FormFieldIsMissing>(Assert.Single(refused.Refusals)).Field);
    }

    [Fact]
    public async Task Submit_ForAMachineIdentity_AsksForItsOwnFields()
    {
        await using var console = await RequestConsole.StartAsync();
        var machine = console.Access("K11") with { SubjectKind = SubjectKind.MachineIdentity, Subject = null, SubjectReference = "svc-ledger" };

        Assert.Equal(["Workload", "Environment"], (await console.SubmitAsync(machine)).Refusals.Select(r => r.Field));

        var complete = machine with { Parts = [machine.Parts[0] with { Workload = "closing", Environment = "production" }] };
        Assert.Equal("K11-SVC", (await console.SubmittedAsync(complete)).RuleId);
    }

    [Theory]
    [InlineData(365, true)]
    [InlineData(366, false)]
    public async Task Submit_AccessForLongerThanTheRuleAllows_IsRefusedAsLastsTooLong(int days, bool accepted)
    {
        await using var console = await RequestConsole.StartAsync();
        var content = console.Access().Parts[0] with { EndsAt = console.Clock.GetUtcNow().AddDays(days) };

        var outcome = await console.SubmitAsync(console.Input(content));

        Assert.Equal(accepted, outcome.IsAccepted);
        if (!accepted)
            outcome.Refusals.RefusedAs<LastsTooLong>();
    }

    [Fact]
    public async Task Submit_AccessThatHasEndedAlready_IsRefusedAsEndIsBeforeBegin()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.SubmitAsync(console.Input(console.Access().Parts[0] with { EndsAt = console.Clock.GetUtcNow() }))).Refusals.RefusedAs<EndIsBeforeBegin>();
    }

    [Fact]
    public async Task Submit_AccessOfAContractorPastTheContract_IsRefusedAsEndsAfterTheContract()
    {
        await using var console = await RequestConsole.StartAsync();
        var contractor = (await console.Use<RegisterPerson>().ExecuteAsync(
            CommandId.New(),
            new RegisterPersonInput("C1", "Cora Contractor", "cora@example.test", Engagement: Engagement.Contractor, ContractEndsOn: new DateOnly(2026, 3, 20)), console.Console.Founder)).Value;

        var refused = await console.SubmitAsync(console.Access() with { Subject = contractor });

        refused.Refusals.RefusedAs<EndsAfterTheContract>();
    }

    [Theory]
    [InlineData("Password: hunter2000")]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----")]
    [InlineData("ghp_abcdefghijklmnopqrstuvwxyz0123456789")]
    public async Task Submit_ATextWithASecret_IsRefusedAsTextHoldsASecret(string secret)
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.SubmitAsync(console.Input(console.Access().Parts[0] with { Justification = $"Use this: {secret}" }))).Refusals.RefusedAs<TextHoldsASecret>();
    }

    [Fact]
    [Trait("row", "R-038")]
    public async Task Submit_AboutAPrivilegedPerson_IsTreatedAsThat_WhateverTheDirectorySays()
    {
        await using var console = await RequestConsole.StartAsync();
        _ = (await console.Use<MarkSubject>().ExecuteAsync(CommandId.New(), new MarkSubjectInput(RequestConsole.Id(console.Sam), SubjectClass.Privileged), console.Console.Founder)).Value;

        Assert.Equal("K01-PRV", (await console.SubmittedAsync()).RuleId);
        Assert.Equal(NotOfferedBecause.Denied, Assert.IsType<KindIsNotOffered>(Assert.Single((await console.SubmitAsync(console.Reset("K06"))).Refusals)).Because);
    }

    [Fact]
    [Trait("row", "R-039")]
    public async Task Submit_OnAnExternallyFacingSystem_IsOneLevelHigher_WithTheRuleThatRaisedIt()
    {
        await using var console = await RequestConsole.StartAsync();
        var portal = (await console.Use<RegisterSystem>().ExecuteAsync(CommandId.New(), new RegisterSystemInput("EXT", "Portal", ExternallyFacing: true), console.Console.Founder)).Value;

        var submitted = await console.SubmittedAsync(console.Input(console.Reset().Parts[0] with { System = portal }));

        Assert.Equal(RiskLevel.High, submitted.Level);
        Assert.Equal(["RAISE-EXTERNAL"], (await console.FindAsync(submitted.Id)).Route!.RaisedBy);
    }

    [Fact]
    [Trait("row", "R-058")]
    public async Task Submit_WhatFailedAtAnotherDesk_IsStoppedAndNamesIt()
    {
        await using var console = await RequestConsole.StartAsync();
        var (day, night) = (await console.Console.DeskAsync("DAY"), await console.Console.DeskAsync("NIGHT"));
        var first = await console.SubmittedAsync(console.Reset() with { Desk = day });
        _ = (await console.SignalAsync(first.Id, "V03", SignalChannel.RecoveryCode, result: SignalResult.Failed)).Value;

        var second = await console.SubmittedAsync(console.Reset() with { Desk = night });

        Assert.Equal(RequestState.Stopped, second.State);
        Assert.Contains(first.Number, (await console.FindAsync(second.Id)).StateReason, StringComparison.Ordinal);
        Assert.Equal(RequestState.Verifying, (await console.SubmittedAsync(console.Reset("K02") with { Desk = night })).State);
    }

    [Fact]
    public async Task Submit_WithoutWhatIsNeeded_IsRefusedForEach()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.SubmitAsync(console.Input())).Refusals.RefusedAs<NothingIsAsked>();
        (await console.SubmitAsync(console.Reset() with { Subject = null })).Refusals.RefusedAs<SubjectIsIncomplete>();
        (await console.SubmitAsync(console.Reset() with { Requester = null })).Refusals.RefusedAs<RequesterIsMissing>();
        (await console.SubmitAsync(console.Input(console.Reset().Parts[0], console.Reset().Parts[0]))).Refusals.RefusedAs<PartIsAskedTwice>();
        (await console.SubmitAsync(console.Reset() with { Subject = new PersonId(Guid.CreateVersion7()) })).Refusals.RefusedAs<NotFound>();
        (await console.SubmitAsync(console.Reset() with { Desk = DeskId.From(Guid.CreateVersion7()) })).Refusals.RefusedAs<NotFound>();
        (await console.SubmitAsync(console.Input(console.Reset().Parts[0] with { System = GovernedSystemId.From(Guid.CreateVersion7()) }))).Refusals.RefusedAs<NotFound>();
        (await console.SubmitAsync(console.Input([.. Enumerable.Range(1, 21).Select(i => console.Reset($"K{i:00}").Parts[0])]))).Refusals.RefusedAs<TooManyParts>();
        (await console.SubmitAsync(console.Reset() with { Tags = [new string('x', 401)] })).Refusals.RefusedAs<TextIsTooLong>();
        (await console.SubmitAsync(console.Reset("K77"))).Refusals.RefusedAs<KindIsUnknown>();
        (await console.SubmitAsync(console.Input(console.Reset().Parts[0] with { Effect = " " }))).Refusals.RefusedAs<FieldIsEmpty>();
    }

    [Fact]
    public async Task Submit_TheSameCommandTwice_StoresItOnce()
    {
        await using var console = await RequestConsole.StartAsync();
        var id = CommandId.New();

        var first = (await console.Use<SubmitRequest>().ExecuteAsync(id, console.Reset(), console.Anna)).Value;
        var second = (await console.Use<SubmitRequest>().ExecuteAsync(id, console.Reset(), console.Anna)).Value;

        Assert.Equal(first, second);
        Assert.Single(await console.Console.RowsAsync<Request>());
    }

    [Fact]
    [Trait("row", "R-034")]
    public async Task Submit_AsPartOfAMatterAboutSomebodyElse_IsRefusedAsOfAnotherSubject()
    {
        await using var console = await RequestConsole.StartAsync();
        var first = await console.SubmittedAsync();

        (await console.SubmitAsync(console.Access() with { Subject = RequestConsole.Id(console.Mona), CameUpIn = first.Id })).Refusals.RefusedAs<OfAnotherSubject>();
        (await console.SubmitAsync(console.Access() with { CameUpIn = RequestId.From(Guid.CreateVersion7()) })).Refusals.RefusedAs<NotFound>();
        Assert.True((await console.SubmitAsync(console.Access() with { CameUpIn = first.Id })).IsAccepted);
    }

    /// <summary>A trigger may stand in for signals and an approval: a key that only raises brings none, and one that speaks for a source raises nothing else.</summary>
    [Fact]
    public async Task Submit_ByAKey_IsAllowedByTheScopeOfWhatItBrings()
    {
        await using var console = await RequestConsole.StartAsync();
        var raises = await console.Console.CallerAsync(await console.Console.KeyAsync(ApiScope.RequestsWrite));
        var speaksForHr = await console.Console.CallerAsync(await console.Console.KeyAsync(ApiScope.RequestsTrigger));
        var asked = console.Access("K08");
        var triggered = console.Input(asked.Parts[0] with { TriggeredBy = "HR-77" }) with { Requester = null };

        (await console.SubmitAsync(triggered, raises)).Refusals.RefusedAs<NotAllowed>();
        (await console.SubmitAsync(asked, speaksForHr)).Refusals.RefusedAs<NotAllowed>();
        (await console.SubmitAsync(console.Input(asked.Parts[0], asked.Parts[0] with { Kind = "K02", TriggeredBy = "HR-77" }), raises)).Refusals.RefusedAs<NotAllowed>();

        Assert.Equal(RequestState.Verifying, Assert.Single((await console.SubmitAsync(asked, raises)).Value).State);
        Assert.Equal(RequestState.Approved, Assert.Single((await console.SubmitAsync(triggered, speaksForHr)).Value).State);
    }

    /// <summary>What an agent types is no trigger, whatever it says.</summary>
    [Fact]
    public async Task Submit_ATriggerByAnAgent_StandsInForNothing()
    {
        await using var console = await RequestConsole.StartAsync();

        Assert.Equal(RequestState.Verifying, (await console.SubmittedAsync(console.Input(console.Access("K08").Parts[0] with { TriggeredBy = "HR-77" }))).State);
    }
}
