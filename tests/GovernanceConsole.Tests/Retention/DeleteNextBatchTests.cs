using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Bundles;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Privacy;
using GovernanceConsole.Retention;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Checkpoints;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Privacy;

namespace GovernanceConsole.Tests.Retention;

/// <summary>The records go, the proofs stay.</summary>
public sealed class DeleteNextBatchTests : IAsyncLifetime
{
    /// <summary>Where in the history of <see cref="RetainingConsole"/> both refusals and all former texts are due.</summary>
    private static readonly DateTimeOffset AfterFourYears = TestConsole.Start.AddYears(4);

    /// <summary>And the decisions too.</summary>
    private static readonly DateTimeOffset AfterTwelveYears = TestConsole.Start.AddYears(12);

    private TestConsole _console = null!;
    private Actor _second = null!;

    public async Task InitializeAsync()
    {
        _console = await TestConsole.StartAsync();
        _second = await _console.PersonAsync("Sina Second", Role.Governance);
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    [Trait("row", "B-17")]
    [Trait("row", "X4")]
    public async Task Delete_OfThreeYears_LeavesNoTextInAnyFileAndEveryProof()
    {
        await _console.WithAHistoryAsync(AfterFourYears);
        var known = await KnownAsync();
        foreach (var text in new[] { RetainingConsole.FormerReason, "Safer so.", RetainingConsole.UncleanCell })
            Assert.NotEmpty(_console.FilesHolding(text));
        var before = await _console.DueAsync();

        var report = await _console.DeleteWhatIsDueAsync(_second);

        Assert.Null(report.Failure);
        Assert.Equal(before.Due, report.Deleted);
        foreach (var text in new[] { RetainingConsole.FormerReason, "Safer so.", RetainingConsole.UncleanCell })
            Assert.Empty(_console.FilesHolding(text));
        Assert.NotEmpty(_console.FilesHolding("first@example.test")); // who somebody is, is no former text
        var security = await _console.EntriesAsync(LedgerStream.SecurityEvents);
        Assert.Equal(2, security.Count(e => e.IsPruned));
        Assert.DoesNotContain(await _console.EntriesAsync(LedgerStream.Decisions), e => e.IsPruned); // not for ten years
        Assert.Equal((0, 0), await _console.VerifiersSayAsync());
        Assert.Equal((0, 0), await _console.VerifiersSayAsync(known));
        await IsGoodAsync();
        Assert.Equal(0, (await _console.DueAsync()).Due);
    }

    [Fact]
    [Trait("row", "B-17")]
    public async Task Delete_OfTwelveYears_PrunesDecisionsButTheStateOfEachObject()
    {
        await _console.WithAHistoryAsync(AfterTwelveYears);
        var known = await KnownAsync();
        var objects = (await _console.RowsAsync<StoredObjectState>()).Count;
        var before = await _console.EntriesAsync(LedgerStream.Decisions);

        await _console.DeleteWhatIsDueAsync(_second);

        var after = await _console.EntriesAsync(LedgerStream.Decisions);
        var pruned = after.Where(e => e.IsPruned).Select(e => e.Idx).ToList();
        Assert.NotEmpty(pruned);
        Assert.Equal(before.Select(e => Convert.ToBase64String(e.LeafHash)), after.Take(before.Count).Select(e => Convert.ToBase64String(e.LeafHash)));
        Assert.Equal(objects, before.Where(e => !pruned.Contains(e.Idx) && e.ObjectId is not null).Select(e => e.ObjectId).Distinct().Count());
        Assert.All(after.Where(e => e.IsPruned), e => Assert.Equal(("", null, null, null), (e.Type, e.ObjectId, e.ActorId, e.CommandId)));
        Assert.Equal((0, 0), await _console.VerifiersSayAsync(known));
        await IsGoodAsync();
    }

    [Fact]
    [Trait("row", "B-17")]
    public async Task Delete_OfAnObjectThatIsStillInUse_KeepsItsStoryWhole()
    {
        var desk = await _console.WithAHistoryAsync(AfterTwelveYears);
        RetainingConsole.Accept(await _console.Use<ProposeDeskAsDecisionMaker>().ExecuteAsync(CommandId.New(), new ProposeDeskAsDecisionMakerInput(desk, "Again."), _console.Founder));
        await _console.SealAsync();

        await _console.DeleteWhatIsDueAsync(_second);

        var story = await _console.Use<TimelineQueries>().OfAsync(desk.Value);
        Assert.Equal(4, story.Count);
        Assert.DoesNotContain(story, e => e.FollowsDeleted);
    }

    [Fact]
    public async Task Delete_OfAnObjectNobodyTouched_LeavesAStoryThatSaysSo()
    {
        var desk = await _console.WithAHistoryAsync(AfterTwelveYears);

        await _console.DeleteWhatIsDueAsync(_second);

        Assert.True(Assert.Single(await _console.Use<TimelineQueries>().OfAsync(desk.Value)).FollowsDeleted);
    }

    [Fact]
    public async Task Delete_OfWhatIsNotSigned_WaitsUntilItIs()
    {
        await _console.WithAHistoryAsync(TestConsole.Start.AddDays(401));
        await _console.RefusedAsync();
        _console.Clock.SetTo(AfterFourYears);

        Assert.Equal(2, (await _console.DueAsync("security-events")).Due);
        await _console.SealAsync();
        Assert.Equal(3, (await _console.DueAsync("security-events")).Due);
    }

    [Fact]
    [Trait("row", "B-17")]
    public async Task Delete_OfAnEntryOnTheDayItsPeriodEnds_TakesItAndTheDayBeforeDoesNot()
    {
        await _console.WithAHistoryAsync(TestConsole.Start.AddDays(401)); // the second refusal is of 18 September 2026
        await _console.SealAsync();

        long[] due = [await DueOnAsync("2028-03-01"), await DueOnAsync("2028-03-02"), await DueOnAsync("2028-09-17"), await DueOnAsync("2028-09-18")];
        Assert.Equal(new long[] { 0, 1, 1, 2 }, due);

        async Task<long> DueOnAsync(string day) => (await _console.DueAsync(DateOnly.Parse(day, null))).Rows.Single(r => r.Type == "security-events").Due;
    }

    [Fact]
    public async Task Delete_OfWhatBecameDueSinceTheRequest_LeavesIt()
    {
        await _console.WithAHistoryAsync(new DateTimeOffset(2028, 9, 1, 9, 0, 0, TimeSpan.Zero));
        var deletion = (await _console.RequestDeletionAsync()).Value;
        _console.Clock.Advance(TimeSpan.FromDays(20)); // past the day of the second refusal
        RetainingConsole.Accept(await _console.CarryOutDeletionAsync(deletion, _second));

        await _console.Use<Deletions>().RunAsync(RetainingConsole.Job);

        Assert.Single(await _console.EntriesAsync(LedgerStream.SecurityEvents), e => e.IsPruned);
        Assert.Equal(1, (await _console.DueAsync("security-events")).Due);
    }

    [Fact]
    [Trait("row", "B-17")]
    public async Task Delete_KilledBetweenTwoBatches_GoesOnAndEndsAsIfItHadNotBeen()
    {
        await _console.WithAHistoryAsync(AfterTwelveYears);
        var due = (await _console.DueAsync()).Due;
        var deletion = (await _console.RequestDeletionAsync()).Value;
        RetainingConsole.Accept(await _console.CarryOutDeletionAsync(deletion, _second));
        var first = (await BatchAsync(deletion, at: null)).Value;
        var half = (await BatchAsync(deletion, first.Next)).Value;
        Assert.True(first.Deleted > 0 && half.Deleted > 0);
        await IsGoodAsync(); // in between too

        await _console.RestartAsync();
        var rest = await _console.Use<Deletions>().RunAsync(RetainingConsole.Job);

        Assert.Equal(due, first.Deleted + half.Deleted + rest!.Deleted);
        var told = Assert.Single((await _console.Use<RetentionQueries>().DeletionsAsync(_console.Founder, new())).Rows);
        Assert.Equal((RetentionDeletionState.Done, due), (told.State, told.Deleted));
        Assert.Equal((0, 0), await _console.VerifiersSayAsync());
        await IsGoodAsync();
    }

    [Fact]
    [Trait("row", "X4")]
    public async Task Delete_UnderALegalHoldOnEverybodyThatCame_StopsAndIsAskedForAnew()
    {
        await _console.WithAHistoryAsync(AfterTwelveYears);
        var deletion = (await _console.RequestDeletionAsync()).Value;
        RetainingConsole.Accept(await _console.CarryOutDeletionAsync(deletion, _second));
        var first = (await BatchAsync(deletion, at: null)).Value;
        var hold = (await _console.HoldAsync(null)).Value;

        Assert.Equal(0, (await _console.Use<Deletions>().RunAsync(RetainingConsole.Job))!.Deleted);

        var stopped = Assert.Single(await _console.RowsAsync<RetentionDeletion>());
        Assert.Equal((RetentionDeletionState.Stopped, "LH-0001"), (stopped.State, stopped.StoppedByHold));
        Assert.Equal(2, first.Deleted);
        Assert.DoesNotContain(await _console.EntriesAsync(LedgerStream.Decisions), e => e.IsPruned);
        RetainingConsole.Accept(await _console.Use<LiftLegalHold>().ExecuteAsync(CommandId.New(), new LiftLegalHoldInput(hold, "Settled."), _console.Founder));
        Assert.Null(await _console.Use<Deletions>().RunAsync(RetainingConsole.Job)); // lifting deletes nothing
        Assert.True((await _console.RequestDeletionAsync()).IsAccepted);
    }

    [Fact]
    [Trait("row", "X4")]
    public async Task Delete_UnderALegalHoldOnSomebody_KeepsWhatTheyDidWhatIsAboutThemAndWhatNamesThem()
    {
        var held = await _console.PersonAsync("Hedda Held", Role.Governance);
        await _console.RefusedAsync(held); // by her
        await _console.RefusedAsync();
        await _console.Use<RecordTrailRead>().ExecuteAsync(CommandId.New(), new RecordTrailReadInput(TrailLedger.Decisions, Entry: null, "what Hedda Held did"), _second); // names her
        await _console.WithAHistoryAsync(AfterFourYears);
        await _console.HoldAsync(held.Person);
        var due = await _console.DueAsync("security-events");

        await _console.DeleteWhatIsDueAsync(_second);

        var left = (await _console.EntriesAsync(LedgerStream.SecurityEvents)).Where(e => !e.IsPruned && e.At < AfterFourYears.AddYears(-2)).ToList();
        Assert.Equal(2, due.Held);
        Assert.Equal(2, left.Count);
        Assert.Contains(left, e => e.ActorId == held.Person!.Value.Value);
        Assert.Equal(2, Assert.Single((await _console.Use<RetentionQueries>().DeletionsAsync(_console.Founder, new())).Rows).Counts.Single(c => c.Type == "security-events").Held);
        await IsGoodAsync();
    }

    [Fact]
    public async Task Delete_OfFormerTexts_KeepsWhatAFieldSaysNow()
    {
        var desk = await _console.WithAHistoryAsync(AfterFourYears);
        var proposed = await _console.ProposePolicyAsync(Limits.Default with { TransferAnswerDays = 10 }, reason: "Present Petra.");
        _console.Clock.Advance(TimeSpan.FromDays(4 * 365));
        await _console.SealAsync();

        await _console.DeleteWhatIsDueAsync(_second);

        Assert.NotEmpty(_console.FilesHolding("Present Petra."));
        Assert.Contains(await _console.RowsAsync<StoredErasedText>(), t => t.Field == "set.decision_maker_reason");
        Assert.Contains(await _console.RowsAsync<StoredErasedText>(), t => t.Field == "reason");
        Assert.True(proposed.IsAccepted && desk.Value != Guid.Empty);
        await IsGoodAsync();
    }

    [Fact]
    public async Task Delete_OfNoticesAnswersAndFindings_TakesTheOldOnes()
    {
        await _console.WithAHistoryAsync(AfterFourYears);
        await _console.Store.WriteAsync(
            session =>
            {
                var (read, unread) = (InboxItem.To(_second.Person!.Value, InboxItemId.From(Guid.CreateVersion7()), new Notice("Old and read", "Text.", "/"), TestConsole.Start),
                    InboxItem.To(_second.Person!.Value, InboxItemId.From(Guid.CreateVersion7()), new Notice("Old and unread", "Text.", "/"), TestConsole.Start));
                read.MarkRead(TestConsole.Start);
                var (gone, kept) = (OutgoingMail.Of(new OutgoingMailId(Guid.CreateVersion7()), read.Id, address: null, TestConsole.Start), OutgoingMail.Of(new OutgoingMailId(Guid.CreateVersion7()), unread.Id, address: null, TestConsole.Start));
                session.Context.AddRange(read, unread, gone, kept);
                return session.Context.SaveChangesAsync();
            },
            CancellationToken.None);
        Assert.NotEmpty(await _console.RowsAsync<ImportFinding>());

        await _console.DeleteWhatIsDueAsync(_second);

        var notices = (await _console.RowsAsync<InboxItem>()).Select(i => i.Subject).ToList();
        Assert.Contains("Old and unread", notices);
        Assert.DoesNotContain("Old and read", notices);
        var unreadId = (await _console.RowsAsync<InboxItem>()).Single(i => i.Subject == "Old and unread").Id;
        Assert.Single(await _console.RowsAsync<OutgoingMail>(), m => m.NoticeId == unreadId); // the way of the other went with it
        Assert.Empty(await _console.RowsAsync<ImportFinding>());
        Assert.All(await _console.RowsAsync<StoredCommand>(), c => Assert.True(c.At > AfterFourYears.AddMonths(-3)));
    }

    [Fact]
    [Trait("row", "B-17")]
    public async Task Proof_OfAKeptEntryBesidePrunedOnes_HoldsAndOfAPrunedOneThereIsNone()
    {
        await _console.WithAHistoryAsync(AfterTwelveYears);
        await _console.DeleteWhatIsDueAsync(_second);
        var auditor = await _console.PersonAsync("Aline Auditor", Role.Auditor);
        var entries = await _console.EntriesAsync(LedgerStream.Decisions);
        var pruned = entries.First(e => e.IsPruned).Idx;
        var beside = entries.First(e => !e.IsPruned && e.Idx > 0 && entries[(int)e.Idx - 1].IsPruned).Idx;

        var proof = (await _console.Use<LedgerProofs>().OfAsync(CommandId.New(), TrailLedger.Decisions, beside, auditor)).Value;

        Assert.Null(proof.Fault(TrustPolicy.Parse(System.Text.Encoding.UTF8.GetBytes(await _console.TrustAsync()))));
        (await _console.Use<LedgerProofs>().OfAsync(CommandId.New(), TrailLedger.Decisions, pruned, auditor)).Refusals.RefusedAs<EntryIsPruned>();
    }

    [Fact]
    public async Task Trail_OfPrunedEntries_SaysThatTheyWereDeletedAndWhen()
    {
        await _console.WithAHistoryAsync(AfterTwelveYears);
        await _console.DeleteWhatIsDueAsync(_second);
        var pruned = (await _console.EntriesAsync(LedgerStream.Decisions)).First(e => e.IsPruned);

        var page = await _console.Use<TrailQueries>().PageAsync(_console.Founder, new TrailFilter(), new PageRequest(0, PageRequest.MostRows));
        var left = await _console.Use<TrailEntryQueries>().FindPrunedAsync(_console.Founder, TrailLedger.Decisions, pruned.Idx);

        Assert.Equal((true, EntryText.Pruned), (page.Rows.Single(e => e.Idx == pruned.Idx).IsPruned, page.Rows.Single(e => e.Idx == pruned.Idx).Text));
        Assert.Equal((AfterTwelveYears, pruned.At), (left!.PrunedAt, left.At));
        Assert.Null(await _console.Use<TrailEntryQueries>().FindAsync(_console.Founder, TrailLedger.Decisions, pruned.Idx));
        Assert.NotEmpty(await _console.Use<TrailQueries>().EntriesAsync(_console.Founder, new TrailFilter()));
    }

    [Fact]
    public async Task Trail_SearchedByACommandWhoseAnswerWent_FindsItsEntries()
    {
        var command = new CommandId(Guid.CreateVersion7(TestConsole.Start));
        _console.Clock.Advance(TimeSpan.FromHours(20)); // a form may be open for a while
        RetainingConsole.Accept(await _console.Use<RegisterVendor>().ExecuteAsync(command, new RegisterVendorInput("V0", "Asked for by hand"), _console.Founder));
        await _console.WithAHistoryAsync(AfterFourYears);

        await _console.DeleteWhatIsDueAsync(_second);

        Assert.DoesNotContain(await _console.RowsAsync<StoredCommand>(), c => c.CommandId == command.Value);
        var found = await _console.Use<TrailQueries>().PageAsync(_console.Founder, new TrailFilter(Correlation: command.Value.ToString("D")), new PageRequest());
        Assert.Equal("vendor.registered", Assert.Single(found.Rows).Type);
    }

    /// <summary>Somebody wrote down past the console that entries are pruned; the deletion makes it true as far as they are due, and says so.</summary>
    [Theory]
    [InlineData("VALUES (2, 0, 0, 0)", true)]
    [InlineData("SELECT 2, 0, max(size) - 1, 0 FROM ledger_checkpoints WHERE ledger = 2", false)]
    [Trait("row", "B-17")]
    public async Task Delete_WhereEntriesAreNotedAsPrunedAlready_TakesWhatIsDueAndIsGoodForBothVerifiers(string note, bool isTrueNow)
    {
        await _console.WithAHistoryAsync(AfterFourYears);
        await _console.RefusedAsync();
        await _console.SealAsync();
        PastTheConsole.Execute(_console.File, $"INSERT INTO ledger_pruned_ranges {note}");

        Assert.Null((await _console.DeleteWhatIsDueAsync(_second)).Failure);

        Assert.Equal(2, (await _console.EntriesAsync(LedgerStream.SecurityEvents)).Count(e => e.IsPruned));
        Assert.Equal((0, 0), await _console.VerifiersSayAsync());
        await _console.Use<LedgerCheck>().Start(_console.Founder);
        Assert.Equal(isTrueNow, _console.Use<LedgerCheck>().Last!.Fault is null);
    }

    [Fact]
    [Trait("row", "B-17")]
    public async Task BodyThatWasBlankedPastTheConsole_IsFoundByEveryCheck()
    {
        await _console.WithAHistoryAsync(AfterTwelveYears);
        await _console.DeleteWhatIsDueAsync(_second);
        var entry = (await _console.EntriesAsync(LedgerStream.Decisions)).First(e => !e.IsPruned && e.Idx > 0);
        var victim = entry.Idx;

        PastTheConsole.ExecuteUnguarded(
            _console.File,
            $"DELETE FROM ledger_private WHERE ledger = 1 AND idx = {victim}; UPDATE ledger_entries SET pruned_leaf_hash = x'{Convert.ToHexString(entry.LeafHash)}', body = x'', type = '', object_kind = NULL, object_id = NULL, actor_id = NULL, command_id = NULL, corr = NULL WHERE ledger = 1 AND idx = {victim}");

        var check = _console.Use<LedgerCheck>();
        await check.Start(_console.Founder);
        Assert.Equal($"The body of entry {victim} is missing, and no entry says that it was pruned.", check.Last!.Fault?.Sentence);
        Assert.Contains((await _console.Use<ChainCheck>().RunAsync()), c => c.Fault is not null);
        Assert.Equal((21, 21), await _console.VerifiersSayAsync());
    }

    [Fact]
    public async Task Signer_WhoReadsFromTheFirstEntryAgain_SignsBesidePrunedOnes()
    {
        await _console.WithAHistoryAsync(AfterTwelveYears);
        await _console.DeleteWhatIsDueAsync(_second);
        await using var context = _console.Store.OpenForReading();
        var head = context.Set<StoredHead>().Single(h => h.Ledger == 1);
        var chain = new ChainVerifier(head.Name);

        var toSign = new EntriesToSign(context, head, chain, await BesideTheEntries.AnsweredSinceAsync(context, CancellationToken.None));
        foreach (var entry in await _console.EntriesAsync(LedgerStream.Decisions))
            await toSign.AddAsync(entry.Body, entry.LeafHash, CancellationToken.None);

        Assert.Null(chain.Complete());
        Assert.Equal(head.Root, chain.Root());
    }

    [Fact]
    public async Task Delete_Done_IsAnchoredAtOnceAndToldWithItsCounts()
    {
        await _console.WithAHistoryAsync(AfterFourYears);

        await _console.DeleteWhatIsDueAsync(_second);

        var entries = await _console.EntriesAsync(LedgerStream.Decisions);
        var done = LedgerEntry.Parse(entries.Single(e => e.Type == "retention.carried-out").Body);
        Assert.Contains("2 security events", (IReadOnlyList<string>)done.Act.Single(a => a.Key == "deleted").Value!);
        Assert.Equal(entries.Count, (await _console.RowsAsync<LedgerCheckpoint>()).Where(c => c.Ledger == 1).Max(c => c.Size));
    }

    [Fact]
    public async Task Delete_OfWhatWasNotApproved_IsRefused()
    {
        await _console.WithAHistoryAsync(AfterFourYears);
        var deletion = (await _console.RequestDeletionAsync()).Value;

        (await BatchAsync(deletion, at: null)).Refusals.RefusedAs<DeletionIsDecided>();
        (await BatchAsync(RetentionDeletionId.From(Guid.CreateVersion7()), at: null)).Refusals.RefusedAs<NotFound>();
        Assert.Null(await _console.Use<Deletions>().RunAsync(RetainingConsole.Job));
    }

    [Fact]
    public async Task Delete_OfATypeNobodyKnows_IsRefused()
    {
        await _console.WithAHistoryAsync(AfterFourYears);
        var deletion = (await _console.RequestDeletionAsync()).Value;
        await _console.CarryOutDeletionAsync(deletion, _second);

        (await BatchAsync(deletion, new DeletionPlace("stamps", After: null))).Refusals.RefusedAs<NotFound>();
    }

    [Fact]
    public async Task Delete_ByAPerson_IsRefusedAsNotAllowed() =>
        (await _console.Use<DeleteNextBatch>().ExecuteAsync(CommandId.New(), new(RetentionDeletionId.From(Guid.CreateVersion7()), At: null), _second)).Refusals.RefusedAs<NotAllowed>();

    /// <summary>More than one batch of one type: others' commands go on in between, and entries stay whole.</summary>
    [Fact]
    public async Task Delete_OfThousands_GoesInBatches()
    {
        await using var console = await TestConsole.StartAsync(translates: false);
        var second = await console.PersonAsync("Sina Second", Role.Governance);
        var session = console.Founder with { SignIn = new SignIn(TestConsole.Start, "test", "test", new byte[32]) };
        await Task.WhenAll(Enumerable.Range(0, 4100).Select(_ => console.Use<RecordSignIn>().ExecuteAsync(CommandId.New(), session)));
        await console.SealAsync();
        console.Clock.SetTo(AfterFourYears);
        var deletion = (await console.RequestDeletionAsync()).Value;
        RetainingConsole.Accept(await console.CarryOutDeletionAsync(deletion, second));

        var first = (await console.Use<DeleteNextBatch>().ExecuteAsync(CommandId.New(), new(deletion, At: null), RetainingConsole.Job)).Value;
        RetainingConsole.Accept(await console.Use<RegisterVendor>().ExecuteAsync(CommandId.New(), new RegisterVendorInput("V9", "In between"), console.Founder));
        await console.Use<Deletions>().RunAsync(RetainingConsole.Job);

        Assert.Equal(("security-events", "1999"), (first.Next!.Type, first.Next.After));
        var entries = await console.EntriesAsync(LedgerStream.SecurityEvents);
        Assert.Equal(4100, entries.Count(e => e.IsPruned));
        Assert.Equal(3, entries.Count(e => e.Type == PrunedType));
    }

    private const string PrunedType = "ledger.pruned";

    private Task<Outcome<DeletedBatch>> BatchAsync(RetentionDeletionId deletion, DeletionPlace? at) =>
        _console.Use<DeleteNextBatch>().ExecuteAsync(CommandId.New(), new DeleteNextBatchInput(deletion, at), RetainingConsole.Job);

    private async Task<string> KnownAsync() => (await _console.Use<KeepingQueries>().LatestAsync())!.Note;

    /// <summary>"Verify now", <c>database check</c> and the nightly comparison.</summary>
    private async Task IsGoodAsync()
    {
        var check = _console.Use<LedgerCheck>();
        await check.Start(_console.Founder);
        Assert.Null(check.Failure);
        Assert.Null(check.Last!.Fault);
        Assert.All(await _console.Use<ChainCheck>().RunAsync(), c => Assert.Null(c.Fault));
        Assert.Empty((await _console.Use<Reconciliation>().RunAsync()).Differences);
    }
}
