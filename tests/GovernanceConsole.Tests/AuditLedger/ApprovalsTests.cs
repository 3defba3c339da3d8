using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Ledger;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Privacy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Requests;
using GovernanceConsole.Retention;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Ledger.Bundles;
using GovernanceConsole.Tests.Privacy;
using GovernanceConsole.Tests.Requests;
using GovernanceConsole.Tests.Retention;
using static GovernanceConsole.Tests.Fixtures.PathConsole;

namespace GovernanceConsole.Tests.AuditLedger;

/// <summary>What you see is what you sign: every approval is bound to what its approver was shown, and the ledger commits to it.</summary>
public sealed class ApprovalsTests
{
    /// <summary>Brings about what waits to be approved: what is shown of it, and the approval itself.</summary>
    private static readonly Dictionary<EventKind, Func<PathConsole, Task<Waiting>>> Approvals = new()
    {
        [PolicyEvents.VersionApproved] = async console =>
        {
            var version = await console.Console.ProposedPolicyAsync(Limits.Default with { SignOffDays = 120 });
            return new(
                () => console.Use<PolicyQueries>().ShowForApprovalAsync(version),
                (id, shown) => console.Use<ApprovePolicyVersion>().ExecuteAsync(id, new ApprovePolicyVersionInput(version, shown), console.Sina));
        },
        [RequestEvents.Approved] = async console =>
        {
            var requests = await RequestConsole.OnAsync(console);
            var request = await requests.VerifiedAsync(requests.Access());
            var seen = (await requests.FindAsync(request)).ContentHash;
            return new(
                () => console.Use<RequestQueries>().ShowForApprovalAsync(request),
                async (id, shown) =>
                {
                    var outcome = await console.Use<ApproveRequest>().ExecuteAsync(id, new ApproveRequestInput(request, seen, "The reason is good.", shown), console.Rolf);
                    return outcome.IsAccepted ? default(Done) : Outcome<Done>.Refuse(outcome.Refusals);
                });
        },
        [VerificationScriptEvents.Approved] = async console =>
        {
            var script = (await console.Console.ProposeScriptAsync(await console.Console.PersonAsync("Ivo", Role.IamPolicy))).Value;
            return new(
                () => console.Use<VerificationScriptQueries>().ShowForApprovalAsync(script),
                (id, shown) => console.Use<ApproveVerificationScript>().ExecuteAsync(id, new ApproveVerificationScriptInput(script, shown), console.Sina));
        },
        [OrganisationEvents.DecisionMakerConfirmed] = async console =>
        {
            var desk = await console.Console.DeskAsync("NIGHT");
            _ = (await console.Use<ProposeDeskAsDecisionMaker>().ExecuteAsync(CommandId.New(), new ProposeDeskAsDecisionMakerInput(desk, "It knows its users."), console.Gesa)).Value;
            return new(
                () => console.Use<OrganisationQueries>().ShowDeskForApprovalAsync(desk),
                (id, shown) => console.Use<ConfirmDeskAsDecisionMaker>().ExecuteAsync(id, new ConfirmDeskAsDecisionMakerInput(desk, 2, shown), console.Sina));
        },
        [PrivacyEvents.ErasureCarriedOut] = async console =>
        {
            var erasure = (await console.Console.RequestErasureAsync(await console.Console.LeaverAsync())).Value;
            return new(
                () => console.Use<PrivacyQueries>().ShowForApprovalAsync(console.Sina, erasure),
                (id, shown) => console.Use<CarryOutErasure>().ExecuteAsync(id, new CarryOutErasureInput(erasure, shown), console.Sina));
        },
        [RetentionEvents.Approved] = async console =>
        {
            await console.Console.WithAHistoryAsync(TestConsole.Start.AddYears(3));
            var deletion = (await console.Console.RequestDeletionAsync()).Value;
            return new(
                () => console.Use<RetentionQueries>().ShowForApprovalAsync(console.Sina, deletion),
                (id, shown) => console.Use<CarryOutDeletion>().ExecuteAsync(id, new CarryOutDeletionInput(deletion, shown), console.Sina));
        },
        [RecoveryPathEvents.TransferAccepted] = async console =>
        {
            var path = await console.OwnedDraftAsync();
            Accepted(await console.ProposeAsync(path, PathSeat.Control, Id(console.Nele), console.Carla));
            var version = await console.VersionAsync(path);
            return new(
                () => console.Use<RecoveryPathQueries>().ShowOfferAsync(path, PathSeat.Control),
                (id, shown) => console.Use<AcceptTransfer>().ExecuteAsync(id, new AcceptTransferInput(path, version, PathSeat.Control, shown), console.Nele));
        },
        [RecoveryPathEvents.SecurityReviewed] = async console =>
        {
            var path = await console.OwnedDraftAsync();
            var version = await console.VersionAsync(path);
            return new(
                () => console.Use<RecoveryPathQueries>().ShowForApprovalAsync(path, nameof(RecordSecurityReview)),
                (id, shown) => console.Use<RecordSecurityReview>().ExecuteAsync(id, new RecordSecurityReviewInput(path, version, "Nothing open.", shown), console.Svea));
        },
        [RecoveryPathEvents.SignedOff] = async console =>
        {
            var path = await console.OwnedDraftAsync();
            var version = await console.VersionAsync(path);
            return new(
                () => console.Use<RecoveryPathQueries>().ShowForApprovalAsync(path, nameof(SignOffPath)),
                (id, shown) => console.Use<SignOffPath>().ExecuteAsync(id, new SignOffPathInput(path, version, console.Today, Conditions: null, shown), console.Sina));
        },
    };

