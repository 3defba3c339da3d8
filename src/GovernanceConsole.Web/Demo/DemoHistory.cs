using System.Globalization;
using System.Text;
using GovernanceConsole.ControlTesting;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Web.Demo;

/// <summary>
/// The part of the year that looks back: files come in, every ticket of the desks is tested, and people decide what the
/// findings mean. Twice, so that it shows what the first time changed.
/// </summary>
/// <param name="services">The business.</param>
/// <param name="people">Everybody who is registered, by key.</param>
/// <param name="actAs">Who acts, by key.</param>
/// <param name="start">The first day of the year.</param>
/// <param name="end">The last.</param>
internal sealed class DemoHistory(IServiceProvider services, IReadOnlyDictionary<string, PersonId> people, Func<string, Actor> actAs, DateOnly start, DateOnly end)
{
    /// <summary>The day on which the first half of the year is exported and tested.</summary>
    public const int FirstTestOn = 186;

    /// <summary>The day on which the rest is.</summary>
    public const int SecondTestOn = 358;

    private const string PlatformAdministrator = "N1010";
    private const string Governance = DemoPeople.Founder;

    /// <summary>The control owner of the outsourced desk's path.</summary>
    private const string NightDeskOwner = "N1054";

    private const string HeadOfServiceDesk = "N1050";

    /// <summary>The desks' tool exports what is a few days old.</summary>
    private const int DaysToExport = 5;

    /// <summary>The day since which the personnel system has known the numbers: long enough for every one of them to count.</summary>
    private DateOnly ContactsSince => start.AddYears(-1);

    private readonly Lazy<IReadOnlyList<DemoTicket>> _tickets = new(() => DemoTickets.Of(start, SecondTestOn));
    private ImportInput? _checked;
    private ReceivedFile? _file;
    private ControlTestRunId _run;
    private ReviewTaskId _nightDesk;

    /// <summary>The personnel system knows more people than were typed on the first day, and everybody's number of record.</summary>
    public async Task BringDeskStaffAsync()
    {
        var text = new StringBuilder("key,name,email,kind,engagement,manager,unit,contract_ends,left,phone,phone_changed,recovery_email,recovery_email_changed\n");
        foreach (var person in DemoPeople.All.Where(p => p.Kind == DirectoryEntryKind.Individual).Concat(DemoPeople.DeskStaff))
        {
            var contractEnds = person.Engagement == Engagement.Employee ? "" : end.AddDays(120).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            text.Append(
                CultureInfo.InvariantCulture,
                $"{person.Key},{person.Name},{person.Mail},individual,{ImportFields.NameOf(person.Engagement)},{person.Manager},{person.Unit},{contractEnds},no,{DemoPeople.PhoneOf(person)},{ContactsSince:yyyy-MM-dd},{DemoPeople.RecoveryAddressOf(person)},{ContactsSince:yyyy-MM-dd}\n");
        }

        var file = await ReceiveAsync(Encoding.UTF8.GetBytes(text.ToString()), "desk-staff.csv");
        await ImportAsync(new ImportInput(ImportKind.People, ShippedMappings.ByKey["people"].Text), file, PlatformAdministrator);
    }

    /// <summary>Rows that cannot be taken stop an import: it is checked first and waits for a decision.</summary>
    public async Task CheckHistoryAsync(int exportedOn)
    {
        var exportedAt = start.AddDays(exportedOn).ToDateTime(new TimeOnly(6, 0));
        var (from, until) = exportedOn == FirstTestOn ? (start, start.AddDays(FirstTestOn - DaysToExport)) : (start.AddDays(FirstTestOn - DaysToExport), start.AddDays(exportedOn));
        var tickets = _tickets.Value.Where(t => DateOnly.FromDateTime(t.OpenedAt) >= from && DateOnly.FromDateTime(t.OpenedAt) < until).ToList();
        _file = await ReceiveAsync(
            DemoLog.Export(tickets, exportedAt), string.Create(CultureInfo.InvariantCulture, $"help-desks-{from:yyyy-MM-dd}-to-{until.AddDays(-1):yyyy-MM-dd}.csv"));

        var input = new ImportInput(ImportKind.TicketHistory, DemoLog.Mapping);
        var waits = (await Use<CheckImport>().ExecuteAsync(CommandId.New(), input, _file, actAs(Governance))).Value;
        var refused = await Use<ImportQueries>().RefusedLinesAsync(actAs(Governance) with { KnownRoles = new HashSet<Role> { Role.Governance } }, waits.Id);
        _checked = input with { ExcludedLines = refused, Resumes = waits.Id };
    }

