using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class RegisterPersonTests
{
    [Fact]
    public async Task Register_WithManagerAndUnit_IsInTheDirectory()
    {
        await using var console = await TestConsole.StartAsync();
        var unit = await console.UnitAsync("OPS");
        var manager = await console.EntryAsync("E1", "Mona Manager");

        var ada = await RegisterAsync(console, Input() with { ManagerId = manager, UnitId = unit, Email = " ada@example.test " });

        var found = (await console.Use<PeopleQueries>().FindAsync(console.Founder, ada.Value))!;
        Assert.Equal(("Ada", "ada@example.test", "Mona Manager", "Unit OPS"), (found.Name, found.Email, found.Manager!.Name, found.UnitName));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Register_WithoutANameAndWithABadAddress_IsRefusedForBothAtOnce()
    {
        await using var console = await TestConsole.StartAsync();

        var refused = await RegisterAsync(console, Input() with { Name = " ", Email = "ada" });

        Assert.Equal(["FieldIsEmpty", "EmailIsNoAddress"], refused.Refusals.Select(r => r.Code));
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public async Task Register_AKeyOfSomeLength_IsRefusedAsTextIsTooLongBeyondTheLimit(int length, bool accepted)
    {
        await using var console = await TestConsole.StartAsync();

        var outcome = await RegisterAsync(console, Input() with { DirectoryKey = new string('k', length) });

        Assert.Equal(accepted, outcome.IsAccepted);
        if (!accepted)
            outcome.Refusals.RefusedAs<TextIsTooLong>();
    }

    [Fact]
    public async Task Register_AKeyThatExists_IsRefusedAsDirectoryKeyIsTaken()
    {
        await using var console = await TestConsole.StartAsync();
        await console.EntryAsync("E7", "Ada");

        (await RegisterAsync(console, Input())).Refusals.RefusedAs<DirectoryKeyIsTaken>();
    }

    [Fact]
    public async Task Register_UnderAManagerOrInAUnitThatDoesNotExist_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        var refused = await RegisterAsync(console, Input() with { ManagerId = PersonId.From(Guid.Empty), UnitId = OrganisationalUnitId.From(Guid.Empty) });

        Assert.Equal(["person", "unit"], refused.Refusals.Cast<NotFound>().Select(r => r.What));
    }

    [Fact]
    public async Task Register_UnderAManagerWhoHasLeft_IsRefusedAsPersonHasLeft()
    {
        await using var console = await TestConsole.StartAsync();
        var leaver = await console.LeaverAsync("Lea Leaver");

        (await RegisterAsync(console, Input() with { ManagerId = leaver })).Refusals.RefusedAs<PersonHasLeft>();
    }

    [Fact]
    public async Task Register_WithACharacterThatCannotBeShown_IsRefusedAsTextHoldsUnreadableCharacters()
    {
        await using var console = await TestConsole.StartAsync();

        (await RegisterAsync(console, Input() with { Email = "a\u0007@example.test" })).Refusals.RefusedAs<TextHoldsUnreadableCharacters>();
    }

    private static RegisterPersonInput Input() => new("E7", "Ada", null);

    private static Task<Outcome<PersonId>> RegisterAsync(TestConsole console, RegisterPersonInput input) =>
        console.Use<RegisterPerson>().ExecuteAsync(CommandId.New(), input, console.Founder);
}
