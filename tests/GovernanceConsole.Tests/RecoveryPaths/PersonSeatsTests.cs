using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;
using static GovernanceConsole.Tests.Fixtures.PathConsole;

namespace GovernanceConsole.Tests.RecoveryPaths;

/// <summary>What one person answers for in the register.</summary>
public sealed class PersonSeatsTests
{
    [Fact]
    public async Task Of_SomebodyInSeveralSeats_NamesEachWithThePathAndNothingOfARetiredOne()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.ActivePathAsync();
        var number = (await console.DetailsAsync(path)).Number;
        Accepted(await console.AssignAreaAsync(ControlArea.Reset, Id(console.Carla)));
        Accepted(await console.RetireAsync(await console.OwnedDraftAsync()));
        var seats = console.Use<PersonSeatQueries>();

        Assert.Equal(
            [(AnswersAs.ControlOwner, number), (AnswersAs.AreaOwner, null), (AnswersAs.ControlModelHolder, number)],
            (await seats.OfAsync(Id(console.Carla), new PageRequest())).Rows.Select(s => (s.As, s.Number)));
        Assert.Equal(console.Today.AddDays(180), (await seats.OfAsync(Id(console.Rolf), new PageRequest())).Rows.Single(s => s.As == AnswersAs.RiskOwner).ConfirmUntilOn);
        Assert.Contains((await seats.OfAsync(Id(console.Egon), new PageRequest())).Rows, s => s.As == AnswersAs.EscalationContact);
        Assert.Equal(0, (await seats.OfAsync(Id(console.Nele), new PageRequest())).Total);
    }

    [Fact]
    public async Task Of_ASecondPage_SkipsTheFirstAndStillCountsAll()
    {
        await using var console = await PathConsole.StartAsync();
        await console.OwnedDraftAsync();
        await console.OwnedDraftAsync();

        var page = await console.Use<PersonSeatQueries>().OfAsync(Id(console.Carla), new PageRequest(Skip: 1, Take: 1, Sort: nameof(PersonSeat.Number)));

        Assert.Equal((2, "RP-0002"), (page.Total, Assert.Single(page.Rows).Number));
    }
}
