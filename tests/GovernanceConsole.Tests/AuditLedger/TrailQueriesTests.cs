using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.AuditLedger;

public sealed class TrailQueriesTests : IAsyncLifetime
{
    private TestConsole _console = null!;
    private Actor _auditor = null!;
    private Actor _otto = null!;
    private VendorId _vendor;

    /// <summary>Six decisions: founding, two people with a role each, a vendor a day later. One denied attempt.</summary>
    public async Task InitializeAsync()
    {
        _console = await TestConsole.StartAsync();
        _auditor = await _console.PersonAsync("Ada Auditor", Role.Auditor);
        _otto = await _console.PersonAsync("Otto Owner", Role.Governance);
        _console.Clock.Advance(TimeSpan.FromDays(1));
        _vendor = (await _console.Use<RegisterVendor>().ExecuteAsync(CommandId.New(), new RegisterVendorInput("KONTOR", "Kontor GmbH"), _otto)).Value;
        Assert.False((await _console.Use<RegisterVendor>().ExecuteAsync(CommandId.New(), new RegisterVendorInput("OTHER", "Other"), _auditor)).IsAccepted);
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Page_WithoutAFilter_HasEveryDecisionNewestFirst()
    {
        var page = await PageAsync(new TrailFilter());

        Assert.Equal(6, page.Total);
        Assert.Equal([5, 4, 3, 2, 1, 0], page.Rows.Select(e => e.Idx));
        Assert.Equal("registered the vendor Kontor GmbH", page.Rows[0].Text);
    }

    [Theory]
    [InlineData(0, 2, new long[] { 5, 4 })]
    [InlineData(2, 2, new long[] { 3, 2 })]
    [InlineData(4, 2, new long[] { 1, 0 })]
    [InlineData(5, 2, new long[] { 0 })]
    [InlineData(6, 2, new long[] { })]
    public async Task Page_OfAPart_HoldsThatPartAndCountsAll(int skip, int take, long[] expected)
    {
        var all = await _console.Use<TrailQueries>().PageAsync(_auditor, new TrailFilter(), new PageRequest(skip, take));
        var byOnePerson = await _console.Use<TrailQueries>().PageAsync(_auditor, new TrailFilter(Person: _console.Founder.Person), new PageRequest(skip, take));

        Assert.Equal((6, 4), (all.Total, byOnePerson.Total));
        Assert.Equal(expected, all.Rows.Select(e => e.Idx));
        Assert.Equal(expected.Select(i => i - 1).Where(i => i >= 1), byOnePerson.Rows.Select(e => e.Idx));
    }

    [Theory]
    [InlineData(Role.Auditor, true)]
    [InlineData(Role.SecurityOperations, true)]
    [InlineData(Role.IamPolicy, true)]
    [InlineData(Role.Governance, true)]
    [InlineData(Role.PlatformAdministrator, false)]
    [InlineData(Role.DeskLead, false)]
    [InlineData(Role.Manager, false)]
    public async Task Page_ByRole_IsOpenToThoseWhoInspectTheEvidence(Role role, bool mayRead)
    {
        var reader = await _console.PersonAsync($"One {role}", role);

        Assert.Equal(mayRead, (await _console.Use<TrailQueries>().PageAsync(reader, new TrailFilter(), new PageRequest())).Total > 0);
        Assert.Equal(mayRead, (await _console.Use<TrailQueries>().EntriesAsync(reader, new TrailFilter())).Count > 0);
        Assert.Equal(mayRead, await _console.Use<TrailEntryQueries>().FindAsync(reader, TrailLedger.Decisions, 0) is not null);
        Assert.Equal(mayRead, (await _console.Use<TrailQueries>().ObjectsAsync(reader, "KONTOR")).Count > 0);
    }

    [Fact]
    public async Task Page_ByPerson_HasWhatTheyDid() =>
        Assert.Equal([5], await IdxOfAsync(new TrailFilter(Person: _otto.Person)));

    [Theory]
    [InlineData("KONTOR")]
    [InlineData("kontor")]
    [InlineData("ontor gm")]
    [InlineData(" Kontor ")]
    public async Task Page_ByNumberOrName_HasTheEntriesAboutTheObject(string text) =>
        Assert.Equal([5], await IdxOfAsync(new TrailFilter(Object: text)));

    [Fact]
    public async Task Page_ByIdOfAnObject_HasTheEntriesAboutIt()
    {
        Assert.Equal([5], await IdxOfAsync(new TrailFilter(Object: _vendor.Value.ToString("D"))));
        Assert.Equal([5], await IdxOfAsync(new TrailFilter(Object: _vendor.Value.ToString("N"))));
        Assert.Empty(await IdxOfAsync(new TrailFilter(Object: Guid.CreateVersion7().ToString())));
    }

    [Theory]
    [InlineData("nothing of that name")]
    [InlineData("100%")]
    [InlineData("_")]
    public async Task Page_ByANameNobodyHas_IsEmpty(string text) => Assert.Empty(await IdxOfAsync(new TrailFilter(Object: text)));

    [Fact]
    public async Task Page_ByKindOfObject_HasItsEvents()
    {
        Assert.Equal([5], await IdxOfAsync(new TrailFilter(Kind: "vendor")));
        Assert.Equal([4, 3, 2, 1, 0], await IdxOfAsync(new TrailFilter(Kind: "person")));
        Assert.Empty(await IdxOfAsync(new TrailFilter(Kind: "desk")));
    }

    [Fact]
    public async Task Page_ByKindOfEvent_HasThose()
    {
        Assert.Equal([4, 2], await IdxOfAsync(new TrailFilter(Type: "person.role-granted")));
        Assert.Empty(await IdxOfAsync(new TrailFilter(Kind: "vendor", Type: "person.role-granted")));
        Assert.Empty(await IdxOfAsync(new TrailFilter(Type: LedgerEvents.ActRefused.Type)));
    }

    [Fact]
    public async Task Page_OfDeniedAttempts_SaysWhoWasRefusedWhatAndWhy()
    {
        var entry = Assert.Single((await PageAsync(new TrailFilter(TrailLedger.SecurityEvents, Type: LedgerEvents.ActRefused.Type))).Rows);

        Assert.Equal((_auditor.Person, "was refused Register vendor: Not allowed"), (entry.ActorId, entry.Text));
        Assert.Empty(await IdxOfAsync(new TrailFilter(TrailLedger.SecurityEvents, Kind: "desk"))); // it was about nothing stored
    }

    [Fact]
    public async Task Page_OfDeniedAttemptsAboutAKindOfObject_HasThoseAlone()
    {
        await _console.Use<UpdateVendor>().ExecuteAsync(CommandId.New(), new UpdateVendorInput(_vendor, 99, "Renamed"), _otto);

        var entry = Assert.Single((await PageAsync(new TrailFilter(TrailLedger.SecurityEvents, Kind: "vendor"))).Rows);

        Assert.Equal(("vendor", _vendor.Value, _otto.Person), (entry.ObjectKind, entry.ObjectId, entry.ActorId));
    }

    [Fact]
    public async Task Page_ByTime_BeginsAtTheInstantAndEndsBeforeTheOther()
    {
        var first = TestConsole.Start;
        var second = first.AddDays(1);

        Assert.Equal([5], await IdxOfAsync(new TrailFilter(FromAt: second)));
        Assert.Equal([5], await IdxOfAsync(new TrailFilter(FromAt: first.AddMilliseconds(1))));
        Assert.Empty(await IdxOfAsync(new TrailFilter(FromAt: second.AddMilliseconds(1))));
        Assert.Equal([4, 3, 2, 1, 0], await IdxOfAsync(new TrailFilter(BeforeAt: second)));
        Assert.Equal(6, (await PageAsync(new TrailFilter(BeforeAt: second.AddMilliseconds(1)))).Total);
        Assert.Empty(await IdxOfAsync(new TrailFilter(BeforeAt: first)));
        Assert.Equal([4, 3, 2, 1, 0], await IdxOfAsync(new TrailFilter(FromAt: first, BeforeAt: second)));
        Assert.Equal([4, 2], await IdxOfAsync(new TrailFilter(FromAt: first, BeforeAt: second, Type: "person.role-granted")));
        Assert.Empty(await IdxOfAsync(new TrailFilter(FromAt: second, Type: "person.role-granted")));
        Assert.Empty(await IdxOfAsync(new TrailFilter(FromAt: second, BeforeAt: first)));
    }

    [Fact]
    public async Task Page_ByTimeAfterTheClockWasSetBack_LosesNoEntry()
    {
        _console.Clock.Advance(TimeSpan.FromMinutes(-30));
        await _console.PersonAsync("Late Entry");
        var at = _console.Clock.GetUtcNow();

        Assert.Contains(6, await IdxOfAsync(new TrailFilter(FromAt: at, BeforeAt: at.AddMinutes(1))));
        Assert.Contains(5, await IdxOfAsync(new TrailFilter(FromAt: at.AddMinutes(30))));
    }

    [Fact]
    public async Task Page_ByCorrelation_FindsByNumberEntryTransactionAndCommand()
    {
        var command = CommandId.New();
        await _console.Use<RegisterVendor>().ExecuteAsync(command, new RegisterVendorInput("NEXT", "Next"), _otto);
        var body = LedgerEntry.Parse((await _console.RowsAsync<StoredEntry>()).Single(e => e.Ledger == 1 && e.Idx == 6).Body);

        foreach (var pasted in new[] { "6", " 6 ", "Entry 6", body.Id.ToString("D"), body.Tx.Id.ToString("D"), command.Value.ToString("D"), $"{{{command.Value}}}" })
            Assert.Equal([6], await IdxOfAsync(new TrailFilter(Correlation: pasted)));
        foreach (var nothing in new[] { "7", "-1", "six", Guid.CreateVersion7().ToString(), Guid.Empty.ToString(), "ffffffff-ffff-ffff-ffff-ffffffffffff", "99999999999999999999" })
            Assert.Empty(await IdxOfAsync(new TrailFilter(Correlation: nothing)));
    }

    [Fact]
    public async Task Page_ByTheCommandOfADeniedAttempt_FindsIt()
    {
        var command = CommandId.New();
        await _console.Use<RegisterVendor>().ExecuteAsync(command, new RegisterVendorInput("NEXT", "Next"), _auditor);

        Assert.Equal([1], await IdxOfAsync(new TrailFilter(TrailLedger.SecurityEvents, Correlation: command.Value.ToString())));
    }

    [Fact]
    public async Task Page_BySeveralConditions_HasWhatMeetsAllOfThem()
    {
        Assert.Equal([4, 2], await IdxOfAsync(new TrailFilter(Person: _console.Founder.Person, Type: "person.role-granted")));
        Assert.Equal([4], await IdxOfAsync(new TrailFilter(Person: _console.Founder.Person, Type: "person.role-granted", Object: "Otto")));
        Assert.Empty(await IdxOfAsync(new TrailFilter(Person: _otto.Person, Type: "person.role-granted")));
        Assert.Equal([2], await IdxOfAsync(new TrailFilter(Correlation: "2", Type: "person.role-granted")));
        Assert.Empty(await IdxOfAsync(new TrailFilter(Correlation: "2", Person: _otto.Person)));
    }

    [Fact]
    public async Task Entries_InStepsOfOne_AreThoseOfThePageTurnedRound()
    {
        foreach (var filter in new[]
        {
            new TrailFilter(), new TrailFilter(Person: _console.Founder.Person), new TrailFilter(Kind: "person"), new TrailFilter(FromAt: TestConsole.Start, BeforeAt: TestConsole.Start.AddHours(1)),
            new TrailFilter(Kind: "person", Person: _console.Founder.Person), new TrailFilter(Object: "Otto"),
        })
        {
            var read = new List<long>();
            while (await _console.Use<TrailQueries>().EntriesAsync(_auditor, filter, read.LastOrDefault(-1), take: 1) is [var next])
                read.Add(next.Idx);

            Assert.Equal((await IdxOfAsync(filter)).Order(), read);
        }
    }

    private Task<Page<TrailEntry>> PageAsync(TrailFilter filter) => _console.Use<TrailQueries>().PageAsync(_auditor, filter, new PageRequest());

    private async Task<List<long>> IdxOfAsync(TrailFilter filter)
    {
        var page = await PageAsync(filter);
        Assert.Equal(page.Total, page.Rows.Count);
        return [.. page.Rows.Select(e => e.Idx)];
    }
}
