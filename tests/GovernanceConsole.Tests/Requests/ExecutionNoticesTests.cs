using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

public sealed class ExecutionNoticesTests : IAsyncLifetime
{
    private RequestConsole _console = null!;

    public async Task InitializeAsync() => _console = await RequestConsole.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Theory]
    [InlineData("K19")] // ends sessions
    [InlineData("K05")] // a recovery factor
    [InlineData("K01")] // a credential
    [Trait("row", "R-098")]
    public async Task Execute_AChangeOfSessionFactorOrCredential_HasARowForEverySystemOfThePathsList_WithTimeAndResult(string kind)
    {
        var request = await _console.ExecutedAsync(_console.Reset(kind));

        var listed = await SiemNameAsync();
        var row = Assert.Single(await _console.NoticesAsync(request), n => n.Told == listed);
        Assert.Equal((NoticeChannel.ByHand, RequestNoticeState.Waiting, _console.Clock.GetUtcNow(), null), (row.Channel, row.State, row.CreatedAt, row.SettledAt));

        _console.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.True((await _console.ConfirmNoticeAsync(row.Id, _console.Bert)).IsAccepted);
        row = Assert.Single(await _console.NoticesAsync(request), n => n.Id == row.Id);
        Assert.Equal((RequestNoticeState.Delivered, _console.Clock.GetUtcNow(), "CALL-17"), (row.State, row.SettledAt, row.Reference));
    }

    [Fact]
    public async Task Execute_TellsWhomTheKindNames_AndTheOwnerOfTheSystemInTheirInbox()
    {
        var request = await _console.ExecutedAsync(_console.Access());

        var rows = await _console.NoticesAsync(request);
        Assert.Equal(
            new[] { "the identity provider", "security monitoring", "the owner of the system", "the queue of attestations", await SiemNameAsync() }.Order(StringComparer.Ordinal), rows.Select(r => r.Told).Order(StringComparer.Ordinal));
        var owner = rows.Single(r => r.Told == "the owner of the system");
        Assert.Equal((NoticeChannel.Inbox, RequestNoticeState.Delivered, RequestConsole.Id(_console.Rolf)), (owner.Channel, owner.State, owner.Person));
        Assert.Contains(await _console.Use<InboxQueries>().UnreadAsync(_console.Rolf), i => i.Subject.Contains("was executed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Execute_WhatWasNotExecuted_TellsNobody() => Assert.Empty(await _console.NoticesAsync(await _console.VerifiedAsync()));

    [Fact]
    public async Task Execute_WithoutMailInTheCase_TellsThePersonByMail()
    {
        var request = await _console.ExecutedAsync();

        var row = Single(await _console.NoticesAsync(request), NoticeTarget.Person);
        Assert.Equal((NoticeChannel.Mail, RequestNoticeState.Waiting), (row.Channel, row.State));
        _ = await _console.DeliverAsync();
        var mail = Assert.Single(_console.Console.Mail.Taken, m => m.To == "M-Sam@example.test");
        Assert.Contains("If you did not ask for it", mail.Text, StringComparison.Ordinal);
        row = Single(await _console.NoticesAsync(request), NoticeTarget.Person);
        Assert.Equal((RequestNoticeState.Delivered, _console.Clock.GetUtcNow(), 1), (row.State, row.SettledAt, row.Attempts));
    }

    [Fact]
    [Trait("row", "R-100")]
    public async Task Execute_WhatWasAskedForByMail_TellsThePersonByHandAtTheNumberOfRecord()
    {
        var everyKind = RequestKinds.All.Select(k => k.Kind).ToArray();
        _ = await _console.Paths.ActivePathAsync(_console.Paths.Description("Desk by mail") with { RequestKinds = everyKind, Channels = [IntakeChannel.Email] });

        var request = await _console.ExecutedAsync(_console.Reset() with { Channel = IntakeChannel.Email });

        var row = Single(await _console.NoticesAsync(request), NoticeTarget.Person);
        Assert.Equal((NoticeChannel.ByHand, RequestConsole.Id(_console.Sam)), (row.Channel, row.Person));
        Assert.Contains("on record before the case began", row.Instruction, StringComparison.Ordinal);
        Assert.DoesNotContain(await _console.Console.RowsAsync<OutgoingMail>(), m => m.Address is not null);
    }

    [Fact]
    public async Task Execute_ForSomebodyWithoutAnAddress_TellsThemByHand()
    {
        await MoveAsync(email: null);

        var row = Single(await _console.NoticesAsync(await _console.ExecutedAsync()), NoticeTarget.Person);

        Assert.Equal(NoticeChannel.ByHand, row.Channel);
    }

    [Fact]
    [Trait("row", "R-100")]
    public async Task Execute_AChangeOfAnAddressThatTheDirectoryHasAlready_TellsTheOldTheNewAndByAnotherChannel()
    {
        var request = (await _console.SubmittedAsync(_console.Reset("K04"))).Id;
        _console.Clock.Advance(TimeSpan.FromMinutes(1));
        await MoveAsync("sam@new.test");
        await _console.CarryOutAsync(request);
        _ = await _console.DeliverAsync();

        Assert.Equal(["M-Sam@example.test", "sam@new.test"], _console.Console.Mail.Taken.Select(m => m.To).Order(StringComparer.Ordinal));
        var rows = (await _console.NoticesAsync(request)).Where(n => n.Person == RequestConsole.Id(_console.Sam)).ToList();
        Assert.Equal([NoticeChannel.Mail, NoticeChannel.Mail, NoticeChannel.ByHand], rows.Select(r => r.Channel).Order());
        Assert.Single(await _console.Use<InboxQueries>().UnreadAsync(_console.Sam)); // two mails, one notice
    }

    [Fact]
    [Trait("row", "R-100")]
    public async Task Execute_AChangeOfAnAddressThatTheDirectoryDoesNotHaveYet_TellsTheOldByMailAndTheOthersByHand()
    {
        var request = await _console.ExecutedAsync(_console.Reset("K04"));
        _ = await _console.DeliverAsync();

        Assert.Equal("M-Sam@example.test", Assert.Single(_console.Console.Mail.Taken).To);
        var rows = (await _console.NoticesAsync(request)).Where(n => n.Person == RequestConsole.Id(_console.Sam)).ToList();
        Assert.Equal([NoticeChannel.Mail, NoticeChannel.ByHand, NoticeChannel.ByHand], rows.Select(r => r.Channel).Order());
        Assert.Single(rows, r => r.Instruction?.StartsWith("Write to the new address", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Execute_WhereTheAddressChangedWhileTheRequestWasPending_TellsThePersonAtBoth()
    {
        var request = (await _console.SubmittedAsync()).Id;
        _console.Clock.Advance(TimeSpan.FromMinutes(1));
        await MoveAsync("impostor@new.test");
        await _console.CarryOutAsync(request);
        _ = await _console.DeliverAsync();

        Assert.Equal(["M-Sam@example.test", "impostor@new.test"], _console.Console.Mail.Taken.Select(m => m.To).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Execute_AChangeOfAFactor_TellsThePersonAtTheAddressAndByAnotherChannel()
    {
        var rows = (await _console.NoticesAsync(await _console.ExecutedAsync(_console.Reset("K05")))).Where(n => n.Person == RequestConsole.Id(_console.Sam));

        Assert.Equal([NoticeChannel.Mail, NoticeChannel.ByHand], rows.Select(r => r.Channel).Order());
    }

    [Fact]
    public async Task Execute_InAnEmergency_TellsBothOwnersOfThePathAtOnceInTheirInboxAndByMail()
    {
        var request = await _console.ExecutedAsync(_console.Input(new RequestContent
        {
            Kind = "K18",
            Effect = "Sam can sign in while the identity provider is down.",
            System = _console.Finance,
            Justification = "The provider is down.",
            Incident = "INC-1",
            EndsAt = _console.Clock.GetUtcNow().AddHours(20),
        }));

        var rows = await _console.NoticesAsync(request);
        foreach (var (told, owner) in new[] { ("the control owner of the path", _console.Paths.Carla), ("the risk owner of the path", _console.Rolf) })
        {
            var row = rows.Single(r => r.Told == told);
            Assert.Equal((NoticeChannel.Inbox, RequestNoticeState.Delivered, RequestConsole.Id(owner)), (row.Channel, row.State, row.Person));
            var item = Assert.Single(await _console.Use<InboxQueries>().UnreadAsync(owner), i => i.Subject.Contains("was executed", StringComparison.Ordinal));
            Assert.Contains(await _console.Console.RowsAsync<OutgoingMail>(), m => m.NoticeId == item.Id);
        }
    }

    [Fact]
    public async Task Execute_WhereNobodyHoldsTheRole_TellsByHand_AndWhereSomebodyDoes_InTheirInboxes()
    {
        var somebody = await _console.ExecutedAsync(_console.Reset("K19"));
        Assert.Single(await _console.Use<InboxQueries>().UnreadAsync(_console.Paths.Svea), i => i.Subject.Contains("was executed", StringComparison.Ordinal));
        foreach (var holder in (await _console.Console.RowsAsync<RoleGrant>()).Where(g => g is { Role: Role.SecurityOperations, EndedAt: null }))
            Assert.True((await _console.Use<EndRole>().ExecuteAsync(CommandId.New(), new EndRoleInput(holder.PersonId, holder.Role), _console.Console.Founder)).IsAccepted);
        var nobody = await _console.ExecutedAsync(_console.Reset("K19"));

        Assert.Equal(NoticeChannel.ByHand, Single(await _console.NoticesAsync(nobody), NoticeTarget.SecurityQueue).Channel);
        Assert.Equal(NoticeChannel.Inbox, Single(await _console.NoticesAsync(somebody), NoticeTarget.SecurityQueue).Channel);
    }

    [Fact]
    public async Task Execute_WhereTheManagerHasLeft_TellsByHandWhoeverItIsNow()
    {
        await _console.Paths.LeaveAsync(_console.Mona);
        var request = await _console.ExecutedAsync(_console.Reset("K03"));

        Assert.Equal(NoticeChannel.ByHand, Single(await _console.NoticesAsync(request), NoticeTarget.ManagerOfRecord).Channel);
    }

    [Fact]
    public async Task Open_AreThoseThatAreNeitherDeliveredNorWaived_AndASentMailCountsAtOnce()
    {
        var request = await _console.ExecutedAsync();
        var person = PolicyTerms.Of(NoticeTarget.Person);
        Assert.Contains(await _console.OpenAsync(request), n => n.Told == person && n.Channel == NoticeChannel.Mail);

        _ = await _console.DeliverAsync();
        Assert.DoesNotContain(await _console.OpenAsync(request), n => n.Told == person);
        foreach (var open in await _console.OpenAsync(request))
            Assert.True((await _console.ConfirmNoticeAsync(open.Id, _console.Bert)).IsAccepted);
        Assert.Empty(await _console.OpenAsync(request));
    }

    private async Task<string> SiemNameAsync() => (await _console.Console.RowsAsync<GovernedSystem>()).Single(s => s.Id == _console.Paths.Siem).Name;

    private static RequestNoticeRow Single(IReadOnlyList<RequestNoticeRow> rows, NoticeTarget target) => Assert.Single(rows, r => r.Told == PolicyTerms.Of(target));

    private async Task MoveAsync(string? email)
    {
        var sam = RequestConsole.Id(_console.Sam);
        var stored = (await _console.Console.RowsAsync<Person>()).Single(p => p.Id == sam);
        Assert.True((await _console.Use<UpdatePerson>().ExecuteAsync(
            CommandId.New(), new UpdatePersonInput(sam, stored.Version, stored.Name, email, stored.Kind, stored.Engagement, stored.ManagerId, stored.UnitId, stored.ContractEndsOn), _console.Console.Founder)).IsAccepted);
    }
}
