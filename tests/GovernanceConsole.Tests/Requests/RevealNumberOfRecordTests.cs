using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.EvidenceExports;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

public sealed class RevealNumberOfRecordTests
{
    [Fact]
    public async Task Reveal_ForTheAgentWhoVerifies_ShowsTheNumber_AndIsOnRecordAsASecurityEvent()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id;

        var shown = (await RevealAsync(console, request)).Value;

        Assert.Equal(new NumberToDial(TestContacts.Number, console.Clock.GetUtcNow().AddMinutes(10)), shown);
        var entry = Assert.Single(await console.Console.OfTypeAsync(RequestEvents.NumberRevealed));
        Assert.Equal(
            (RequestConsole.Id(console.Anna).Value, "REQ-2026-000001", console.SamsNumber.Value.ToString("N"), "masked"),
            (Guid.Parse(entry.Actor.Pid), (string)entry.Told("number")!, (string)entry.Told("contact")!, Assert.Single(entry.Priv!).F));
    }

    /// <summary>Whatever is kept of the command: its answer, its entry, its private texts.</summary>
    [Fact]
    public async Task Reveal_KeepsTheNumberNowhereElseThanTheDirectoryHasIt()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id;
        var before = await TextsAsync(console);

        _ = (await RevealAsync(console, request)).Value;

        Assert.Equal(before, await TextsAsync(console));
        Assert.NotEqual(0, before);
    }

    [Fact]
    public async Task Reveal_TheSameCommandAgain_ShowsTheNumberForTenMinutes_AndThenNot()
    {
        await using var console = await RequestConsole.StartAsync();
        var (request, command) = ((await console.SubmittedAsync()).Id, CommandId.New());
        _ = (await RevealAsync(console, request, command: command)).Value;

        console.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(TestContacts.Number, (await RevealAsync(console, request, command: command)).Value.Number);
        console.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await RevealAsync(console, request, command: command)).Refusals.RefusedAs<NumberWasShown>();
        Assert.True((await RevealAsync(console, request)).IsAccepted);
    }

    [Fact]
    public async Task Reveal_AForeignContact_IsRefusedAsContactIsNotOfTheSubject_LikeOneThatIsNotThere()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id;
        var (monas, _) = await console.Console.ContactsAsync(console.Mona, "M-Mona");

        (await RevealAsync(console, request, contact: monas)).Refusals.RefusedAs<ContactIsNotOfTheSubject>();
        (await RevealAsync(console, request, contact: ContactId.From(Guid.CreateVersion7()))).Refusals.RefusedAs<ContactIsNotOfTheSubject>();
    }

    [Fact]
    public async Task Reveal_ARecoveryAddress_IsRefusedAsContactIsOfAnotherKind()
    {
        await using var console = await RequestConsole.StartAsync();

        (await RevealAsync(console, (await console.SubmittedAsync()).Id, contact: console.SamsAddress)).Refusals.RefusedAs<ContactIsOfAnotherKind>();
    }

    [Fact]
    public async Task Reveal_ToTheSubjectOrTheRequester_IsRefusedAsVerifierHasAnotherPart()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync(console.Reset() with { Requester = RequestConsole.Id(console.Bert) })).Id;

        (await RevealAsync(console, request, console.Bert)).Refusals.RefusedAs<VerifierHasAnotherPart>();
        Assert.True((await RevealAsync(console, request, console.Anna)).IsAccepted);
    }

    [Theory]
    [InlineData(Role.Governance)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.SecurityOperations)]
    [InlineData(Role.PlatformAdministrator)]
    [InlineData(Role.Manager)]
    public async Task Reveal_ToARoleThatDoesNotVerify_IsRefusedAsNotAllowed(Role role)
    {
        await using var console = await RequestConsole.StartAsync();

        (await RevealAsync(console, (await console.SubmittedAsync()).Id, await console.Console.PersonAsync("Nora", role))).Refusals.RefusedAs<NotAllowed>();
    }

    [Fact]
    public async Task Reveal_ForARequestThatIsNotThereOrEnded_IsRefused()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id;

        (await RevealAsync(console, RequestId.From(Guid.CreateVersion7()))).Refusals.RefusedAs<NotFound>();
        _ = (await console.SignalAsync(request, "V03", SignalChannel.RecoveryCode, result: SignalResult.Failed)).Value;
        (await RevealAsync(console, request)).Refusals.RefusedAs<NotAtThisStage>();
        _ = (await console.Use<CancelRequest>().ExecuteAsync(CommandId.New(), new CancelRequestInput(request, "Solved otherwise."), console.Anna)).Value;
        (await RevealAsync(console, request)).Refusals.RefusedAs<RequestHasEnded>();
    }

    [Fact]
    [Trait("row", "R-056")]
    public async Task Reveal_ANumberInItsCoolingOff_IsRefusedWithTheInstantFromWhichItCounts()
    {
        await using var console = await RequestConsole.StartAsync();
        await console.Console.DirectorySaysAsync("M-Sam", "+49 30 23125 102");
        var counts = console.Clock.GetUtcNow().AddDays(7);
        var number = (await console.Use<ContactQueries>().OfAsync(console.Console.Founder, RequestConsole.Id(console.Sam)))[0].Id;
        var request = (await console.SubmittedAsync()).Id;

        Assert.Equal(counts, (await RevealAsync(console, request, contact: number)).Refusals.RefusedAs<ContactIsCoolingOff>().CountsFrom);
        console.Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal(counts, Assert.Single((await ScreenAsync(console, request)).Rows).CountsFrom);
        console.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(1));
        var later = (await console.SubmittedAsync()).Id;
        (await RevealAsync(console, later, contact: number)).Refusals.RefusedAs<ContactIsCoolingOff>();
        console.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("+49 30 23125 102", (await RevealAsync(console, later, contact: number)).Value.Number);
    }

    [Fact]
    public async Task Reveal_ANumberThatTheAgentRecorded_IsRefusedAsVerifierRecordedTheContact()
    {
        await using var console = await RequestConsole.StartAsync();
        var dora = await console.Console.PersonAsync("Dora", Role.PlatformAdministrator);
        await console.Console.DirectorySaysAsync("M-Sam", phone: null);
        var number = (await console.Use<RecordContactOfRecord>().ExecuteAsync(
            CommandId.New(), new RecordContactOfRecordInput(RequestConsole.Id(console.Sam), ContactKind.Phone, "+49 30 23125 103", "Personnel file"), dora)).Value;
        _ = (await console.Use<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(RequestConsole.Id(dora), Role.DeskAgent), console.Console.Founder)).Value;
        console.Clock.Advance(TimeSpan.FromDays(31));
        var request = (await console.SubmittedAsync()).Id;

        (await RevealAsync(console, request, dora, number)).Refusals.RefusedAs<VerifierRecordedTheContact>();
        Assert.Equal("+49 30 23125 103", (await RevealAsync(console, request, contact: number)).Value.Number);
    }

    [Fact]
    [Trait("row", "R-072")]
    public async Task Screen_OfARequest_ShowsOnlyMaskedContactsWithSourceAndLastChange_ToADesk()
    {
        await using var console = await RequestConsole.StartAsync();
        var request = (await console.SubmittedAsync()).Id;

        var screen = await ScreenAsync(console, request);

        Assert.Equal([("•••• 01", "Directory", true), ("s••••@example.net", "Directory", true)], screen.Rows.Select(r => (r.Contact.Masked, r.Contact.Source, r.Contact.ChangedAt < console.Clock.GetUtcNow().AddYears(-6))));
        Assert.Null(await console.Use<DialQueries>().FindAsync(console.Sanna, request));
        Assert.Null(await console.Use<DialQueries>().FindAsync(console.Anna, RequestId.From(Guid.CreateVersion7())));
    }

    private static async Task<DialScreen> ScreenAsync(RequestConsole console, RequestId request) => (await console.Use<DialQueries>().FindAsync(console.Anna, request))!;

    private static Task<Outcome<NumberToDial>> RevealAsync(RequestConsole console, RequestId request, Actor? by = null, ContactId? contact = null, CommandId? command = null) =>
        console.Use<RevealNumberOfRecord>().ExecuteAsync(command ?? CommandId.New(), new RevealNumberOfRecordInput(request, contact ?? console.SamsNumber), by ?? console.Anna);

    /// <summary>How often the number stands in the files of the database.</summary>
    private static async Task<int> TextsAsync(RequestConsole console)
    {
        await using var context = console.Console.Store.OpenForReading();
        return context.Set<StoredPrivateValue>().Count(v => v.Value.Contains(TestContacts.Number)) + AnswersWith(console.Console.File);
    }

    private static int AnswersWith(string file)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM command_results WHERE instr(answer, $number) > 0";
        command.Parameters.AddWithValue("$number", TestContacts.Number);
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
