using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Retention;

namespace GovernanceConsole.Tests.Requests;

/// <summary>Rolf holds the seat of the finance system; Nele, who has none, decides for him.</summary>
[Trait("row", "R-078")]
public sealed class DelegateApprovalsTests
{
    [Fact]
    [Trait("row", "D16")]
    public async Task Delegate_VotesForThePrincipal_AndTheTrailSaysForWhom()
    {
        await using var console = await RequestConsole.StartAsync();
        _ = (await console.DelegateAsync(console.Rolf, console.Paths.Nele)).Value;
        var request = await console.VerifiedAsync(console.Access());

        Assert.Equal(RequestState.Approved, (await console.ApproveAsync(request, console.Paths.Nele)).Value.State);

        var entry = LedgerEntry.Parse((await console.Console.EntriesAsync(LedgerStream.Decisions)).Last(e => e.Type == "request.approved").Body);
        Assert.Equal(
            (RequestConsole.Id(console.Paths.Nele).Value.ToString("N"), RequestConsole.Id(console.Rolf).Value.ToString("N"), "DLG-0001"), (entry.Actor.Pid, entry.Obo!.Pid, entry.Obo.Grant));
        Assert.Contains(await console.Use<InboxQueries>().UnreadAsync(console.Paths.Nele), i => i.Subject == "You decide requests for Rolf Risk");
    }

