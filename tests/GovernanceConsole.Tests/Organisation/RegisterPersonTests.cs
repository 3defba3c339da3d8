using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Organisation;

public sealed class RegisterPersonTests
{
    [Fact]
    public async Task Register_WithAManager_StoresWhatWasTyped()
    {
        await using var console = await TestConsole.StartAsync();

        var id = (await RegisterAsync(console, new RegisterPersonInput(" E7 ", " Ada Lang ", "ada@example.test", ManagerId: console.Founder.Person))).Value;

        var person = Assert.Single(await console.RowsAsync<Person>(), p => p.Id == id);
        Assert.Equal(("E7", "Ada Lang", console.Founder.Person, true), (person.DirectoryKey, person.Name, person.ManagerId, person.MayAct));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Register_WithATakenKey_IsRefusedAsDirectoryKeyIsTaken()
    {
        await using var console = await TestConsole.StartAsync();
        _ = (await RegisterAsync(console, new RegisterPersonInput("E7", "Ada", null))).Value;

        var refused = await RegisterAsync(console, new RegisterPersonInput("E7", "Bert", null));

        Assert.IsType<DirectoryKeyIsTaken>(Assert.Single(refused.Refusals));
    }

    [Fact]
    public async Task Register_WithAnUnknownManager_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        var refused = await RegisterAsync(console, new RegisterPersonInput("E7", "Ada", null, ManagerId: new PersonId(Guid.CreateVersion7())));

        Assert.IsType<NotFound>(Assert.Single(refused.Refusals));
    }

    [Fact]
    public async Task Register_WithSeveralFaults_NamesAllOfThem()
    {
        await using var console = await TestConsole.StartAsync();

        var refused = await RegisterAsync(console, new RegisterPersonInput("", new string('x', TextRules.Line + 1), "a\u0007@example.test"));

        Assert.Equal(["DirectoryKey", "Name", "Email"], refused.Refusals.Select(r => r.Field));
    }

    private static Task<Outcome<PersonId>> RegisterAsync(TestConsole console, RegisterPersonInput input) =>
        console.Use<RegisterPerson>().ExecuteAsync(CommandId.New(), input, console.Founder);
}
