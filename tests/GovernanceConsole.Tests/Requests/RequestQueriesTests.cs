using GovernanceConsole.AuditLedger;
using GovernanceConsole.EvidenceExports;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

/// <summary>Who sees which request, what waits for whom, and what a request says that it waits for.</summary>
public sealed class RequestQueriesTests
{
    [Theory]
    [InlineData(Role.Auditor)]
    [InlineData(Role.SecurityOperations)]
    [InlineData(Role.Governance)]
    [InlineData(Role.IamPolicy)]
    [InlineData(Role.DeskLead)]
    public async Task List_ForARoleThatExamines_ShowsEveryRequest(Role role)
    {
        await using var console = await RequestConsole.StartAsync();
        var desk = await console.Console.DeskAsync("NORTH");
        var request = await console.SubmittedAsync(console.Reset() with { Desk = desk });
        var reader = await console.Console.PersonAsync("Rea Reader", role);

        Assert.Equal([request.Number], await NumbersAsync(console, reader));
        Assert.NotNull(await console.Use<RequestQueries>().FindAsync(request.Id, reader));
    }

    [Theory]
    [InlineData(Role.Manager)]
    [InlineData(Role.PlatformAdministrator)]
    [InlineData(Role.Reviewer)]
    public async Task List_ForARoleWithoutAPartInIt_IsEmptyAndOneRequestIsAsIfItWereNotThere(Role role)
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.SubmittedAsync();
        var stranger = await console.Console.PersonAsync("Stella Stranger", role);

