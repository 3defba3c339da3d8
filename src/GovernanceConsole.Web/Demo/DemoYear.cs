using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.PolicyReplay;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Requests;

namespace GovernanceConsole.Web.Demo;

/// <summary>
/// A year at a fictional utility, played through the use cases on a scripted clock: what the demo shows was decided by
/// the same rules as everything else, and its ledger verifies.
/// </summary>
internal sealed class DemoYear(IServiceProvider services, ScriptedClock clock, DateTimeOffset start, DateTimeOffset end)
{
    private const string SecondOfGovernance = "N1002";
    private const string PolicyWriter = "N1030";

    private readonly Dictionary<string, PersonId> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OrganisationalUnitId> _units = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DeskId> _desks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IdentityDomainId> _domains = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GovernedSystemId> _systems = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Progress> _paths = new(StringComparer.Ordinal);
    private readonly PriorityQueue<Func<Task>, (DateTimeOffset At, int Order)> _script = new();
    private PolicyVersionId _quickerAnswers;
    private int _order;

    /// <param name="progress">Hears how many percent of the year have been played; null for nobody.</param>
    /// <param name="cancellationToken">Gives up between two steps.</param>
    public async Task PlayAsync(IProgress<int>? progress, CancellationToken cancellationToken)
    {
        On(0, 8, OpenTheConsoleAsync);
        On(1, 9, RegisterTheOrganisationAsync);
        On(2, 9, NameAreaOwnersAsync);
        On(3, 9, PutPeopleOnDutyAsync);
        LookBack();
        foreach (var path in DemoPaths.All)
            On(path.Day, 10, () => RegisterAsync(path));
        for (var day = 14; day < (end - start).Days; day += 14)
            On(day, 6, FlagGapsAsync);
        for (var day = 1; day < (end - start).Days; day++)
            On(day, 5, SuspendLapsedAsync);
        TellTheStory();
        new DemoRequests(services, _people, _desks, _systems, As, On, clock).Tell();
        for (var day = DemoRequests.From; day < (end - start).Days; day++)
            On(day, 4, ExpireRequestsAsync);

        while (_script.TryDequeue(out var step, out var when))
        {
            cancellationToken.ThrowIfCancellationRequested();
            clock.MoveTo(when.At);
            await step();
            progress?.Report((int)((when.At - start) * 100 / (end - start)));
        }

        clock.MoveTo(end);
        await ExpireRequestsAsync();
        await SuspendLapsedAsync();
        await FlagGapsAsync();
    }

    /// <summary>As the console does every day; what was suspended so is left alone by the rest of the story.</summary>
    private async Task SuspendLapsedAsync()
    {
        foreach (var suspended in Accept(await Use<SuspendLapsedPaths>().ExecuteAsync(CommandId.New(), Actor.ForJob(nameof(SuspendLapsedPaths)))))
            _paths[suspended.PathName].IsClosed = true;
    }

    private async Task ExpireRequestsAsync() => Accept(await Use<ExpireRequests>().ExecuteAsync(CommandId.New(), Actor.ForJob(nameof(ExpireRequests))));

    private async Task FlagGapsAsync() =>
        Accept(await Use<FlagOwnershipGaps>().ExecuteAsync(CommandId.New(), Actor.ForJob(nameof(FlagOwnershipGaps))));

