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

    [Theory]
    [InlineData("Ada \u202Enimda")] // shown as "Ada admin"
    [InlineData("Ada\u2066x\u2069")]
    [InlineData("A\u200Bda")]
    [InlineData("Ada\u2060")]
    [InlineData("Ada\uFEFFB")]
    public async Task Register_ANameThatLooksLikeAnother_IsRefusedAsTextHoldsUnreadableCharacters(string name)
    {
        await using var console = await TestConsole.StartAsync();

        (await RegisterAsync(console, Input() with { Name = name })).Refusals.RefusedAs<TextHoldsUnreadableCharacters>();
    }

    [Theory]
    [InlineData("\u0646\u06CC\u0645\u200C\u0631\u062E")] // Persian parts letters without a space
    [InlineData("\u0DC1\u0DCA\u200D\u0DBB\u0DD3")] // Sinhala joins them
    [InlineData("\u05D0\u05D3\u05D4 (IT)\u200F")] // Hebrew with a mark of direction behind the bracket
    public async Task Register_ANameOfAnotherScript_IsKeptAsItIsWritten(string name)
    {
        await using var console = await TestConsole.StartAsync();

        Assert.True((await RegisterAsync(console, Input() with { Name = name })).IsAccepted);
        Assert.Contains(await console.RowsAsync<Person>(), p => p.Name == name);
    }

    private static RegisterPersonInput Input() => new("E7", "Ada", null);

    private static Task<Outcome<PersonId>> RegisterAsync(TestConsole console, RegisterPersonInput input) =>
        console.Use<RegisterPerson>().ExecuteAsync(CommandId.New(), input, console.Founder);
}
