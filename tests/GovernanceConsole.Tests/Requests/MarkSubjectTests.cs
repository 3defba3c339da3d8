using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

[Trait("row", "R-038")]
public sealed class MarkSubjectTests
{
    [Theory]
    [InlineData(Role.Governance, true)]
    [InlineData(Role.IamPolicy, true)]
    [InlineData(Role.DeskLead, false)]
    [InlineData(Role.PlatformAdministrator, false)]
    public async Task Mark_IsForGovernanceAndIamPolicy(Role role, bool allowed)
    {
        await using var console = await TestConsole.StartAsync();

        Assert.Equal(allowed, (await MarkAsync(console, await console.PersonAsync("Sam"), SubjectClass.Executive, await console.PersonAsync("Gert", role))).IsAccepted);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Mark_TwiceOrAsAClassThatTheDirectoryTells_IsRefused()
    {
        await using var console = await TestConsole.StartAsync();
        var sam = await console.PersonAsync("Sam");
        _ = (await MarkAsync(console, sam, SubjectClass.Executive)).Value;

        (await MarkAsync(console, sam, SubjectClass.Executive)).Refusals.RefusedAs<IsMarkedAlready>();
        (await MarkAsync(console, sam, SubjectClass.Standard)).Refusals.RefusedAs<ClassIsToldByTheDirectory>();
        Assert.True((await MarkAsync(console, sam, SubjectClass.Privileged)).IsAccepted);
    }

    [Fact]
    public async Task Mark_SomebodyWhoIsNotThere_IsRefusedAsNotFound()
    {
        await using var console = await TestConsole.StartAsync();

        (await console.Use<MarkSubject>().ExecuteAsync(
            CommandId.New(), new MarkSubjectInput(new PersonId(Guid.CreateVersion7()), SubjectClass.Executive), console.Founder)).Refusals.RefusedAs<NotFound>();
    }

    private static Task<Outcome<SubjectMarkId>> MarkAsync(TestConsole console, Actor person, SubjectClass subject, Actor? by = null) =>
        console.Use<MarkSubject>().ExecuteAsync(CommandId.New(), new MarkSubjectInput(person.Person!.Value, subject), by ?? console.Founder);
}
