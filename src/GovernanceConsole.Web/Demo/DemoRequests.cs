using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;

namespace GovernanceConsole.Web.Demo;

/// <summary>
/// The requests of the last months: each goes its road through the use cases, and at the end of the year something stands
/// at every stage.
/// </summary>
/// <param name="services">The business.</param>
/// <param name="people">Everybody who is registered, by key.</param>
/// <param name="desks">The desks, by code.</param>
/// <param name="systems">The systems, by code.</param>
/// <param name="actAs">Who acts, by key.</param>
/// <param name="on">Plays a step on a day of the year, at an hour.</param>
/// <param name="clock">The clock of the year.</param>
internal sealed class DemoRequests(
    IServiceProvider services, IReadOnlyDictionary<string, PersonId> people, IReadOnlyDictionary<string, DeskId> desks, IReadOnlyDictionary<string, GovernedSystemId> systems,
    Func<string, Actor> actAs, Action<int, int, Func<Task>> on, TimeProvider clock)
{
    /// <summary>From then on requests go through the console.</summary>
    public const int From = 214;

    private const string Agent = "N1051";
    private const string SecondAgent = "N1052";
    private const string HeadOfServiceDesk = "N1050";
    private const string HeadOfTheBoard = "N1000";
    private const string North = "SD-NORTH";

    private static readonly string[] Callers = ["N1063", "N1072", "N1071", "N1067", "N1069", "N1070", "N1065"];

    /// <summary>Puts all of it into the script.</summary>
    public void Tell()
    {
        on(From, 8, async () => Accept(await Use<MarkSubject>().ExecuteAsync(CommandId.New(), new MarkSubjectInput(people[HeadOfTheBoard], SubjectClass.Executive), actAs(DemoPeople.Founder))));
        TellTheRoutine();
        TellWhatEnded();
        TellWhatIsOpen();
    }

    /// <summary>What nobody remembers: somebody forgot a password, was called back by nobody, and got in again.</summary>
    private void TellTheRoutine()
    {
        for (var (day, who) = (From + 2, 0); day < 345; day += 9, who++)
        {
            var story = Phone("K01", Callers[who % Callers.Length], "The person signs in again with a new password of their own.");
            Play(day, 9, story);
            on(day, 10, () => VerifyAsync(story));
            on(day, 11, () => ExecuteAsync(story, Agent, "Password set 41 days ago, account open", "Password expired, to be set at the next sign-in"));
            on(day, 12, () => LookAsync(story, SecondAgent));
            on(day + 3, 12, () => CloseAsync(story, SecondAgent));
        }
    }

    private void TellWhatEnded()
    {
        var outage = Phone("K18", "N1071", "Sign-in to the dispatch desk is restored for this outage.") with { Incident = "INC-20417", EndsAfterHours = 20 };
        Play(320, 6, outage);
        on(320, 7, () => VerifyHighAsync(outage));
        on(320, 8, () => DecideAsync(outage, "N1060", approves: true, "The outage is declared, and she leads the dispatch shift tonight."));
        on(320, 9, () => ExecuteAsync(outage, HeadOfServiceDesk, "Locked since 05:12", "Open until the evening; the normal request follows"));
        on(320, 10, () => LookAsync(outage, Agent));

        var arrival = new Story("K07", "N1072", IntakeChannel.WalkIn, North, "A first credential for the treasury desk.")
        {
            Requester = "N1064", System = "HRMS", Justification = "Begins in treasury on Monday.", ReviewInDays = 90,
        };
        Play(335, 9, arrival);
        on(335, 10, () => VerifyAsync(arrival));
        on(336, 9, () => DecideAsync(arrival, "N1062", approves: true, "He begins on Monday; I have met him."));
        on(336, 11, () => ExecuteAsync(arrival, SecondAgent, "No credential", "One passkey, enrolled in person"));
        on(336, 12, () => LookAsync(arrival, Agent));
        on(339, 12, () => CloseAsync(arrival, Agent));

        var refused = Access("N1070", "HRMS", "Reads the personnel files of the plant.", "Planning of shifts.");
        Play(340, 9, refused);
        on(340, 10, () => VerifyAsync(refused));
        on(341, 9, () => DecideAsync(refused, "N1064", approves: false, "Shifts are planned from the roster. Personnel files are not needed for it."));

        var rotation = new Story("K12", null, IntakeChannel.Portal, null, "The key of the invoice run is replaced; the old one works for a day.")
        {
            Requester = "N1067", Machine = "svc-invoice-run", System = "BILLING", Justification = "The quarter’s rotation.", RotatesInDays = 90,
        };
        Play(345, 13, rotation);
        on(345, 14, () => VerifyMachineAsync(rotation));
        on(346, 9, () => DecideAsync(rotation, "N1066", approves: true, "It is due, and the run is paused tonight."));
        on(346, 20, () => ExecuteAsync(rotation, Agent, "Key of 90 days ago", "New key; the old one ends tomorrow"));

        var lost = Phone("K19", "N1070", "Sessions and the lost phone are cut off.");
        Play(349, 20, lost);
        on(349, 20, () => SignalAsync(lost, Agent, "V03", SignalChannel.RecoveryCode, confirmedBy: SecondAgent));
        on(349, 21, () => ExecuteAsync(lost, Agent, "3 sessions, 1 phone", "No session, no phone"));

        var newPhone = Phone("K03", "N1072", "The factor on the old phone is replaced by one on the new phone.");
        Play(351, 9, newPhone);
        on(351, 10, () => VerifyHighAsync(newPhone));
        on(351, 12, () => ExecuteAsync(newPhone, HeadOfServiceDesk, "1 factor, 2023", "1 factor, today; the former is off"));
        on(351, 13, () => LookAsync(newPhone, Agent));
        on(353, 9, () => FindAsync(newPhone, Agent));

        Play(352, 10, Phone("K01", "N1067", "The person signs in again with a new password of their own.")); // nobody ever calls back: it lapses
        var withdrawn = Phone("K01", "N1065", "The person signs in again with a new password of their own.");
        Play(356, 10, withdrawn);
        on(356, 12, async () => Accept(await Use<CancelRequest>().ExecuteAsync(CommandId.New(), new CancelRequestInput(withdrawn.Id, "The caller found the password."), actAs(Agent))));
    }

    private void TellWhatIsOpen()
    {
        // Waits for the owner of the system.
        var billing = Access("N1063", "BILLING", "Reads invoices for the closing of the year.", "Closing of the year.");
        Play(362, 9, billing);
        on(362, 10, () => VerifyAsync(billing));

        // Two must agree; the first has, then the end was changed, and she decided anew.
        var treasury = Access("N1071", "TREASURY", "Releases payments of the grid’s suppliers up to the small limit.", "Cover for a colleague on parental leave.");
        Play(361, 9, treasury);
        on(361, 10, () => VerifyAsync(treasury, isHigh: true));
        on(361, 14, () => DecideAsync(treasury, "N1060", approves: true, "She covers for him; the small limit is enough."));
        on(362, 11, () => ShortenAsync(treasury, "N1071", days: 30));
        on(362, 12, () => VerifyAsync(treasury, isHigh: true));
        on(362, 15, () => DecideAsync(treasury, "N1060", approves: true, "Shorter than before, so the better."));

        // Security and identity management decide about the board.
        var board = new Story("K03", HeadOfTheBoard, IntakeChannel.Manager, "SD-EXEC", "The factor on the phone that was lost on a journey is replaced.") { Urgency = "She boards a plane at six." };
        Play(363, 13, board);
        on(363, 14, () => VerifyCriticalAsync(board));

        // One matter of three parts, each on its own road.
        var phone = Phone("K03", "N1069", "The factor on the old phone is replaced by one on the new phone.") with
        {
            More =
            [
                new Story("K01", "N1069", IntakeChannel.Phone, North, "The person signs in again with a new password of their own."),
                Access("N1069", "BILLING", "Reads the invoices of the plant.", "New in the plant’s purchasing.") with { Channel = IntakeChannel.Phone, Desk = North },
            ],
        };
        Play(363, 10, phone);
        on(363, 11, () => SignalAsync(phone, Agent, "V03", SignalChannel.RecoveryCode, confirmedBy: null));

        // Approved and not executed.
        var forgotten = Phone("K01", "N1063", "The person signs in again with a new password of their own.");
        Play(363, 15, forgotten);
        on(363, 16, () => VerifyAsync(forgotten));
        var personnel = Access("N1065", "HRMS", "Writes the contracts of new staff.", "Takes over the contracts of the spring.");
        Play(362, 13, personnel);
        on(362, 14, () => VerifyAsync(personnel));
        on(364, 8, () => DecideAsync(personnel, "N1064", approves: true, "The contracts are his task from this week on."));

        // A factor was changed lately, so the number of record proves little and the level is higher.
        var again = Phone("K01", "N1072", "The person signs in again with a new password of their own.");
        Play(364, 9, again);
        on(364, 10, () => SignalAsync(again, Agent, "V03", SignalChannel.RecoveryCode, confirmedBy: SecondAgent));
        on(364, 10, () => SignalAsync(again, SecondAgent, "V05", SignalChannel.CallBack, confirmedBy: null));
        on(364, 10, () => SignalAsync(again, Agent, "W02", null, confirmedBy: null));

        // The number on the device did not match.
        var impostor = Phone("K01", "N1070", "The person signs in again with a new password of their own.") with { Caller = "says to be Yusuf Adeyemi", Urgency = "The shift begins in ten minutes." };
        Play(364, 7, impostor);
        on(364, 8, () => SignalAsync(impostor, Agent, "V09", SignalChannel.ManagedDevice, confirmedBy: null, SignalResult.Failed));

        // By channels that nobody registered.
        Play(364, 11, new Story("K01", "N1067", IntakeChannel.Email, North, "The person signs in again with a new password of their own."));
        Play(363, 9, new Story("K09", "N1071", IntakeChannel.Email, North, "The team gets back into the mailbox of the control room."));
    }

    private static Story Phone(string kind, string subject, string effect) => new(kind, subject, IntakeChannel.Phone, North, effect);

    private static Story Access(string subject, string system, string effect, string justification) =>
        new("K14", subject, IntakeChannel.Portal, null, effect) { System = system, Justification = justification, EndsAfterHours = 24 * 60 };

    private void Play(int day, int hour, Story story) => on(day, hour, () => SubmitAsync(story));

    private async Task SubmitAsync(Story story)
    {
        var requester = story.Caller is null ? story.Requester ?? story.Subject : null;
        var submitted = Accept(await Use<SubmitRequest>().ExecuteAsync(
            CommandId.New(),
            new SubmitRequestInput(
                [ContentOf(story), .. story.More.Select(ContentOf)], story.Machine is null ? SubjectKind.Person : SubjectKind.MachineIdentity, story.Subject is null ? null : people[story.Subject], story.Machine,
                requester is null ? null : people[requester], story.Caller, story.Channel, story.Desk is null ? null : desks[story.Desk], Ticket: null, story.Urgency),
            actAs(Agent)));
        story.Id = submitted[0].Id;
    }

    private RequestContent ContentOf(Story story) => new()
    {
        Kind = story.Kind,
        Effect = story.Effect,
        System = story.System is null ? null : systems[story.System],
        Justification = story.Justification,
        Incident = story.Incident,
        EndsAt = story.EndsAfterHours is { } hours ? clock.GetUtcNow().AddHours(hours) : null,
        ReviewOn = story.ReviewInDays is { } days ? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(days) : null,
        Workload = story.Machine is null ? null : "Invoice run",
        Environment = story.Machine is null ? null : "Production",
        RotatesOn = story.RotatesInDays is { } rotates ? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(rotates) : null,
    };

    /// <summary>Two signals by one agent, one of them looked at by the other.</summary>
    private async Task VerifyAsync(Story story, bool isHigh = false)
    {
        await SignalAsync(story, Agent, "V03", SignalChannel.RecoveryCode, SecondAgent);
        await SignalAsync(story, Agent, isHigh ? "V09" : "V11", isHigh ? SignalChannel.ManagedDevice : SignalChannel.SourceRecord, confirmedBy: null);
    }

    /// <summary>Two strong ones, and a call-back by the other agent.</summary>
    private async Task VerifyHighAsync(Story story)
    {
        await SignalAsync(story, SecondAgent, "V05", SignalChannel.CallBack, confirmedBy: null);
        await VerifyAsync(story, isHigh: true);
    }

    /// <summary>Three, one of them as good as meeting the person, and a call-back by somebody who did nothing else.</summary>
    private async Task VerifyCriticalAsync(Story story)
    {
        await SignalAsync(story, HeadOfServiceDesk, "V05", SignalChannel.CallBack, confirmedBy: null);
        await SignalAsync(story, Agent, "V07", SignalChannel.Video, confirmedBy: null);
        await VerifyAsync(story, isHigh: true);
    }

    private async Task VerifyMachineAsync(Story story)
    {
        await SignalAsync(story, Agent, "V14", SignalChannel.OwnerSignIn, SecondAgent);
        await SignalAsync(story, Agent, "V11", SignalChannel.SourceRecord, confirmedBy: null);
    }

    private async Task SignalAsync(Story story, string by, string code, SignalChannel? channel, string? confirmedBy, SignalResult result = SignalResult.Passed)
    {
        var screen = channel == SignalChannel.CallBack ? await Use<DialQueries>().FindAsync(actAs(by) with { KnownRoles = new HashSet<Role> { Role.DeskAgent } }, story.Id) : null;
        var script = (await Use<VerificationScriptQueries>().ForRequestAsync(story.Id))[0].Version;
        var signal = Accept(await Use<RecordSignal>().ExecuteAsync(
            CommandId.New(),
            new RecordSignalInput(
                story.Id, code, channel, result, Reference: $"LOG-{clock.GetUtcNow():yyMMdd}-{code}", Contact: screen?.Rows.FirstOrDefault(r => r.Contact.Kind == ContactKind.Phone)?.Contact.Id) { Script = script },
            actAs(by)));
        if (confirmedBy is not null)
            Accept(await Use<ConfirmSignal>().ExecuteAsync(CommandId.New(), new ConfirmSignalInput(story.Id, signal.Id), actAs(confirmedBy)));
    }

    private async Task DecideAsync(Story story, string by, bool approves, string basis)
    {
        var seen = (await Use<RequestQueries>().FindAsync(story.Id, actAs(by)))!.ContentHash;
        if (approves)
            Accept(await Use<ApproveRequest>().ExecuteAsync(CommandId.New(), new ApproveRequestInput(story.Id, seen, basis, await Use<RequestQueries>().ShowForApprovalAsync(story.Id)), actAs(by)));
        else
            Accept(await Use<RejectRequest>().ExecuteAsync(CommandId.New(), new RejectRequestInput(story.Id, seen, basis), actAs(by)));
    }

    private async Task ExecuteAsync(Story story, string by, string before, string after)
    {
        var request = (await Use<RequestQueries>().FindAsync(story.Id, actAs(by) with { KnownRoles = new HashSet<Role> { Role.DeskLead } }))!;
        if (!request.IsVerified)
            await (story.Machine is not null ? VerifyMachineAsync(story) : request.Route!.Level >= RiskLevel.High ? VerifyHighAsync(story) : VerifyAsync(story)); // it stands for minutes to hours only
        Accept(await Use<ExecuteRequest>().ExecuteAsync(CommandId.New(), new ExecuteRequestInput(story.Id, request.ContentHash, $"AD-{clock.GetUtcNow():yyMMddHH}", before, after), actAs(by)));
    }

    /// <summary>Somebody else looks at what was done, and tells those who are to hear of it.</summary>
    private async Task LookAsync(Story story, string by)
    {
        var after = (await Use<RequestQueries>().FindAsync(story.Id, actAs(by) with { KnownRoles = new HashSet<Role> { Role.DeskLead } }))!.Execution.After!;
        Accept(await Use<ConfirmExecution>().ExecuteAsync(CommandId.New(), new ConfirmExecutionInput(story.Id, ExecutionVerdict.AsApproved, after, $"AD-{clock.GetUtcNow():yyMMddHH}"), actAs(by)));
        foreach (var notice in (await Use<RequestNoticeQueries>().OfAsync(story.Id)).Where(n => n.IsOpen))
            Accept(await Use<ConfirmNotice>().ExecuteAsync(CommandId.New(), new ConfirmNoticeInput(notice.Id, "The system’s people were called, or its log read.", $"CALL-{clock.GetUtcNow():MMddHH}"), actAs(by)));
    }

    /// <summary>The window is over: the list is gone through, and the case is closed.</summary>
    private async Task CloseAsync(Story story, string by)
    {
        foreach (var check in (await Use<MonitoringQueries>().FindAsync(story.Id))!.Checks)
            Accept(await Use<RecordCheck>().ExecuteAsync(CommandId.New(), new RecordCheckInput(story.Id, check.Id, PostCheckResult.Clear, $"SIEM-{clock.GetUtcNow():MMddHH}"), actAs(by)));
        Accept(await Use<CloseRequest>().ExecuteAsync(CommandId.New(), new CloseRequestInput(story.Id, Note: null), actAs(by)));
    }

    /// <summary>A mailbox rule that nobody knows of: security operations looks into it.</summary>
    private async Task FindAsync(Story story, string by)
    {
        var rule = (await Use<MonitoringQueries>().FindAsync(story.Id))!.Checks.First(c => c.Kind == PostCheckKind.MailboxRule);
        Accept(await Use<RecordCheck>().ExecuteAsync(CommandId.New(), new RecordCheckInput(story.Id, rule.Id, PostCheckResult.Hit, "EXO-7714"), actAs(by)));
    }

    private async Task ShortenAsync(Story story, string by, int days)
    {
        var seen = (await Use<RequestQueries>().FindAsync(story.Id, actAs(by)))!;
        Accept(await Use<EditRequest>().ExecuteAsync(
            CommandId.New(), new EditRequestInput(story.Id, seen.ContentHash, seen.Content with { EndsAt = clock.GetUtcNow().AddDays(days) }), actAs(by)));
    }

    private T Use<T>()
        where T : notnull => services.GetRequiredService<T>();

    private static T Accept<T>(Outcome<T> outcome) => outcome.Value;

    /// <summary>A request as the script tells it; people, desks and systems by their keys and codes.</summary>
    /// <param name="Kind">The code of the kind.</param>
    /// <param name="Subject">Whose access it is; null for a machine.</param>
    /// <param name="Channel">How it came.</param>
    /// <param name="Desk">Where; null for none.</param>
    /// <param name="Effect">What shall be the case.</param>
    private sealed record Story(string Kind, string? Subject, IntakeChannel Channel, string? Desk, string Effect)
    {
        /// <summary>Who asks; null for the subject itself.</summary>
        public string? Requester { get; init; }

        /// <summary>Who says that they ask, where nobody knows; null where somebody does.</summary>
        public string? Caller { get; init; }

        /// <summary>The name of the machine identity; null for people.</summary>
        public string? Machine { get; init; }

        public string? System { get; init; }

        public string? Justification { get; init; }

        public string? Incident { get; init; }

        public string? Urgency { get; init; }

        public int? EndsAfterHours { get; init; }

        public int? ReviewInDays { get; init; }

        public int? RotatesInDays { get; init; }

        /// <summary>The other parts of the same matter.</summary>
        public IReadOnlyList<Story> More { get; init; } = [];

        /// <summary>Known once it was submitted: of several parts the first.</summary>
        public RequestId Id { get; set; }
    }
}