    private void TellTheStory()
    {
        // A seat passes on: the head of the service desk hands the phone reset to her deputy.
        On(150, 11, () => TransferAsync("Password reset by phone", PathSeat.Control, "N1054", "The field desk now runs the playbook; Hanne leads it."));
        // An offer that waits for an answer.
        On(357, 14, () => OfferAsync("Customer account recovery by chat", PathSeat.Control, "N1071", "The chat desk moves to operations next quarter."));
        // Two who own a path leave.
        foreach (var (key, day, hour) in DemoPeople.Leavers)
            On(day, hour, () => LeaveAsync(key));
        // An owner says a path is not theirs.
        On(344, 13, () => DisputeAsync("Emergency restore during an outage", PathSeat.Risk, "Treasury has no stake in the outage procedure; operations has."));
        // A path is stopped after a near miss, and the fax goes for good.
        On(DemoPaths.MailboxStoppedOn, 17, () => SuspendAsync("Shared mailbox recovery", "A caller took over a team mailbox with the old secretary's name. Stopped until verification is rewritten."));
        On(210, 10, () => RetireAsync("Old fax reset", "Nobody has used the fax since spring."));
        // Governance meets every quarter, and after the second meeting asks for quicker answers.
        On(84, 13, () => ReviewAsync(
            "Twelve paths are in use, each with two owners. The night desk resets factors on the strength of a call-back alone.",
            "The night desk's history is to be tested before the next review."));
        On(172, 13, () => ReviewAsync(
            "The first test of the desks' history: the night desk and the chat desk skip verification most. Two offers of a seat waited for two weeks.",
            "An offered seat is to be answered within ten days. The night desk verifies by a second channel from now on."));
        On(174, 9, ProposeQuickerAnswersAsync);
        // Two who try what is not theirs: to sign one's own proposal, and to look where others work.
        On(174, 10, async () => Refuse(await ApproveQuickerAnswersAsync(SecondOfGovernance)));
        On(340, 16, async () => Refuse(await Use<OpenPage>().ExecuteAsync(CommandId.New(), new OpenPageInput("/administration/roles"), As("N1051"))));
        On(175, 15, async () => Accept(await ApproveQuickerAnswersAsync(DemoPeople.Founder)));
        // Those who own the policy on proofing write on the next one: a draft that nobody has proposed yet.
        On(359, 15, DraftStricterCellsAsync);
        // Before they propose it, they look at what it would have done to the year.
        On(359, 16, ReplayTheDraftAsync);
        On(259, 13, () => ReviewAsync("Sign-offs are current but for the night desk. Field crews reset by radio outside any path in use.", decisions: null));
        On(345, 13, () => ReviewAsync(
            "The share of tickets with a finding has fallen by a third since winter. The radio path still has no control owner.",
            "Operations names a control owner for the radio path, or the path is retired."));
    }

