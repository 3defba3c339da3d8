using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.AuditLedger;

public sealed class LedgeredChangeTests
{
    [Fact]
    [Trait("row", "X1")]
    public async Task Execute_Accepted_WritesRowsEntryAndAnswerTogether()
    {
        await using var console = await TestConsole.StartAsync();

        await console.PersonAsync("Ada Auditor", Role.Auditor);

        Assert.Equal(3, LedgerFold.VerifyChain(console.File, 1));
        Assert.Equal(0, LedgerFold.VerifyChain(console.File, 2));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Execute_TheSameCommandTwice_HasOneEffectAndTheSameAnswer()
    {
        await using var console = await TestConsole.StartAsync();
        var command = CommandId.New();
        var input = new RegisterPersonInput("E1", "Ada", null);

        var first = await console.Use<RegisterPerson>().ExecuteAsync(command, input, console.Founder);
        var repeat = await console.Use<RegisterPerson>().ExecuteAsync(command, input, console.Founder);

        Assert.Equal(first.Value, repeat.Value);
        Assert.Equal(2, (await console.RowsAsync<Person>()).Count);
        Assert.Equal(2, LedgerFold.VerifyChain(console.File, 1));
    }

    [Fact]
    public async Task Execute_TheSameCommandIdWithOtherContent_IsRefusedAsCommandIdAlreadyUsed()
    {
        await using var console = await TestConsole.StartAsync();
        var command = CommandId.New();
        await console.Use<RegisterPerson>().ExecuteAsync(command, new RegisterPersonInput("E1", "Ada", null), console.Founder);

        var other = await console.Use<RegisterPerson>().ExecuteAsync(command, new RegisterPersonInput("E2", "Eve", null), console.Founder);

        Assert.IsType<CommandIdAlreadyUsed>(Assert.Single(other.Refusals));
    }

    [Fact]
    public async Task Execute_TheSameCommandIdByAnotherActor_IsRefusedAsCommandIdAlreadyUsed()
    {
        await using var console = await TestConsole.StartAsync();
        var other = await console.PersonAsync("Otto", Role.Governance);
        var command = CommandId.New();
        var input = new RegisterPersonInput("E100", "Ada", null);
        await console.Use<RegisterPerson>().ExecuteAsync(command, input, console.Founder);

        var replay = await console.Use<RegisterPerson>().ExecuteAsync(command, input, other);

        Assert.IsType<CommandIdAlreadyUsed>(Assert.Single(replay.Refusals));
    }

    [Fact]
    public async Task Execute_Refused_ChangesNothingAndIsWrittenToTheSecurityEvents()
    {
        await using var console = await TestConsole.StartAsync();
        var agent = await console.PersonAsync("Dirk Agent", Role.DeskAgent);

        var refused = await console.Use<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput("E9", "Eve", null), agent);

        Assert.IsType<NotAllowed>(Assert.Single(refused.Refusals));
        Assert.DoesNotContain(await console.RowsAsync<Person>(), p => p.Name == "Eve");
        Assert.Equal(1, LedgerFold.VerifyChain(console.File, 2));
    }

    [Fact]
    public async Task Execute_Refused_DoesNotConsumeTheCommandId()
    {
        await using var console = await TestConsole.StartAsync();
        var command = CommandId.New();

        var refused = await console.Use<RegisterPerson>().ExecuteAsync(command, new RegisterPersonInput("E9", " ", null), console.Founder);
        var mended = await console.Use<RegisterPerson>().ExecuteAsync(command, new RegisterPersonInput("E9", "Eve", null), console.Founder);

        Assert.IsType<FieldIsEmpty>(Assert.Single(refused.Refusals));
        Assert.True(mended.IsAccepted);
    }

    [Fact]
    [Trait("row", "B-01")]
    public async Task Execute_AfterTheRoleWasEnded_IsRefusedAtTheNextCommand()
    {
        await using var console = await TestConsole.StartAsync();
        var governance = await console.PersonAsync("Gert", Role.Governance);
        await console.Use<EndRole>().ExecuteAsync(CommandId.New(), new EndRoleInput(governance.Person!.Value, Role.Governance), console.Founder);

        var refused = await console.Use<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput("E9", "Eve", null), governance);

        Assert.IsType<NotAllowed>(Assert.Single(refused.Refusals));
    }

    [Fact]
    public async Task Execute_RefusedInALoop_IsWrittenUpToTheCapAndCountedBeyond()
    {
        await using var console = await TestConsole.StartAsync();
        var agent = await console.PersonAsync("Dirk Agent", Role.DeskAgent);
        for (var i = 0; i < 40; i++)
            await console.Use<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput("E9", "Eve", null), agent);

        Assert.Equal(30, LedgerFold.VerifyChain(console.File, 2));

        console.Clock.Advance(TimeSpan.FromMinutes(1));
        await console.Use<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput("E9", "Eve", null), agent);

        Assert.Equal(31, LedgerFold.VerifyChain(console.File, 2));
    }

    [Fact]
    public async Task Execute_OnBehalfOfSomebodyWithoutADelegation_IsRefusedAsNotAllowed()
    {
        await using var console = await TestConsole.StartAsync();
        var other = await console.PersonAsync("Otto");

        var refused = await console.Use<RegisterPerson>().ExecuteAsync(
            CommandId.New(), new RegisterPersonInput("E9", "Eve", null), console.Founder with { OnBehalfOf = new OnBehalfOf(other.Person!.Value, "DLG-1") });

        Assert.IsType<NotAllowed>(Assert.Single(refused.Refusals));
    }

    [Fact]
    public async Task Execute_ManyAtOnce_GivesContiguousEntriesAndOneEffectEach()
    {
        await using var console = await TestConsole.StartAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() =>
            console.Use<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput($"K{i % 150}", $"Person {i}", null), console.Founder))));

        Assert.Equal(150, outcomes.Count(o => o.IsAccepted));
        Assert.Equal(50, outcomes.Count(o => !o.IsAccepted && o.Refusals[0] is DirectoryKeyIsTaken));
        Assert.Equal(151, LedgerFold.VerifyChain(console.File, 1));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Execute_AfterARestart_GoesOnWhereTheLedgerEnded()
    {
        await using var console = await TestConsole.StartAsync();
        await console.PersonAsync("Ada");

        await console.RestartAsync();
        await console.PersonAsync("Bert");

        Assert.Equal(3, LedgerFold.VerifyChain(console.File, 1));
        await LedgerFold.EqualsTheTablesAsync(console);
    }
}
