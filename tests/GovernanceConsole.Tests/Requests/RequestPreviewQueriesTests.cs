using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

public sealed class RequestPreviewQueriesTests
{
    /// <summary>The preview and the submission come to the same, whatever is asked.</summary>
    [Theory]
    [InlineData("K01")]
    [InlineData("K03")]
    [InlineData("K06")]
    [InlineData("K14")]
    [InlineData("K13")]
    [InlineData("K19")]
    [Trait("row", "R-026")]
    public async Task Preview_OfWhatIsThenSubmitted_SaysWhatTheSubmissionDoes(string kind)
    {
        await using var console = await RequestConsole.StartAsync();
        var input = console.Access(kind) with { Parts = [console.Access(kind).Parts[0] with { EndsAt = console.Clock.GetUtcNow().AddHours(2) }] };

        var preview = await PreviewAsync(console, input);

        var part = Assert.Single(preview.Parts);
        Assert.Empty(preview.Refusals);
        Assert.Empty(part.Refusals);
        var submitted = await console.SubmittedAsync(input);
        Assert.Equal((submitted.RuleId, submitted.Lane, submitted.Level), (part.Route!.RuleId, part.Route.Lane, part.Route.Level));
        Assert.Equal(submitted.Level, preview.Level);
        var seats = (await console.FindAsync(submitted.Id)).Seats;
        Assert.Equal(seats.Select(s => (string.Join(' ', s.Codes), string.Join(' ', s.People.Order().Select(p => p.Value)))), part.Seats.Select(s => (string.Join(' ', s.Codes), string.Join(' ', s.People.Select(p => p.Id).Order().Select(p => p.Value)))));
        Assert.Equal(("RP-0001", "Desk by phone"), (part.Path!.Number, part.Path.Name));
    }

    [Fact]
    [Trait("row", "R-026")]
    public async Task Preview_WithAnotherTarget_RaisesTheLevelByThatAlone()
    {
        await using var console = await RequestConsole.StartAsync();
        var admin = (await console.Use<RegisterSystem>().ExecuteAsync(
            CommandId.New(), new RegisterSystemInput("PAM", "Vault", PrivilegedAdministration: true), console.Console.Founder)).Value;
        var input = console.Access();

        var before = Assert.Single((await PreviewAsync(console, input)).Parts);
        var after = Assert.Single((await PreviewAsync(console, input with { Parts = [input.Parts[0] with { System = admin }] })).Parts);

        Assert.Equal((RiskLevel.Moderate, RiskLevel.High), (before.Route!.Level, after.Route!.Level));
        Assert.Empty(before.RaisedBy);
        Assert.Equal(RaisingCondition.PrivilegedAdministrationSystem, Assert.Single(after.RaisedBy).When);
    }

    [Fact]
    public async Task Preview_WhileNothingIsTyped_TellsTheStrictestRuleAndWhatIsMissing()
    {
        await using var console = await RequestConsole.StartAsync();

        var preview = await PreviewAsync(console, new SubmitRequestInput([new RequestContent { Kind = "K01", Effect = "" }], SubjectKind.Person, Subject: null, SubjectReference: null, Requester: null, Caller: null, IntakeChannel.Phone));

        var part = Assert.Single(preview.Parts);
        Assert.Null(part.Class);
        Assert.Equal(PolicyDocument.Default.Rules.Where(r => r.Kind == "K01").Max(r => r.Level), part.Route!.Level);
        Assert.Equal(["Subject", "Requester"], preview.Refusals.Select(r => r.Field));
        Assert.Equal("Effect", Assert.Single(part.Refusals).Field);
    }

    [Fact]
    [Trait("row", "R-044")]
    public async Task Preview_ForAMachineIdentity_AsksForItsOwnFieldsAndTakesItsOwnRule()
    {
        await using var console = await RequestConsole.StartAsync();
        var input = console.Access("K11") with { SubjectKind = SubjectKind.MachineIdentity, Subject = null, SubjectReference = "svc-ledger" };

        var part = Assert.Single((await PreviewAsync(console, input)).Parts);

        Assert.Equal((SubjectClass.Service, "K11-SVC"), (part.Class, part.Route!.RuleId));
        Assert.Equal(["Workload", "Environment"], part.Refusals.Select(r => r.Field));
    }

