using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

public sealed class EndSubjectMarkTests
{
    [Fact]
    public async Task End_ByGovernance_EndsTheTreatmentOnce()
    {
        await using var console = await TestConsole.StartAsync();
        var mark = await MarkedAsync(console, await console.PersonAsync("Sam"));

        _ = (await EndAsync(console, mark)).Value;

        Assert.Equal(TestConsole.Start, Assert.Single(await console.RowsAsync<SubjectMark>()).EndedAt);
        (await EndAsync(console, mark)).Refusals.RefusedAs<MarkHasEnded>();
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Theory]
    [InlineData(Role.IamPolicy)]
    [InlineData(Role.DeskLead)]
    public async Task End_ByAnotherRole_IsRefusedAsNotAllowed(Role role)
    {
        await using var console = await TestConsole.StartAsync();
        var mark = await MarkedAsync(console, await console.PersonAsync("Sam"));

        (await EndAsync(console, mark, await console.PersonAsync("Nora", role))).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task End_OnesOwnOrWithoutAReasonOrWhatIsNotThere_IsRefused()
    {
        await using var console = await TestConsole.StartAsync();
        var own = await MarkedAsync(console, console.Founder);
        var mark = await MarkedAsync(console, await console.PersonAsync("Sam"));

        (await EndAsync(console, own)).Refusals.RefusedAs<NobodyLowersTheirOwnClass>();
        (await EndAsync(console, mark, reason: " ")).Refusals.RefusedAs<FieldIsEmpty>();
        (await EndAsync(console, SubjectMarkId.From(Guid.CreateVersion7()))).Refusals.RefusedAs<NotFound>();
    }

    private static async Task<SubjectMarkId> MarkedAsync(TestConsole console, Actor person) =>
        (await console.Use<MarkSubject>().ExecuteAsync(CommandId.New(), new MarkSubjectInput(person.Person!.Value, SubjectClass.Executive), console.Founder)).Value;

    private static Task<Outcome<Done>> EndAsync(TestConsole console, SubjectMarkId mark, Actor? by = null, string reason = "Left the board.") =>
        console.Use<EndSubjectMark>().ExecuteAsync(CommandId.New(), new EndSubjectMarkInput(mark, reason), by ?? console.Founder);
}