    /// <summary>The rows beyond reading are left out by their lines, the others come in.</summary>
    public async Task ImportHistoryAsync() => await ImportAsync(_checked!, _file!, Governance);

    public async Task TestControlsAsync() => _run = (await Use<RunControlTests>().ExecuteAsync(
        CommandId.New(), new RunControlTestsInput(OnlyImport: null, new ControlTestParameters(AssumedHours: DemoOrganisation.OfficeHours)), actAs(Governance))).Value;

    /// <summary>What the first test found at the outsourced desk.</summary>
    public async Task AskAboutTheNightDeskAsync() => _nightDesk = await AskAsync(
        new FindingFilter(ControlTests.VerificationMissing.Code, Desk: "KONTOR"),
        "Night desk resets without a verified caller",
        "Most of them lie after half past eleven, when the desk is closed and two people are on call. Is the script too slow for the night, or does nobody read it? Say what changes until when.",
        NightDeskOwner,
        start.AddDays(DemoTickets.NightDeskMended + 2));

    public async Task DecideAboutTheNightDeskAsync() => _ = (await Use<CloseReviewTask>().ExecuteAsync(
        CommandId.New(),
        new CloseReviewTaskInput(
            _nightDesk,
            "Read forty of them with Carlo Venturi. At night the call-back was skipped because nobody was there to dial it. No sign of misuse: each account holder confirmed their reset. "
            + "From today the tool does not go on without a verified caller, and cases after closing time wait for the morning unless it is a loss. The next test of the whole history has to show it."),
        actAs(NightDeskOwner))).Value;

    /// <summary>What the second test found where no path was ever signed off.</summary>
    public async Task AskAboutTheRadioAsync() => await AskAsync(
        new FindingFilter(ControlTests.NoApproval.Code, Desk: "SD-FIELD", Kind: ImportFields.NameOf(RequestKind.PasswordReset)),
        "Resets by radio that nobody approved",
        "The path for field crews has no control owner and was never signed off, and the desk resets by radio all the same. Who approves these, and may it go on until the path is complete?",
        HeadOfServiceDesk,
        end.AddDays(3));

    private async Task<ReviewTaskId> AskAsync(FindingFilter findings, string title, string question, string assignee, DateOnly dueOn) =>
        (await Use<CreateReviewTask>().ExecuteAsync(
            CommandId.New(), new CreateReviewTaskInput(_run, findings, Ticket: null, title, question, people[assignee], dueOn), actAs(Governance))).Value;

    private async Task<ReceivedFile> ReceiveAsync(byte[] content, string name)
    {
        await using var stream = new MemoryStream(content);
        return (await Use<FileIntake>().ReceiveAsync(stream, name)).Value;
    }

    private async Task ImportAsync(ImportInput input, ReceivedFile file, string bringer)
    {
        var result = (await Use<ImportFile>().ExecuteAsync(CommandId.New(), input, file, actAs(bringer))).Value;
        if (result.State != ImportState.Visible)
            throw new InvalidOperationException($"{result.Number} of the demo's script is {result.State}.");
        Use<FileIntake>().Forget(file.Sha256);
    }

    private T Use<T>()
        where T : notnull => services.GetRequiredService<T>();
}