    [Fact]
    public async Task Preview_OfAKindThatIsNotOffered_SaysWhyAndNamesNoLane()
    {
        await using var console = await RequestConsole.StartAsync();
        var cell = PolicyDocument.Default.NotOffered.First(n => n.Class == SubjectClass.Service);

        var part = Assert.Single((await PreviewAsync(console, console.Reset(cell.Kind) with { SubjectKind = SubjectKind.MachineIdentity, Subject = null, SubjectReference = "svc-ledger" })).Parts);

        Assert.Null(part.Route);
        part.Refusals.RefusedAs<KindIsNotOffered>();
    }

    [Fact]
    [Trait("row", "R-032")]
    public async Task Preview_SaidToBeUrgent_IsNoEasier()
    {
        await using var console = await RequestConsole.StartAsync();

        var calm = Assert.Single((await PreviewAsync(console, console.Access())).Parts);
        var urgent = Assert.Single((await PreviewAsync(console, console.Access() with { Urgency = "The board meets in ten minutes." })).Parts);

        Assert.Equal((calm.Route!.RuleId, calm.Route.Level, calm.Seats.Count), (urgent.Route!.RuleId, urgent.Route.Level, urgent.Seats.Count));
    }

    [Fact]
    public async Task Preview_ByAnUnregisteredChannel_NamesNoPath()
    {
        await using var console = await RequestConsole.StartAsync();

        Assert.Null(Assert.Single((await PreviewAsync(console, console.Reset() with { Channel = IntakeChannel.Chat })).Parts).Path);
    }

    /// <summary>Whoever enters it is nobody who approves it, in the preview as afterwards.</summary>
    [Fact]
    public async Task Preview_ByTheManager_LeavesThemOutOfTheSeats()
    {
        await using var console = await RequestConsole.StartAsync();
        var enters = await console.Console.PersonAsync("Mara", Role.Manager);
        _ = await console.Console.OnDutyAsync("SEC", enters);
        var input = console.Access("K13") with { Parts = [console.Access("K13").Parts[0] with { EndsAt = console.Clock.GetUtcNow().AddHours(2) }] };

        var seats = Assert.Single((await console.Use<RequestPreviewQueries>().PreviewAsync(enters with { KnownRoles = new HashSet<Role> { Role.Manager } }, input))!.Parts).Seats;

        Assert.NotEmpty(seats);
        Assert.DoesNotContain(seats.SelectMany(s => s.People), p => p.Id == RequestConsole.Id(enters));
    }

    [Theory]
    [InlineData(Role.DeskAgent, true)]
    [InlineData(Role.DeskLead, true)]
    [InlineData(Role.Manager, true)]
    [InlineData(Role.SecurityOperations, true)]
    [InlineData(Role.Governance, false)]
    [InlineData(Role.Auditor, false)]
    [InlineData(Role.PlatformAdministrator, false)]
    public async Task Preview_ByARole_IsToldToThoseWhoMaySubmit(Role role, bool isTold)
    {
        await using var console = await RequestConsole.StartAsync();
        _ = await console.SubmittedAsync();
        var actor = (await console.Console.PersonAsync("Nora", role)) with { KnownRoles = new HashSet<Role> { role } };

        Assert.Equal(isTold, await console.Use<RequestPreviewQueries>().PreviewAsync(actor, console.Reset()) is not null);
    }

    /// <summary>What a request knows already is told to whoever may see it and submit, and to others as if it were not there.</summary>
    [Theory]
    [InlineData(Role.DeskAgent, true)]
    [InlineData(Role.SecurityOperations, true)]
    [InlineData(Role.Manager, false)]
    [InlineData(Role.Auditor, false)]
    public async Task Intake_OfAnEarlierRequest_IsToldToThoseWhoMaySeeItAndSubmit(Role role, bool isTold)
    {
        await using var console = await RequestConsole.StartAsync();
        _ = await console.SubmittedAsync();
        var actor = (await console.Console.PersonAsync("Nora", role)) with { KnownRoles = new HashSet<Role> { role } };

        Assert.Equal(isTold, await console.Use<RequestPreviewQueries>().FindIntakeAsync(actor, "REQ-2026-000001") is not null);
    }