    private async Task ReviewAsync(string minutes, string? decisions) => Accept(await Use<RecordGovernanceReview>().ExecuteAsync(
        CommandId.New(),
        new RecordGovernanceReviewInput(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), [_people[DemoPeople.Founder], _people[SecondOfGovernance]], minutes, decisions),
        As(DemoPeople.Founder)));

    private async Task ProposeQuickerAnswersAsync()
    {
        var quicker = PolicyDocument.Default with { Limits = Limits.Default with { TransferAnswerDays = 10 } };
        var draft = Accept(await Use<BeginPolicyDraft>().ExecuteAsync(CommandId.New(), new BeginPolicyDraftInput(1, quicker), As(SecondOfGovernance)));
        var version = (await Use<PolicyQueries>().DraftAsync())!.Version;
        _quickerAnswers = Accept(await Use<ProposePolicyVersion>().ExecuteAsync(
            CommandId.New(), new ProposePolicyVersionInput(draft, version, 1, "Two offers waited for two weeks while nobody felt responsible."), As(SecondOfGovernance)));
    }

    private async Task PutPeopleOnDutyAsync()
    {
        foreach (var (code, key) in DemoPeople.OnDuty)
            Accept(await Use<PutOnDuty>().ExecuteAsync(CommandId.New(), new PutOnDutyInput(code, _people[key]), As(DemoPeople.Founder)));
    }

    /// <summary>
    /// Contractors are let in again as carefully as executives, a lost factor takes an approval, an unlock a second signal;
    /// a change of entitlements is looked at again after a year instead of half a one.
    /// </summary>
    private async Task DraftStricterCellsAsync()
    {
        var policies = Use<PolicyQueries>();
        var inForce = await policies.InForceAsync();
        var draft = Accept(await Use<BeginPolicyDraft>().ExecuteAsync(CommandId.New(), new BeginPolicyDraftInput(inForce.Number), As(PolicyWriter)));
        RequestRule Rule(string id) => inForce.Document.FindRule(id)!;
        foreach (var changed in new[]
        {
            Rule("K01-CON") with { Signals = Rule("K01-CON").Signals with { Strong = 2 } },
            Rule("K03-CON") with { Approval = Rule("K03-CON").Approval with { Seats = [.. Rule("K03-CON").Approval.Seats, ["SYS"]] } },
            Rule("K03-STD") with { Approval = Rule("K03-STD").Approval with { Seats = [["MGR"]] } },
            Rule("K02-STD") with { Signals = Rule("K02-STD").Signals with { Independent = 2 } },
            Rule("K14-STD") with { Validity = Rule("K14-STD").Validity with { ReviewAfter = Duration.Days(365) } },
        })
        {
            var seen = (await policies.DraftAsync())!;
            Accept(await Use<WritePolicyDraft>().ExecuteAsync(CommandId.New(), new WritePolicyDraftInput(draft, seen.Version, seen.Document.With(changed)), As(PolicyWriter)));
        }
    }

    /// <summary>The desks' histories do not tell whose access it was; most of it was that of employees.</summary>
    private async Task ReplayTheDraftAsync()
    {
        var inForce = await Use<PolicyQueries>().InForceAsync();
        var runner = Use<ReplayRunner>();
        _ = Accept(await runner.StartAsync(
            CommandId.New(),
            new StartPolicyReplayInput(Version: null, inForce.Number, DateOnly.FromDateTime(start.UtcDateTime), DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)) { AssumedClass = SubjectClass.Standard },
            As(PolicyWriter)));
        await runner.Work;
    }

    private async Task<Outcome<Done>> ApproveQuickerAnswersAsync(string by) => await Use<ApprovePolicyVersion>().ExecuteAsync(
        CommandId.New(), new ApprovePolicyVersionInput(_quickerAnswers, await Use<PolicyQueries>().ShowForApprovalAsync(_quickerAnswers)), As(by));

    /// <summary>The desks' history comes in twice, each time followed by a test of all of it and a question to somebody.</summary>
    private void LookBack()
    {
        var history = new DemoHistory(services, _people, As, DateOnly.FromDateTime(start.UtcDateTime), DateOnly.FromDateTime(end.UtcDateTime));
        On(2, 14, history.BringDeskStaffAsync);
        foreach (var day in new[] { DemoHistory.FirstTestOn, DemoHistory.SecondTestOn })
        {
            On(day, 8, () => history.CheckHistoryAsync(day));
            On(day, 9, history.ImportHistoryAsync);
            On(day, 10, history.TestControlsAsync);
        }

        On(DemoHistory.FirstTestOn, 14, history.AskAboutTheNightDeskAsync);
        On(DemoTickets.NightDeskMended, 15, history.DecideAboutTheNightDeskAsync);
        On(DemoHistory.SecondTestOn, 14, history.AskAboutTheRadioAsync);
    }

    private async Task OpenTheConsoleAsync()
    {
        var founder = DemoPeople.All.Single(p => p.Key == DemoPeople.Founder);
        _people[founder.Key] = Accept(await Use<FoundOrganisation>().ExecuteAsync(
            CommandId.New(), new FoundOrganisationInput(founder.Name, founder.Key, founder.Mail), Actor.ForCommandLine("demo")));
    }

    private async Task RegisterTheOrganisationAsync()
    {
        var governance = As(DemoPeople.Founder);
        foreach (var (code, name) in DemoOrganisation.Units)
            _units[code] = Accept(await Use<RegisterUnit>().ExecuteAsync(CommandId.New(), new RegisterUnitInput(code, name), governance));
        foreach (var person in DemoPeople.All.Where(p => p.Key != DemoPeople.Founder))
        {
            var facts = new RegisterPersonInput(
                person.Key, person.Name, person.Mail, person.Kind, person.Engagement, person.Manager is null ? null : _people[person.Manager], _units[person.Unit],
                person.Engagement == Engagement.Employee ? null : DateOnly.FromDateTime(end.UtcDateTime).AddDays(120));
            _people[person.Key] = Accept(await Use<RegisterPerson>().ExecuteAsync(CommandId.New(), facts, governance));
        }

        foreach (var person in DemoPeople.All.Where(p => p.Key != DemoPeople.Founder))
        {
            foreach (var role in person.Roles)
                Accept(await Use<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(_people[person.Key], role), governance));
        }

        // The founder ran the console alone on the first day; from now on somebody else administers it.
        Accept(await Use<EndRole>().ExecuteAsync(
            CommandId.New(), new EndRoleInput(_people[DemoPeople.Founder], Role.PlatformAdministrator), As("N1010")));

        foreach (var domain in DemoOrganisation.Domains)
        {
            _domains[domain.Code] = Accept(await Use<RegisterIdentityDomain>().ExecuteAsync(
                CommandId.New(), new RegisterIdentityDomainInput(domain.Code, domain.Name, domain.Boundary), governance));
            Accept(await Use<AssignDomainRiskOwner>().ExecuteAsync(
                CommandId.New(), new AssignDomainRiskOwnerInput(_domains[domain.Code], _people[domain.RiskOwner]), governance));
        }

        foreach (var system in DemoOrganisation.Systems)
        {
            _systems[system.Code] = Accept(await Use<RegisterSystem>().ExecuteAsync(
                CommandId.New(),
                new RegisterSystemInput(system.Code, system.Name, _domains[system.Domain], system.HighlyAvailable, system.ExternallyFacing, system.PrivilegedAdministration),
                governance));
            Accept(await Use<AssignSystemRiskOwner>().ExecuteAsync(
                CommandId.New(), new AssignSystemRiskOwnerInput(_systems[system.Code], _people[system.RiskOwner]), governance));
        }

        var vendor = Accept(await Use<RegisterVendor>().ExecuteAsync(CommandId.New(), new RegisterVendorInput("KONTOR", "Kontor Support"), governance));
        foreach (var desk in DemoOrganisation.Desks)
        {
            var contract = desk.Kind == DeskKind.Outsourced
                ? new VendorContract("KS-2025-014", "Annex C, clause 7: identity verification", _people["V2001"], DateOnly.FromDateTime(end.UtcDateTime).AddDays(200))
                : null;
            _desks[desk.Code] = Accept(await Use<RegisterDesk>().ExecuteAsync(
                CommandId.New(),
                new RegisterDeskInput(desk.Code, desk.Name, desk.Kind, _people[desk.Lead], desk.Kind == DeskKind.Outsourced ? vendor : null, desk.Hours, contract),
                governance));
        }
    }

    private async Task NameAreaOwnersAsync()
    {
        foreach (var (area, person) in DemoOrganisation.AreaOwners)
            Accept(await Use<AssignAreaOwner>().ExecuteAsync(CommandId.New(), new AssignAreaOwnerInput(area, _people[person]), As(DemoPeople.Founder)));
    }

    private async Task RegisterAsync(DemoPath path)
    {
        var registered = Accept(await Use<RegisterRecoveryPath>().ExecuteAsync(
            CommandId.New(),
            new RegisterRecoveryPathInput(
                new PathDescription(
                    path.Name, path.Type, path.Lane, path.Level, path.Channels, path.Kinds, path.DesignedBy, _people["N1031"], path.Area,
                    _domains[path.Domain], [.. path.Desks.Select(d => _desks[d])], path.Proofing, path.SignIn),
                new ReachDescription(path.Opens, Note: null, [.. path.Systems.Select(s => _systems[s])]),
                path.Control is null ? null : _people[path.Control],
                path.Risk is null ? null : _people[path.Risk]),
            As(DemoPeople.Founder)));
        _paths[path.Name] = new Progress(registered.Id, path);
        if (!path.Activate)
            return;

        On(path.Day + 3, 10, () => CompleteAsync(path.Name));
        On(path.Day + DemoPath.DaysToSignOff, 15, () => PutIntoUseAsync(path.Name));
        KeepInOrder(path);
    }

    /// <summary>Governance renews the sign-off every quarter and both owners confirm twice a year, unless the story says otherwise.</summary>
    private void KeepInOrder(DemoPath path)
    {
        var days = (end - start).Days;
        for (var day = path.Day + DemoPath.DaysToSignOff + 80; path.RenewSignOff && day < days; day += 80)
            On(day, 9, () => SignAsync(path.Name));
        for (var day = path.Day + 150; day < days; day += 150)
            On(day, 12, () => ConfirmAsync(path.Name));
    }

    private async Task CompleteAsync(string name)
    {
        var (path, progress) = (_paths[name].Path, _paths[name]);
        var governance = As(DemoPeople.Founder);
        Accept(await Use<DescribeBoundary>().ExecuteAsync(
            CommandId.New(), new DescribeBoundaryInput(path, progress.Version, DemoOrganisation.BoundaryOf(progress.Told)), governance), progress);
        Accept(await Use<SetControlModel>().ExecuteAsync(
            CommandId.New(),
            new SetControlModelInput(path, progress.Version, "Control model of account recovery, issue 4", new Dictionary<ModelPart, PersonId>
            {
                [ModelPart.Iam] = _people["N1030"],
                [ModelPart.ServiceDesk] = _people["N1050"],
                [ModelPart.Security] = _people["N1040"],
                [ModelPart.Business] = _people[progress.Told.Risk!],
            }),
            governance), progress);
        Accept(await Use<SetEscalationChain>().ExecuteAsync(
            CommandId.New(), new SetEscalationChainInput(path, progress.Version, [_people["N1040"], _people["N1002"]]), governance), progress);
        Accept(await Use<SetEvidenceList>().ExecuteAsync(
            CommandId.New(), new SetEvidenceListInput(path, progress.Version, DemoOrganisation.Evidence), governance), progress);
        Accept(await Use<SetNotifiedSystems>().ExecuteAsync(
            CommandId.New(), new SetNotifiedSystemsInput(path, progress.Version, [_systems["SIEM"], _systems["DIRECTORY"]]), governance), progress);
        foreach (var (person, right) in DemoOrganisation.Authorities)
        {
            Accept(await Use<GrantAuthority>().ExecuteAsync(
                CommandId.New(), new GrantAuthorityInput(path, progress.Version, _people[person], right), governance), progress);
        }

        Accept(await Use<RecordSecurityReview>().ExecuteAsync(
            CommandId.New(),
            new RecordSecurityReviewInput(
                path, progress.Version, "Looked at the script, the fallback and the alerts. Two independent signals hold; nothing open.",
                await Use<RecoveryPathQueries>().ShowForApprovalAsync(path, nameof(RecordSecurityReview))),
            As("N1040")), progress);
    }

    private async Task PutIntoUseAsync(string name)
    {
        await SignAsync(name);
        Accept(await Use<ActivatePath>().ExecuteAsync(CommandId.New(), new ActivatePathInput(_paths[name].Path, _paths[name].Version), As("N1002")), _paths[name]);
    }

    private async Task SignAsync(string name)
    {
        var progress = _paths[name];
        if (progress.IsClosed)
            return;
        var until = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(89);
        Accept(await Use<SignOffPath>().ExecuteAsync(
            CommandId.New(),
            new SignOffPathInput(
                progress.Path, progress.Version, until, "Monthly sample of closed cases goes to the governance meeting.",
                await Use<RecoveryPathQueries>().ShowForApprovalAsync(progress.Path, nameof(SignOffPath))),
            As("N1002")), progress);
    }

    private async Task ConfirmAsync(string name)
    {
        var progress = _paths[name];
        foreach (var seat in new[] { PathSeat.Control, PathSeat.Risk })
        {
            if (!progress.IsClosed && progress.OwnerOf(seat) is { } owner)
                Accept(await Use<ConfirmOwnership>().ExecuteAsync(CommandId.New(), new ConfirmOwnershipInput(progress.Path, progress.Version, seat), As(owner)), progress);
        }
    }

    private async Task TransferAsync(string name, PathSeat seat, string to, string reason)
    {
        await OfferAsync(name, seat, to, reason);
        Accept(await Use<AcceptTransfer>().ExecuteAsync(
            CommandId.New(),
            new AcceptTransferInput(_paths[name].Path, _paths[name].Version, seat, await Use<RecoveryPathQueries>().ShowOfferAsync(_paths[name].Path, seat)),
            As(to)), _paths[name]);
        _paths[name].PassOn(seat, to);
    }

    private async Task OfferAsync(string name, PathSeat seat, string to, string reason) =>
        Accept(await Use<ProposeTransfer>().ExecuteAsync(
            CommandId.New(), new ProposeTransferInput(_paths[name].Path, _paths[name].Version, seat, _people[to], reason), As(_paths[name].OwnerOf(seat)!)), _paths[name]);

    private async Task DisputeAsync(string name, PathSeat seat, string reason) =>
        Accept(await Use<DisputeOwnership>().ExecuteAsync(
            CommandId.New(), new DisputeOwnershipInput(_paths[name].Path, _paths[name].Version, seat, reason), As(_paths[name].OwnerOf(seat)!)), _paths[name]);

    private async Task SuspendAsync(string name, string reason)
    {
        Accept(await Use<SuspendPath>().ExecuteAsync(CommandId.New(), new SuspendPathInput(_paths[name].Path, _paths[name].Version, reason), As("N1040")), _paths[name]);
        _paths[name].IsClosed = true;
    }

    private async Task RetireAsync(string name, string reason)
    {
        Accept(await Use<RetirePath>().ExecuteAsync(CommandId.New(), new RetirePathInput(_paths[name].Path, _paths[name].Version, reason), As(DemoPeople.Founder)), _paths[name]);
        _paths[name].IsClosed = true;
    }

    private async Task LeaveAsync(string key)
    {
        Accept(await Use<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(_people[key]), Actor.ForJob("directory-feed")));
        foreach (var progress in _paths.Values)
            progress.Lose(key);
    }

    private void On(int day, int hour, Func<Task> step)
    {
        var at = start.Date.AddDays(day).AddHours(hour);
        var instant = new DateTimeOffset(at, TimeSpan.Zero);
        if (instant < end)
            _script.Enqueue(step, (instant, _order++));
    }

    private T Use<T>()
        where T : notnull => services.GetRequiredService<T>();

    private Actor As(string key) => Actor.ForPerson(_people[key], key) with { SignIn = new SignIn(clock.GetUtcNow(), "demo", "demo", SessionHash: null) };

    /// <summary>The script is part of the product: a step that is refused is a defect, not a smaller demo.</summary>
    private static T Accept<T>(Outcome<T> outcome) => outcome.Value;

    private static void Refuse<T>(Outcome<T> outcome)
    {
        if (outcome.IsAccepted)
            throw new InvalidOperationException("The script has somebody try what the rules forbid, and they allowed it.");
    }

    private static void Accept<T>(Outcome<T> outcome, Progress progress)
    {
        _ = outcome.Value;
        progress.Version++;
    }

    /// <summary>What the script must know of a path while it goes on.</summary>
    private sealed class Progress(RecoveryPathId path, DemoPath told)
    {
        private readonly Dictionary<PathSeat, string?> _owners = new() { [PathSeat.Control] = told.Control, [PathSeat.Risk] = told.Risk };

        public RecoveryPathId Path { get; } = path;

        public DemoPath Told { get; } = told;

        /// <summary>Every accepted act counts one.</summary>
        public long Version { get; set; } = 1;

        public bool IsClosed { get; set; }

        public string? OwnerOf(PathSeat seat) => _owners[seat];

        public void PassOn(PathSeat seat, string key) => _owners[seat] = key;

        public void Lose(string key)
        {
            foreach (var seat in _owners.Keys.Where(s => _owners[s] == key).ToList())
                _owners[seat] = null;
        }
    }
}