    [Fact]
    [Trait("row", "D16")]
    public async Task Delegate_BeforeTheFirstInstantAndFromTheLastOn_HasNoSeat()
    {
        await using var console = await RequestConsole.StartAsync();
        var (begins, lapses) = (console.Clock.GetUtcNow().AddHours(1), console.Clock.GetUtcNow().AddHours(2));
        _ = (await console.DelegateAsync(console.Rolf, console.Paths.Nele, begins: begins, lapses: lapses)).Value;
        var request = await console.VerifiedAsync(console.Access());

        (await console.ApproveAsync(request, console.Paths.Nele)).Refusals.RefusedAs<NotAllowed>();
        console.Clock.Advance(begins - console.Clock.GetUtcNow());
        Assert.Contains(RequestConsole.Id(console.Paths.Nele), Assert.Single((await console.FindAsync(request)).Seats).People);
        console.Clock.Advance(lapses - console.Clock.GetUtcNow() - TimeSpan.FromMilliseconds(1));
        Assert.Contains(RequestConsole.Id(console.Paths.Nele), Assert.Single((await console.FindAsync(request)).Seats).People);
        console.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await console.ApproveAsync(request, console.Paths.Nele)).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    [Trait("row", "D16")]
    public async Task Delegate_OfAnotherKind_HasNoSeat()
    {
        await using var console = await RequestConsole.StartAsync();
        _ = (await console.DelegateAsync(console.Rolf, console.Paths.Nele, "K13")).Value;
        var request = await console.VerifiedAsync(console.Access("K14"));

        (await console.ApproveAsync(request, console.Paths.Nele)).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    [Trait("row", "D16")]
    public async Task Delegate_WhoVerifiedTheRequest_IsRefusedAsApproverHasAnotherPart()
    {
        await using var console = await RequestConsole.StartAsync();
        var mona = console.Mona;
        _ = (await console.DelegateAsync(console.Rolf, mona)).Value;
        var request = await console.VerifiedAsync(console.Access());
        _ = (await console.SignalAsync(request, "V10", SignalChannel.Console, mona)).Value; // the manager confirms

        (await console.ApproveAsync(request, mona)).Refusals.RefusedAs<ApproverHasAnotherPart>();
    }

    [Fact]
    [Trait("row", "D16")]
    public async Task Delegate_OfAPrincipalWhoAskedForIt_HasNoSeat()
    {
        await using var console = await RequestConsole.StartAsync();
        _ = (await console.DelegateAsync(console.Rolf, console.Paths.Nele)).Value;
        var request = await console.VerifiedAsync(console.Access() with { Requester = RequestConsole.Id(console.Rolf) });

        (await console.ApproveAsync(request, console.Paths.Nele)).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    [Trait("row", "D16")]
    public async Task Delegate_AfterThePrincipalVoted_HasNoSeat_AndThePrincipalNoneAfterTheDelegate()
    {
        await using var console = await RequestConsole.StartAsync();
        _ = (await console.DelegateAsync(console.Rolf, console.Paths.Nele, "K13")).Value;
        var input = console.Input(console.Access("K13").Parts[0] with { EndsAt = console.Clock.GetUtcNow().AddHours(8) });
        var byPrincipal = await console.VerifiedAsync(input);
        var byDelegate = await console.VerifiedAsync(input);

        Assert.True((await console.ApproveAsync(byPrincipal, console.Rolf)).IsAccepted);
        (await console.ApproveAsync(byPrincipal, console.Paths.Nele)).Refusals.RefusedAs<NotAllowed>();
        Assert.True((await console.ApproveAsync(byDelegate, console.Paths.Nele)).IsAccepted);
        (await console.ApproveAsync(byDelegate, console.Rolf)).Refusals.RefusedAs<HasBeenVotedFor>();
    }

    /// <summary>Nele decides for Rolf, and Mira for Nele: what was delegated to Nele is not Mira's.</summary>
    [Fact]
    [Trait("row", "D16")]
    public async Task Delegate_OfADelegate_HasNoSeat()
    {
        await using var console = await RequestConsole.StartAsync();
        _ = (await console.DelegateAsync(console.Rolf, console.Paths.Nele)).Value;
        _ = (await console.DelegateAsync(console.Paths.Nele, console.Mira)).Value;
        var request = await console.VerifiedAsync(console.Access());

        (await console.ApproveAsync(request, console.Mira)).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Delegate_ToOneself_IsRefusedAsDelegatesToOneself()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.DelegateAsync(console.Rolf, console.Rolf)).Refusals.RefusedAs<DelegatesToOneself>();
    }

    [Fact]
    public async Task Delegate_ToSomebodyOfADesk_IsRefusedAsDeskRolesDoNotApprove()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.DelegateAsync(console.Rolf, console.Anna)).Refusals.RefusedAs<DeskRolesDoNotApprove>();
    }

    [Fact]
    public async Task Delegate_WhoWentToADeskSince_HasNoSeat()
    {
        await using var console = await RequestConsole.StartAsync();
        _ = (await console.DelegateAsync(console.Rolf, console.Paths.Nele)).Value;
        PathConsole.Accepted(await console.Use<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(RequestConsole.Id(console.Paths.Nele), Role.DeskAgent), console.Console.Founder));
        var request = await console.VerifiedAsync(console.Access());

        (await console.ApproveAsync(request, console.Paths.Nele)).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Delegate_ToSomebodyWhoLeftOrIsNotThere_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        await console.Paths.LeaveAsync(console.Mira);

        Assert.False((await console.DelegateAsync(console.Rolf, console.Mira)).IsAccepted);
        (await console.Use<DelegateApprovals>().ExecuteAsync(
            CommandId.New(), new DelegateApprovalsInput(PersonId.From(Guid.CreateVersion7()), ["K14"], null, console.Clock.GetUtcNow().AddDays(1), "Away."), console.Rolf)).Refusals.RefusedAs<NotFound>();
    }

    [Fact]
    public async Task Delegate_NoKindOrAnUnknownOne_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.Use<DelegateApprovals>().ExecuteAsync(
            CommandId.New(), new DelegateApprovalsInput(RequestConsole.Id(console.Paths.Nele), [], null, console.Clock.GetUtcNow().AddDays(1), "Away."), console.Rolf)).Refusals.RefusedAs<DelegatesNoKind>();
        (await console.DelegateAsync(console.Rolf, console.Paths.Nele, "K77")).Refusals.RefusedAs<KindIsUnknown>();
    }

    [Fact]
    public async Task Delegate_WithoutAReason_IsRefusedAsFieldIsEmpty()
    {
        await using var console = await RequestConsole.StartAsync();

        (await console.Use<DelegateApprovals>().ExecuteAsync(
            CommandId.New(), new DelegateApprovalsInput(RequestConsole.Id(console.Paths.Nele), ["K14"], null, console.Clock.GetUtcNow().AddDays(1), " "), console.Rolf)).Refusals.RefusedAs<FieldIsEmpty>();
    }

    [Fact]
    public async Task Delegate_ForTheLongestTime_IsAccepted_AndAMillisecondLongerRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var longest = console.Clock.GetUtcNow().AddDays(PolicyDocument.Default.Limits.DelegationDays);

        (await console.DelegateAsync(console.Rolf, console.Paths.Nele, lapses: longest + TimeSpan.FromMilliseconds(1))).Refusals.RefusedAs<DelegationLastsTooLong>();
        Assert.True((await console.DelegateAsync(console.Rolf, console.Paths.Nele, lapses: longest)).IsAccepted);
    }

    [Fact]
    public async Task Delegate_ThatEndsAtOnceOrBeforeItBegins_IsRefusedAsDelegationEndsBeforeItBegins()
    {
        await using var console = await RequestConsole.StartAsync();
        var now = console.Clock.GetUtcNow();

        (await console.DelegateAsync(console.Rolf, console.Paths.Nele, lapses: now)).Refusals.RefusedAs<DelegationEndsBeforeItBegins>();
        (await console.DelegateAsync(console.Rolf, console.Paths.Nele, begins: now.AddDays(2), lapses: now.AddDays(1))).Refusals.RefusedAs<DelegationEndsBeforeItBegins>();
    }

    /// <summary>Two delegates of one person would count twice (D1).</summary>
    [Fact]
    [Trait("row", "D1")]
    public async Task Delegate_TheSameKindTwiceInOneTime_IsRefusedAsDelegatedAlready_AndAnotherKindOrTimeIsNot()
    {
        await using var console = await RequestConsole.StartAsync();
        var day = console.Clock.GetUtcNow().AddDays(1);
        _ = (await console.DelegateAsync(console.Rolf, console.Paths.Nele, lapses: day)).Value;

        (await console.DelegateAsync(console.Rolf, console.Mira, begins: day - TimeSpan.FromMilliseconds(1), lapses: day.AddDays(1))).Refusals.RefusedAs<DelegatedAlready>();
        Assert.True((await console.DelegateAsync(console.Rolf, console.Mira, begins: day, lapses: day.AddDays(1))).IsAccepted);
        Assert.True((await console.DelegateAsync(console.Rolf, console.Mira, "K13")).IsAccepted);
    }

    [Fact]
    public async Task List_ShowsEverybodyTheirOwn_AndTheAuditorAll()
    {
        await using var console = await RequestConsole.StartAsync();
        var delegation = (await console.DelegateAsync(console.Rolf, console.Paths.Nele)).Value;
        _ = (await console.DelegateAsync(console.Mona, console.Mira)).Value;
        var auditor = await console.Console.PersonAsync("Aud Itor", Role.Auditor);
        var page = new PageRequest();

        Assert.Equal(delegation, Assert.Single((await console.Use<DelegationQueries>().ListAsync(page, console.Rolf)).Rows).Id);
        Assert.Equal(delegation, Assert.Single((await console.Use<DelegationQueries>().ListAsync(page, console.Paths.Nele)).Rows).Id);
        Assert.Empty((await console.Use<DelegationQueries>().ListAsync(page, console.Sam)).Rows);
        Assert.Equal(2, (await console.Use<DelegationQueries>().ListAsync(page, auditor with { KnownRoles = new HashSet<Role> { Role.Auditor } })).Total);
        Assert.Equal([RequestConsole.Id(console.Rolf)], await console.Use<DelegationQueries>().PrincipalsOfAsync(RequestConsole.Id(console.Paths.Nele)));
    }
}