    /// <summary>The acceptance check of R-030: what a ticket bundles becomes linked requests, each with its own controls; the strictest sets the whole.</summary>
    [Fact]
    [Trait("row", "R-030")]
    public async Task Ticket_ThatBundlesAFactorAndAnEntitlement_BecomesLinkedRequestsOfWhichNoneGoesBeforeItsOwnControls()
    {
        await using var console = await RequestConsole.StartAsync();
        var suggested = TicketSplit.Suggest("new phone, reset MFA, also add me to Finance", PolicyDocument.Default);
        Assert.Equal(["K03", "K14"], suggested.Select(s => s.Kind));
        var input = console.Input([.. suggested.Select(s => s.Kind == "K14"
            ? console.Access().Parts[0] with { Effect = s.Excerpt }
            : new RequestContent { Kind = s.Kind, Effect = s.Excerpt })]);
        Assert.Equal(RiskLevel.High, (await PreviewAsync(console, input)).Level);

        var parts = (await console.SubmitAsync(input)).Value;

        Assert.Equal([("K03-STD", RiskLevel.High), ("K14-STD", RiskLevel.Moderate)], parts.Select(p => (p.RuleId, p.Level)));
        Assert.All(await console.Console.RowsAsync<Request>(), r => Assert.Equal(parts[0].Id, r.WholeId));
        foreach (var part in parts)
            (await console.ExecuteAsync(part.Id)).Refusals.RefusedAs<NotAtThisStage>();

        // One part that went all its way opens nothing for the other.
        await console.VerifyAsync(parts[0].Id);
        Assert.Equal(RequestState.Verifying, await console.StateAsync(parts[1].Id));
        (await console.ExecuteAsync(parts[1].Id)).Refusals.RefusedAs<NotAtThisStage>();
    }

    [Fact]
    [Trait("row", "R-034")]
    public async Task FindIntake_OfARequest_TellsAllThatWasTypedOnce_AndTheNextPartIsLinked()
    {
        await using var console = await RequestConsole.StartAsync();
        var first = await console.SubmittedAsync(console.Access("K02") with { Ticket = "HD-4711" });

        var known = (await console.Use<RequestPreviewQueries>().FindIntakeAsync(AsAgent(console), " req-2026-000001 "))!;

        Assert.Equal(
            (SubjectKind.Person, "Sam Subject", "Sam Subject", IntakeChannel.Phone, "HD-4711", "Finance"),
            (known.SubjectKind, known.SubjectName, known.RequesterName, known.Channel, known.Ticket, known.SystemName));
        var also = new SubmitRequestInput(
            [console.Access().Parts[0] with { System = known.System }], known.SubjectKind, known.Subject, known.SubjectReference, known.Requester, known.Caller, known.Channel, known.Desk, known.Ticket) { CameUpIn = known.Id };
        var second = await console.SubmittedAsync(also);
        var third = await console.SubmittedAsync(also with { Parts = [also.Parts[0] with { Kind = "K13", EndsAt = console.Clock.GetUtcNow().AddHours(1) }], CameUpIn = second.Id });

        Assert.Equal([null, first.Id, first.Id], (await console.Console.RowsAsync<Request>()).OrderBy(r => r.Number).Select(r => r.WholeId));
        Assert.Equal("K13-STD", third.RuleId);
    }

    [Fact]
    public async Task FindIntake_OfNoRequest_IsNothing()
    {
        await using var console = await RequestConsole.StartAsync();

        Assert.Null(await console.Use<RequestPreviewQueries>().FindIntakeAsync(AsAgent(console), "REQ-2026-000001"));
    }

    private static Actor AsAgent(RequestConsole console) => console.Anna with { KnownRoles = new HashSet<Role> { Role.DeskAgent } };

    private static async Task<RequestPreview> PreviewAsync(RequestConsole console, SubmitRequestInput input) => (await console.Use<RequestPreviewQueries>().PreviewAsync(AsAgent(console), input))!;
}