        Assert.Empty(await NumbersAsync(console, stranger));
        Assert.Null(await console.Use<RequestQueries>().FindAsync(request.Id, stranger));
        Assert.Null(await console.Use<RequestQueries>().FindAsync(RequestId.From(Guid.CreateVersion7()), stranger));
    }

    [Fact]
    [Trait("row", "R-081")]
    public async Task EveryRecord_ForTheAuditor_IsReadAndExportedAndNeverChanged_AndAnAgentSeesTheirOwnQueueOnly()
    {
        await using var console = await RequestConsole.StartAsync();
        var lead = await console.Console.PersonAsync("Lena Lead", Role.DeskLead);
        var desk = await console.Console.DeskAsync("NORTH", RequestConsole.Id(lead));
        var other = await console.Console.DeskAsync("SOUTH");
        var agent = await AgentOfAsync(console, "Aldo Agent", lead);
        var here = await console.SubmittedAsync(console.Reset() with { Desk = desk });
        var there = await console.SubmittedAsync(console.Reset() with { Desk = other });
        var auditor = await console.Console.PersonAsync("Ada Auditor", Role.Auditor);

        Assert.Equal([here.Number, there.Number], (await NumbersAsync(console, auditor)).Order());
        Assert.Equal([here.Number], await NumbersAsync(console, agent));
        Assert.Null(await console.Use<RequestQueries>().FindAsync(there.Id, agent));
        await using (var export = (await console.Use<ExportList>().PrepareAsync("requests", ListFilter.None, auditor)).Value)
            Assert.NotNull(export);
        Assert.Equal([new NotAllowed()], (await console.Use<ExportList>().PrepareAsync("requests", ListFilter.None, agent)).Refusals);
        var seen = (await console.Use<RequestQueries>().FindAsync(here.Id, auditor))!;
        Assert.Empty(seen.Acts);
        (await console.SignalAsync(here.Id, "V03", SignalChannel.RecoveryCode, auditor)).Refusals.RefusedAs<NotAllowed>();
        (await console.Use<CancelRequest>().ExecuteAsync(CommandId.New(), new CancelRequestInput(here.Id, "No."), auditor)).Refusals.RefusedAs<NotAllowed>();
        (await console.Use<EditRequest>().ExecuteAsync(CommandId.New(), new EditRequestInput(here.Id, seen.ContentHash, seen.Content with { Effect = "Else." }), auditor)).Refusals.RefusedAs<NotAllowed>();
        (await console.Use<SubmitRequest>().ExecuteAsync(CommandId.New(), console.Reset(), auditor)).Refusals.RefusedAs<NotAllowed>();
        (await console.ExecuteAsync(here.Id, auditor)).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task WhatCameToNoDesk_IsOfEveryOwnDesk_AndOfNoneThatAVendorRuns()
    {
        await using var console = await RequestConsole.StartAsync();
        var vendorLead = await console.Console.PersonAsync("Vera Vendor", Role.DeskLead);
        var contract = new VendorContract("C-1", "Annex C", RequestConsole.Id(vendorLead), console.Paths.Today.AddYears(1));
        var night = (await console.Use<RegisterDesk>().ExecuteAsync(
            CommandId.New(),
            new RegisterDeskInput("NIGHT", "Night desk", DeskKind.Outsourced, RequestConsole.Id(vendorLead), await console.Console.VendorAsync("KONTOR"), Hours: null, contract),
            console.Console.Founder)).Value;
        var vendorAgent = await AgentOfAsync(console, "Viktor Vendor", vendorLead);
        var deskless = await console.SubmittedAsync();
        var atNight = await console.SubmittedAsync(console.Reset("K02") with { Desk = night });

        Assert.Equal([atNight.Number], await NumbersAsync(console, vendorAgent));
        Assert.Equal([atNight.Number], await NumbersAsync(console, vendorLead));
        Assert.Equal([deskless.Number], await NumbersAsync(console, console.Bert));
    }

    [Fact]
    public async Task OneRequest_IsSeenByEverybodyWithAPartInIt()
    {
        await using var console = await RequestConsole.StartAsync();
        var mallory = await console.Console.PersonAsync("Mallory Asks");
        var number = (await console.SubmittedAsync(console.Access() with { Requester = RequestConsole.Id(mallory) })).Number;
        var id = (await console.Use<RequestQueries>().FindIdAsync(number))!.Value;
        await console.VerifyAsync(id);

        foreach (var party in new[] { mallory, console.Sam, console.Mona, console.Rolf, console.Paths.Carla, console.Anna, console.Bert })
        {
            Assert.Equal([number], await NumbersAsync(console, party with { KnownRoles = new HashSet<Role>() }));
            Assert.NotNull(await console.Use<RequestQueries>().FindAsync(id, party));
        }

        foreach (var stranger in new[] { console.Mira, console.Sanna, console.Paths.Nele })
        {
            Assert.Empty(await NumbersAsync(console, stranger));
            Assert.Null(await console.Use<RequestQueries>().FindAsync(id, stranger));
        }

        Assert.True((await console.ApproveAsync(id, console.Rolf)).IsAccepted);
        Assert.True((await console.ExecuteAsync(id)).IsAccepted);
        Assert.Equal([number], await NumbersAsync(console, console.Emil with { KnownRoles = new HashSet<Role>() }));
    }

    [Fact]
    public async Task WhoStandsInForAnApprover_SeesWhatTheyWereToldOf()
    {
        await using var console = await RequestConsole.StartAsync();
        // The manager asks herself, so hers decides.
        var request = await console.VerifiedAsync(console.Reset("K05") with { Requester = RequestConsole.Id(console.Mona) });

        Assert.Equal(RequestState.AwaitingApproval, await console.StateAsync(request));
        Assert.Single(await NumbersAsync(console, console.Mira));
        Assert.Single((await WaitingAsync(console, console.Mira, RequestDuty.Decide)).Rows);
        Assert.Empty((await WaitingAsync(console, console.Mona, RequestDuty.Decide)).Rows);
    }

    [Fact]
    public async Task WhatIsQuarantined_IsSeenByWhoeverOwnsAPathOfItsKind_AndWaitsForThem()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.SubmittedAsync(console.Reset() with { Channel = IntakeChannel.Chat });

        Assert.Equal([request.Number], await NumbersAsync(console, console.Paths.Carla));
        Assert.Single((await WaitingAsync(console, console.Paths.Carla, RequestDuty.Release)).Rows);
        Assert.Empty(await NumbersAsync(console, console.Rolf));
        var seen = (await console.Use<RequestQueries>().FindAsync(request.Id, console.Paths.Carla))!;
        Assert.True(seen.May(RequestAct.Release));
        Assert.Equal("Desk by phone", Assert.Single(seen.ReleaseOnto).Name);
        Assert.Equal([RequestConsole.Id(console.Paths.Carla)], Assert.Single(seen.Missing).Who);
        var own = (await console.SubmittedAsync(console.Reset() with { Channel = IntakeChannel.Chat, Subject = RequestConsole.Id(console.Paths.Carla) })).Id;
        Assert.Empty(Assert.Single((await console.FindAsync(own)).Missing).Who);
        Assert.False((await console.Use<RequestQueries>().FindAsync(own, console.Paths.Carla))!.May(RequestAct.Release));
    }

    [Fact]
    public async Task Waiting_ForADecision_IsForTheApproverUntilTheyVotedAndNeverForADesk()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = await console.VerifiedAsync(console.Access("K16")); // the owner of the system and the manager
        var queries = console.Use<RequestQueries>();

        foreach (var approver in new[] { console.Mona, console.Rolf })
            Assert.Equal(request, Assert.Single((await WaitingAsync(console, approver, RequestDuty.Decide)).Rows).Id);
        foreach (var other in new[] { console.Sam, console.Anna, console.Bert, console.Mira, console.Sanna })
            Assert.Empty((await WaitingAsync(console, other, RequestDuty.Decide)).Rows);

        Assert.True((await console.ApproveAsync(request, console.Mona)).IsAccepted);
        Assert.Empty((await WaitingAsync(console, console.Mona, RequestDuty.Decide)).Rows);
        Assert.Single((await WaitingAsync(console, console.Rolf, RequestDuty.Any)).Rows);
    }

    [Fact]
    public async Task Waiting_ForWhoeverIsOnDuty_IsForThemAlone()
    {
        await using var console = await RequestConsole.StartAsync();
        Assert.True((await console.Use<MarkSubject>().ExecuteAsync(CommandId.New(), new MarkSubjectInput(RequestConsole.Id(console.Sam), SubjectClass.Executive), console.Console.Founder)).IsAccepted);
        var request = await console.VerifiedAsync();

        Assert.Equal(request, Assert.Single((await WaitingAsync(console, console.Sanna, RequestDuty.Decide)).Rows).Id);
        Assert.Empty((await WaitingAsync(console, console.Ida, RequestDuty.Decide)).Rows);
    }

    [Fact]
    public async Task Waiting_ForVerificationAndExecution_IsForTheDeskButNotForTheSubjectNorWhereTheVerifierMustNot()
    {
        await using var console = await RequestConsole.StartAsync();
        var queries = console.Use<RequestQueries>();
        var high = await console.SubmittedAsync(console.Reset("K03"));
        var aboutBert = await console.SubmittedAsync(console.Reset() with { Subject = RequestConsole.Id(console.Bert), Requester = RequestConsole.Id(console.Bert) });

        Assert.Equal(2, (await WaitingAsync(console, console.Anna, RequestDuty.Verify)).Total);
        Assert.Equal([high.Number], (await WaitingAsync(console, console.Bert, RequestDuty.Verify)).Rows.Select(r => r.Number));
        Assert.Empty((await WaitingAsync(console, console.Mona, RequestDuty.Verify)).Rows);
        Assert.NotEqual(high.Number, aboutBert.Number);

        await console.VerifyAsync(high.Id);
        Assert.Equal(RequestState.Approved, await console.StateAsync(high.Id));
        Assert.Single((await WaitingAsync(console, console.Emil, RequestDuty.Execute)).Rows);
        Assert.Empty((await WaitingAsync(console, console.Anna, RequestDuty.Execute)).Rows);
        var seen = (await queries.FindAsync(high.Id, console.Anna))!;
        Assert.IsType<ExecutorHasAnotherPart>(Assert.Single(seen.Acts, a => a.Act == RequestAct.Execute).WhyNot);
        Assert.True((await queries.FindAsync(high.Id, console.Emil))!.May(RequestAct.Execute));
    }

    [Fact]
    public async Task Waiting_UntilTheInstantItLapses_AndNotFromThenOn()
    {
        await using var console = await RequestConsole.StartAsync();
        await console.SubmittedAsync();
        var queries = console.Use<RequestQueries>();

        console.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMilliseconds(1));
        Assert.Single((await WaitingAsync(console, console.Anna, RequestDuty.Verify)).Rows);
        console.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Empty((await WaitingAsync(console, console.Anna, RequestDuty.Verify)).Rows);
    }

    [Fact]
    public async Task WhatIsStopped_WaitsForSecurityOperationsAndTheLeadOfItsDesk()
    {
        await using var console = await RequestConsole.StartAsync();
        var queries = console.Use<RequestQueries>();
        var lead = await console.Console.PersonAsync("Lena Lead", Role.DeskLead);
        var otherLead = await console.Console.PersonAsync("Otto Lead", Role.DeskLead);
        var desk = await console.Console.DeskAsync("NORTH", RequestConsole.Id(lead));
        var request = (await console.SubmittedAsync(console.Reset() with { Desk = desk })).Id;
        Assert.True((await console.SignalAsync(request, "V09", SignalChannel.ManagedDevice, result: SignalResult.Failed)).IsAccepted);

        Assert.Single((await WaitingAsync(console, console.Paths.Svea, RequestDuty.Clear)).Rows);
        Assert.Single((await WaitingAsync(console, lead, RequestDuty.Clear)).Rows);
        Assert.Empty((await WaitingAsync(console, otherLead, RequestDuty.Clear)).Rows);
        Assert.True((await queries.FindAsync(request, lead))!.May(RequestAct.Clear));
        Assert.False((await queries.FindAsync(request, otherLead))!.May(RequestAct.Clear));
        var missing = Assert.Single((await queries.FindAsync(request, lead))!.Missing);
        Assert.Equal((RequestAct.Clear, "R-058"), (missing.Act, missing.Rule));
    }

    [Fact]
    public async Task WhatIsMissing_ShrinksWithEachSignal_AndNamesWhoMayDecideThen()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync(console.Access("K16"))).Id;

        Assert.Equal(["R-048", "R-045", "R-195"], (await console.FindAsync(request)).Missing.Select(m => m.Rule));
        var first = (await console.SignalAsync(request, "V03", SignalChannel.RecoveryCode)).Value;
        Assert.Equal("1 more signal, each by another channel and out of other hands: 1 of 2 count.", (await console.FindAsync(request)).Missing[0].What);
        Assert.True((await console.SignalAsync(request, "V06", SignalChannel.InPerson)).IsAccepted);
        var confirmation = Assert.Single((await console.FindAsync(request)).Missing);
        Assert.Equal((RequestAct.ConfirmSignal, "R-195"), (confirmation.Act, confirmation.Rule));
        Assert.False(Assert.Single((await console.Use<RequestQueries>().FindAsync(request, console.Anna))!.Signals, s => s.Id == first.Id).MayConfirm);
        Assert.True(Assert.Single((await console.Use<RequestQueries>().FindAsync(request, console.Bert))!.Signals, s => s.Id == first.Id).MayConfirm);
        Assert.True((await console.ConfirmAsync(request, first.Id)).IsAccepted);

        Assert.Equal([[RequestConsole.Id(console.Rolf)], [RequestConsole.Id(console.Mona)]], (await console.FindAsync(request)).Missing.Select(m => m.Who));
        Assert.True((await console.ApproveAsync(request, console.Mona)).IsAccepted);
        Assert.Equal([RequestConsole.Id(console.Rolf)], Assert.Single((await console.FindAsync(request)).Missing).Who);
        Assert.True((await console.ApproveAsync(request, console.Rolf)).IsAccepted);
        Assert.Equal(RequestAct.Execute, Assert.Single((await console.FindAsync(request)).Missing).Act);

        console.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal("R-061", (await console.FindAsync(request)).Missing[0].Rule);
    }

    [Fact]
    public async Task Offers_AreWhatThePolicyOffersForThisRequest_AndOnlyForThoseWhoMayRecordThem()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id; // by phone
        var queries = console.Use<RequestQueries>();

        var toAnAgent = (await queries.FindAsync(request, console.Anna))!.Offers;
        Assert.Equal([SignalChannel.Mail], Assert.Single(toAnAgent, o => o.Code == "V04").Channels); // not by the line it came by
        Assert.DoesNotContain(toAnAgent, o => o.Code is "W06" or "V10" or "V14");
        Assert.Empty(Assert.Single(toAnAgent, o => o.Code == "W01").Channels);
        Assert.Equal(["V10"], (await queries.FindAsync(request, console.Mona))!.Offers.Select(o => o.Code));
        Assert.Empty((await queries.FindAsync(request, console.Sam))!.Offers);
    }

    [Fact]
    public async Task PartsOfOneMatter_NameEachOtherAndShareTheHighestLevel()
    {
        await using var console = await RequestConsole.StartAsync();
        var parts = (await console.SubmitAsync(console.Input(
            new RequestContent { Kind = "K03", Effect = "A new factor." },
            new RequestContent { Kind = "K01", Effect = "A new password." },
            console.Access().Parts[0]))).Value;

        foreach (var part in parts)
        {
            var seen = await console.FindAsync(part.Id);
            Assert.Equal(RiskLevel.High, seen.LevelOfWhole);
            Assert.Equal(parts.Where(p => p.Id != part.Id).Select(p => p.Number).Order(), seen.OtherParts.Select(p => p.Number));
        }
    }

    [Fact]
    public async Task Filters_NarrowByEachField()
    {
        await using var console = await RequestConsole.StartAsync();
        var desk = await console.Console.DeskAsync("NORTH");
        var reset = await console.SubmittedAsync(console.Reset() with { Desk = desk });
        var access = await console.SubmittedAsync(console.Access());
        var machine = await console.SubmittedAsync(new SubmitRequestInput(
            [new RequestContent { Kind = "K12", Effect = "A new key.", System = console.Finance, Justification = "It is due.", Workload = "Invoices", Environment = "Production", RotatesOn = console.Paths.Today.AddDays(90) }],
            SubjectKind.MachineIdentity, Subject: null, "svc-invoices", RequestConsole.Id(console.Sam), Caller: null, IntakeChannel.Phone));
        var auditor = await console.Console.PersonAsync("Ada Auditor", Role.Auditor);

        Assert.Equal([machine.Number, access.Number, reset.Number], await FilteredAsync(new RequestFilter()));
        Assert.Equal([reset.Number], await FilteredAsync(new RequestFilter { Lanes = [Lane.BreakFix] }));
        Assert.Equal([reset.Number], await FilteredAsync(new RequestFilter { Desk = desk }));
        Assert.Equal([access.Number], await FilteredAsync(new RequestFilter { Kinds = ["K14"] }));
        Assert.Equal([machine.Number, access.Number, reset.Number], await FilteredAsync(new RequestFilter { Path = (await console.Console.RowsAsync<RecoveryPath>())[0].Id }));
        Assert.Empty(await FilteredAsync(new RequestFilter { Levels = [RiskLevel.Critical] }));
        Assert.Empty(await FilteredAsync(new RequestFilter { States = [RequestState.Closed] }));
        Assert.Equal([access.Number, reset.Number], await FilteredAsync(new RequestFilter { Text = "subject sAM" }));
        Assert.Equal([machine.Number], await FilteredAsync(new RequestFilter { Text = "svc-invoices" }));
        Assert.Equal([reset.Number], await FilteredAsync(new RequestFilter { Text = reset.Number.ToLowerInvariant() }));
        Assert.Equal(3, (await FilteredAsync(new RequestFilter { Text = reset.Number[..10] })).Count);
        Assert.Empty(await FilteredAsync(new RequestFilter { LapsesBefore = console.Clock.GetUtcNow().AddDays(7) }));
        Assert.Equal(3, (await FilteredAsync(new RequestFilter { LapsesBefore = console.Clock.GetUtcNow().AddDays(7).AddMilliseconds(1) })).Count);

        async Task<IReadOnlyList<string>> FilteredAsync(RequestFilter filter) =>
            [.. (await console.Use<RequestQueries>().ListAsync(auditor, filter, new PageRequest())).Rows.Select(r => r.Number)];
    }

    [Fact]
    public async Task Rows_SayTheWordsOfWhatTheyName_AndAllOfThemAreTheSameAsThePages()
    {
        await using var console = await RequestConsole.StartAsync();
        var desk = await console.Console.DeskAsync("NORTH");
        await console.SubmittedAsync(console.Reset() with { Desk = desk, Requester = null, Caller = "says to be Sam" });
        await console.SubmittedAsync(console.Reset("K02") with { Channel = IntakeChannel.Chat });
        var auditor = await console.Console.PersonAsync("Ada Auditor", Role.Auditor);
        var queries = console.Use<RequestQueries>();

        var page = await queries.ListAsync(auditor, new RequestFilter(), new PageRequest(Sort: nameof(RequestRow.Number)));
        var all = new List<RequestRow>();
        await foreach (var row in queries.AllAsync(auditor, new RequestFilter(), new PageRequest(Sort: nameof(RequestRow.Number))))
            all.Add(row);

        Assert.Equal(("Password reset", "Sam Subject", "says to be Sam", "Desk NORTH", "Desk by phone"), (page.Rows[0].KindTitle, page.Rows[0].About, page.Rows[0].AskedBy, page.Rows[0].Desk, page.Rows[0].PathName));
        Assert.Equal((RequestState.Quarantined, null, null), (page.Rows[1].State, page.Rows[1].Path, page.Rows[1].Desk));
        Assert.Equal(page.Rows, all);
    }

    private static async Task<IReadOnlyList<string>> NumbersAsync(RequestConsole console, Actor reader) =>
        [.. (await console.Use<RequestQueries>().ListAsync(reader, new RequestFilter(), new PageRequest())).Rows.Select(r => r.Number)];

    /// <summary>What the list shows of it; and the home page counts the same.</summary>
    private static async Task<Page<RequestRow>> WaitingAsync(RequestConsole console, Actor actor, RequestDuty duty)
    {
        var listed = await console.Use<RequestQueries>().ListAsync(actor, new RequestFilter { WaitsFor = duty }, new PageRequest(Sort: nameof(RequestRow.LapsesAt)));
        var owed = await console.Use<RequestQueries>().OwedAsync(actor, take: 5);
        Assert.Equal(listed.Total, owed.Where(o => duty == RequestDuty.Any || o.Duty == duty).Sum(o => o.Waiting.Total));
        return listed;
    }

    /// <summary>An agent whose manager of record leads a desk.</summary>
    private static async Task<Actor> AgentOfAsync(RequestConsole console, string name, Actor lead)
    {
        var person = (await console.Use<RegisterPerson>().ExecuteAsync(
            CommandId.New(), new RegisterPersonInput($"A-{name}", name, "agent@example.test", ManagerId: RequestConsole.Id(lead)), console.Console.Founder)).Value;
        Assert.True((await console.Use<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(person, Role.DeskAgent), console.Console.Founder)).IsAccepted);
        return TestConsole.SignedIn(person, name, Role.DeskAgent);
    }
}
