using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Ledger;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Imports;
using static GovernanceConsole.Tests.Fixtures.PathConsole;

namespace GovernanceConsole.Tests.AuditLedger;

/// <summary>What brought an entry about, and what belongs together: said where it is known, nowhere else.</summary>
public sealed class CauseAndMatterTests
{
    [Fact]
    public async Task AcceptedTransfer_IsBecauseOfItsOffer_AlsoWhereThereWereOthers()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        Accepted(await console.ProposeAsync(path, PathSeat.Control, Id(console.Nele), console.Carla));
        console.Clock.Advance(TimeSpan.FromHours(1));
        Accepted(await console.DeclineAsync(path, PathSeat.Control, console.Nele));
        Accepted(await console.ProposeAsync(path, PathSeat.Control, Id(console.Egon), console.Carla));
        console.Clock.Advance(TimeSpan.FromHours(1));
        Accepted(await console.AcceptAsync(path, PathSeat.Control, console.Egon));

        var told = await EntriesAsync(console.Console);
        var offers = told.Where(e => e.Type == "recovery-path.transfer-proposed").Select(e => (long?)e.Idx).ToList();
        Assert.Equal(offers[0], told.Single(e => e.Type == "recovery-path.transfer-declined").Cause);
        Assert.Equal(offers[1], told.Single(e => e.Type == "recovery-path.transfer-accepted").Cause);
        Assert.All(told.Where(e => e.Type == "recovery-path.transfer-proposed"), e => Assert.Null(e.Cause));
    }

    [Fact]
    public async Task WithdrawnTransfer_IsBecauseOfItsOffer()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        Accepted(await console.ProposeAsync(path, PathSeat.Control, Id(console.Nele), console.Carla));
        Accepted(await console.WithdrawAsync(path, PathSeat.Control, console.Carla));

        var told = await EntriesAsync(console.Console);
        Assert.Equal(told.Single(e => e.Type == "recovery-path.transfer-proposed").Idx, told.Single(e => e.Type == "recovery-path.transfer-withdrawn").Cause);
    }

    [Fact]
    public async Task SuspensionAfterALapsedSignOff_IsBecauseOfTheSignOff()
    {
        await using var console = await PathConsole.StartAsync();
        await console.ActivePathAsync();
        console.Clock.Advance(TimeSpan.FromDays(120));
        await console.SuspendLapsedAsync();

        var told = await EntriesAsync(console.Console);
        Assert.Equal(told.Single(e => e.Type == "recovery-path.signed-off").Idx, told.Single(e => e.Type == "recovery-path.suspended-after-lapse").Cause);
    }

    [Fact]
    public async Task ApprovedPolicy_IsBecauseOfItsProposal()
    {
        await using var console = await TestConsole.StartAsync();
        await console.SetPolicyAsync(Limits.Default with { SignOffDays = 120 }, await console.PersonAsync("Gert", Role.Governance));

        var told = await EntriesAsync(console);
        Assert.Equal(told.Single(e => e.Type == "policy-version.proposed").Idx, told.Single(e => e.Type == "policy-version.approved").Cause);
    }

    [Fact]
    public async Task ImportOfPeople_TiesEverybodyItRegisteredToTheImport()
    {
        await using var console = await TestConsole.StartAsync();
        var auditor = await console.PersonAsync("Ada", Role.Auditor);
        var import = (await console.ImportAsync("key,name\nP1,Ada Lovelace\nP2,Bo Boss\n", ShippedMappings.All.Single(m => m.Kind == ImportKind.People))).Value;

        var found = await console.Use<TrailQueries>().PageAsync(auditor, new TrailFilter(Correlation: import.Id.Value.ToString()), new PageRequest());

        Assert.Equal(["import.begun", "import.objects-visible", "person.registered", "person.registered"], found.Rows.Select(e => e.Type).Order(StringComparer.Ordinal));
        Assert.All(await EntriesAsync(console), e => Assert.Equal(found.Rows.Any(f => f.Idx == e.Idx) ? import.Id.Value : null, e.Corr));
    }

    [Fact]
    public async Task ImportThatWasChecked_ThenBroughtInAndOneThatWasCancelled_AreTwoMatters()
    {
        await using var console = await TestConsole.StartAsync();
        var waiting = (await console.CheckAsync(Bringing.SmallHeader + Bringing.Row(), Bringing.Small)).Value;
        await console.Use<CancelImport>().ExecuteAsync(CommandId.New(), new CancelImportInput(waiting.Id), console.Founder);
        var visible = (await console.ImportAsync(Bringing.SmallHeader + Bringing.Row(), Bringing.Small)).Value;

        var matters = (await EntriesAsync(console)).Where(e => e.Obj.Kind == "import").Select(e => (e.Type, e.Corr));
        Assert.Equal(
            [("import.begun", waiting.Id.Value), ("import.checked", waiting.Id.Value), ("import.cancelled", waiting.Id.Value), ("import.begun", visible.Id.Value), ("import.history-visible", (Guid?)visible.Id.Value)],
            matters);
    }

    private static async Task<List<LedgerEntry>> EntriesAsync(TestConsole console) =>
        [.. (await console.RowsAsync<StoredEntry>()).Where(e => e.Ledger == 1).OrderBy(e => e.Idx).Select(e => LedgerEntry.Parse(e.Body))];
}