    /// <summary>By type. A kind of approval without a line above fails.</summary>
    public static TheoryData<string> Kinds => [.. EventKind.All.Values.Where(k => k.IsApproval).Select(k => k.Type)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Approval_OfWhatWasShown_CommitsToIt(string type)
    {
        await using var console = await PathConsole.StartAsync();
        var waiting = await Approvals[EventKind.All[type]](console);
        var shown = (await waiting.ShowAsync())!;

        Accepted(await waiting.ApproveAsync(CommandId.New(), shown));

        var stored = (await console.Console.EntriesAsync(LedgerStream.Decisions)).Last(e => e.Type == type);
        var entry = LedgerEntry.Parse(stored.Body);
        var commitment = entry.Priv!.Single(p => p.F == "shown").H;
        Assert.Equal(commitment, (byte[])entry.Act.Single(a => a.Key == "viewHash").Value!);
        Assert.Single(entry.Act, a => a.Key == "subjectHash");
        var text = (await console.Console.RowsAsync<StoredPrivateValue>()).Single(v => v.Ledger == 1 && v.Idx == stored.Idx && v.Field == "shown");
        Assert.Equal(shown.Text, text.Value);
        Assert.Equal(commitment, Commitment.Of(entry.Ledger, entry.Id.ToString("D"), "shown", text.Salt, text.Value));
    }

    /// <summary>The last minute of the limit and the first one after it, for every kind of approval.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    [Trait("row", "R-064")]
    public async Task Approval_BySomebodyWhoProvedThemselvesLongAgo_IsRefusedUntilTheySignInAgain(string type)
    {
        await using var console = await PathConsole.StartAsync();
        var waiting = await Approvals[EventKind.All[type]](console);
        var shown = (await waiting.ShowAsync())!;
        console.Console.DemandsFreshSignIn = true;
        var fresh = console.Console.Clock.GetUtcNow();
        console.SignedInAt(fresh);

        console.Console.Clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        (await waiting.ApproveAsync(CommandId.New(), shown)).Refusals.RefusedAs<SignInIsTooOld>();

        console.SignedInAt(fresh + TimeSpan.FromSeconds(1));
        Accepted(await waiting.ApproveAsync(CommandId.New(), shown));
        var entry = LedgerEntry.Parse((await console.Console.EntriesAsync(LedgerStream.Decisions)).Last(e => e.Type == type).Body);
        Assert.Equal(("test", fresh + TimeSpan.FromSeconds(1)), (entry.Actor.Acr, entry.Actor.AuthAt));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Approval_OfSomethingElseThanStands_IsRefusedAsShownIsOutdated(string type)
    {
        await using var console = await PathConsole.StartAsync();
        var waiting = await Approvals[EventKind.All[type]](console);
        var shown = (await waiting.ShowAsync())!;
        var compared = shown.Facts.Where(f => !f.IsAsCounted).ToList();

        foreach (var fact in compared)
        {
            var another = new ApprovalView([.. shown.Facts.Select(f => f == fact ? f with { Value = "something else", Person = null } : f)]);
            var refused = (await waiting.ApproveAsync(CommandId.New(), another)).Refusals.RefusedAs<ShownIsOutdated>();
            Assert.Contains($"“{fact.Name}”", refused.Sentence, StringComparison.Ordinal);
        }

        Assert.NotEmpty(compared);
        (await waiting.ApproveAsync(CommandId.New(), new ApprovalView([.. shown.Facts.Skip(1)]))).Refusals.RefusedAs<ShownIsOutdated>();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Approval_OfNothingThatWasShown_IsRefusedAsNothingWasShown(string type)
    {
        await using var console = await PathConsole.StartAsync();
        var waiting = await Approvals[EventKind.All[type]](console);

        (await waiting.ApproveAsync(CommandId.New(), null)).Refusals.RefusedAs<NothingWasShown>();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Approval_UnderACommandThatWasAccepted_CannotBeHadForAnotherView(string type)
    {
        await using var console = await PathConsole.StartAsync();
        var waiting = await Approvals[EventKind.All[type]](console);
        var shown = (await waiting.ShowAsync())!;
        var command = CommandId.New();
        Accepted(await waiting.ApproveAsync(command, shown));

        Accepted(await waiting.ApproveAsync(command, shown));
        (await waiting.ApproveAsync(command, new ApprovalView([.. shown.Facts, new("More", "of it")]))).Refusals.RefusedAs<CommandIdAlreadyUsed>();
    }

    /// <summary>Auditors' verifiers know the types by the page on the format alone.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Format_OfEachKindOfApproval_NamesItAsOne(string type) =>
        Assert.Contains($"`{type}`", File.ReadAllText(RepositoryTree.At("docs", "ledger-format.md")), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Verifier_OfAnApprovalThatNamesNothingShown_FindsTheRuleBroken(string type)
    {
        Assert.Equal((0, 41), (await CodeOfAsync(leavesOut: null), await CodeOfAsync("viewHash")));

        async Task<int> CodeOfAsync(string? leavesOut)
        {
            var ledger = new MadeUpLedger().Grow(3).Approve("p-2", type: type, leavesOut: leavesOut).Sign();
            return (await BundleVerifierTests.VerifyAsync(new TamperCase(type, 0, ledger.Bundle(), ledger.Policy()))).ExitCode;
        }
    }

    [Fact]
    public async Task SignOff_AfterAnOwnerLeft_IsRefusedAndSaysWhatIsMissingSince()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        var (version, shown) = (await console.VersionAsync(path), await console.Use<RecoveryPathQueries>().ShowForApprovalAsync(path, nameof(SignOffPath)));
        await console.Console.LeaveAsync(Id(console.Rolf));

        var refused = (await console.Use<SignOffPath>().ExecuteAsync(
            CommandId.New(), new SignOffPathInput(path, version, console.Today, Conditions: null, shown), console.Sina)).Refusals.RefusedAs<ShownIsOutdated>();

        Assert.Contains("“Missing now”", refused.Sentence, StringComparison.Ordinal);
        Assert.Contains("Rolf Risk", refused.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOff_AfterItsDeskBecameADecisionMaker_IsRefused()
    {
        await using var console = await PathConsole.StartAsync();
        var desk = await console.Console.DeskAsync("NIGHT");
        var path = await console.OwnedDraftAsync(console.Description() with { Desks = [desk] });

        await IsRefusedAfterAsync(console, path, "“Desk”", async () =>
        {
            _ = (await console.Use<ProposeDeskAsDecisionMaker>().ExecuteAsync(CommandId.New(), new ProposeDeskAsDecisionMakerInput(desk, "It knows its users."), console.Gesa)).Value;
            Accepted(await console.Use<ConfirmDeskAsDecisionMaker>().ExecuteAsync(
                CommandId.New(), new ConfirmDeskAsDecisionMakerInput(desk, 2, await console.Use<OrganisationQueries>().ShowDeskForApprovalAsync(desk)), console.Sina));
        });
    }

    [Fact]
    public async Task SignOff_AfterASystemBehindBecameExternallyFacing_IsRefused()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();

        await IsRefusedAfterAsync(console, path, "“System behind”", async () => Accepted(await console.Use<UpdateSystem>().ExecuteAsync(
            CommandId.New(), new UpdateSystemInput(console.Directory, 1, "Directory", IdentityDomainId: null, HighlyAvailable: false, ExternallyFacing: true, PrivilegedAdministration: false), console.Gesa)));
    }

    [Fact]
    public async Task Erasure_OfSomebodyWhoWasRenamedBehindTheSheet_IsRefused()
    {
        await using var console = await TestConsole.StartAsync();
        var second = await console.PersonAsync("Sina Second", Role.Governance);
        var leaver = await console.LeaverAsync();
        var erasure = (await console.RequestErasureAsync(leaver)).Value;
        await RenameAsync(console, leaver, "Somebody Else");
        var shown = await console.Use<PrivacyQueries>().ShowForApprovalAsync(second, erasure);
        await RenameAsync(console, leaver, ErasingConsole.Name);

        var refused = (await console.Use<CarryOutErasure>().ExecuteAsync(CommandId.New(), new CarryOutErasureInput(erasure, shown), second)).Refusals.RefusedAs<ShownIsOutdated>();

        Assert.Contains("“Whose data” was: Somebody Else", refused.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deletion_AfterALegalHoldWasLifted_IsRefused()
    {
        await using var console = await TestConsole.StartAsync();
        var second = await console.PersonAsync("Sina Second", Role.Governance);
        await console.WithAHistoryAsync(TestConsole.Start.AddYears(3));
        var hold = (await console.HoldAsync(second.Person)).Value;
        var deletion = (await console.RequestDeletionAsync()).Value;
        var shown = await console.Use<RetentionQueries>().ShowForApprovalAsync(second, deletion);
        Assert.True((await console.Use<LiftLegalHold>().ExecuteAsync(CommandId.New(), new LiftLegalHoldInput(hold, "Settled."), console.Founder)).IsAccepted);

        var refused = (await console.Use<CarryOutDeletion>().ExecuteAsync(CommandId.New(), new CarryOutDeletionInput(deletion, shown), second)).Refusals.RefusedAs<ShownIsOutdated>();

        Assert.Contains("LH-0001", refused.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erasure_WhoseReasonCameToNameThePerson_KeepsWhatWasShownWithoutTheName()
    {
        const string Later = "Pia Pseudonym";
        await using var console = await TestConsole.StartAsync();
        var second = await console.PersonAsync("Sina Second", Role.Governance);
        var leaver = await console.LeaverAsync();
        var erasure = (await console.RequestErasureAsync(leaver, reason: $"{Later} asked for it.")).Value;
        await RenameAsync(console, leaver, Later);
        var shown = await console.Use<PrivacyQueries>().ShowForApprovalAsync(second, erasure);
        Assert.Contains(Later, shown!.Text, StringComparison.Ordinal);

        Assert.True((await console.Use<CarryOutErasure>().ExecuteAsync(CommandId.New(), new CarryOutErasureInput(erasure, shown), second)).IsAccepted);

        var kept = Assert.Single(await console.RowsAsync<StoredPrivateValue>(), v => v.Field == "shown").Value;
        Assert.Contains("Reason: [erased] asked for it.", kept, StringComparison.Ordinal);
        Assert.Empty(console.FilesHolding(Later));
    }

    [Fact]
    public async Task Road_WithAnApprovalThatAskedNobodyWhatWasShown_Throws()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => console.Use<LedgeredChange>().ExecuteAsync<string, Done>(
            console.Use<SignOffPath>(), CommandId.New(), "input", console.Sina,
            async change =>
            {
                change.Record(RecoveryPathEvents.SignedOff, (await change.FindPathAsync(path))!);
                return default(Done);
            },
            default));

        Assert.Contains("what the approver was shown", failure.Message, StringComparison.Ordinal);
    }

    private static async Task IsRefusedAfterAsync(PathConsole console, RecoveryPathId path, string said, Func<Task> meanwhile)
    {
        var (version, shown) = (await console.VersionAsync(path), await console.Use<RecoveryPathQueries>().ShowForApprovalAsync(path, nameof(SignOffPath)));
        await meanwhile();
        Assert.Equal(version, await console.VersionAsync(path));

        var refused = (await console.Use<SignOffPath>().ExecuteAsync(
            CommandId.New(), new SignOffPathInput(path, version, console.Today, Conditions: null, shown), console.Sina)).Refusals.RefusedAs<ShownIsOutdated>();

        Assert.Contains(said, refused.Sentence, StringComparison.Ordinal);
    }

    private static async Task RenameAsync(TestConsole console, PersonId person, string name) =>
        Assert.True((await console.Use<UpdatePerson>().ExecuteAsync(
            CommandId.New(),
            new UpdatePersonInput(person, (await console.RowsAsync<Person>()).Single(p => p.Id == person).Version, name, null, DirectoryEntryKind.Individual, Engagement.Employee, null, null, null),
            console.Founder)).IsAccepted);

    private sealed record Waiting(Func<Task<ApprovalView?>> ShowAsync, Func<CommandId, ApprovalView?, Task<Outcome<Done>>> ApproveAsync);
}
