using System.Text;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.EvidenceExports;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Ledger;
using GovernanceConsole.Ledger.Bundles;
using GovernanceConsole.Ledger.Signing;
using GovernanceConsole.Organisation;
using GovernanceConsole.Outbox;
using GovernanceConsole.Policy;
using GovernanceConsole.Privacy;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Checkpoints;
using GovernanceConsole.Tests.Fixtures;
using GovernanceConsole.Tests.Outbox;
using GovernanceConsole.Tests.Imports;
using GovernanceConsole.Tests.Ledger.Bundles;

namespace GovernanceConsole.Tests.Privacy;

/// <summary>The person goes, the proof stays.</summary>
public sealed class CarryOutErasureTests : IAsyncLifetime
{
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
    public async Task CarryOut_ByASecondPerson_LeavesNoTraceOfThePersonInAnyFile()
    {
        var person = await _console.LeaverAsync();
        Assert.NotEmpty(_console.FilesHolding(ErasingConsole.Name));
        var erasure = (await _console.RequestErasureAsync(person)).Value;

        Assert.True((await _console.CarryOutAsync(erasure, _second)).IsAccepted);

        foreach (var term in new[] { ErasingConsole.Name, $"subject-of-{person.Value:N}", "E0002@example.test" })
            Assert.Empty(_console.FilesHolding(term));
        var erased = (await _console.RowsAsync<Person>()).Single(p => p.Id == person);
        Assert.Equal((Person.ErasedName, null, $"erased-{person.Value:N}"), (erased.Name, erased.Email, erased.DirectoryKey));
        Assert.Empty(await _console.RowsAsync<Account>());
    }

    [Fact]
    public async Task CarryOut_OfSomebodyWithContacts_TakesTheFormerOnesToo_AndANumberThatOthersShareStaysTheirs()
    {
        const string Former = "+49 30 23125 188", Shared = "+49 30 23125 177";
        var person = await _console.LeaverAsync(leaves: false);
        var other = await _console.PersonAsync("Otto Other");
        await _console.DirectorySaysAsync("E0002", Former, TestContacts.Old, "olga.private@example.net", TestContacts.Old);
        await _console.DirectorySaysAsync("E0002", Shared);
        await _console.DirectorySaysAsync("E0003", Shared, TestContacts.Old);
        Assert.True((await _console.ProposePolicyAsync(Limits.Default with { SignOffDays = 60, SignOffDaysHighAndCritical = 30 }, reason: $"She called from {Former}.")).IsAccepted);
        Assert.True((await _console.Use<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(person), _console.Founder)).IsAccepted);

        await CarryOutAsync((await _console.RequestErasureAsync(person)).Value);

        Assert.Empty(await _console.Use<ContactQueries>().OfAsync(_console.Founder, person));
        Assert.Equal(Shared, Assert.Single(await _console.RowsAsync<ContactOfRecord>()) is var left && left.PersonId == other.Person ? left.ContactAddress : null);
        Assert.Equal("She called from [erased].", (await _console.RowsAsync<PolicyVersion>()).Single().Reason);
        Assert.Empty(_console.FilesHolding(Former));
        Assert.Empty(_console.FilesHolding("olga.private@example.net"));
        await LedgerFold.EqualsTheTablesAsync(_console);
    }

    [Fact]
    [Trait("row", "X4")]
    public async Task CarryOut_OfSomebodyWithAHistory_ChangesNoEntryNoRootAndNoSignature()
    {
        var person = await _console.LeaverAsync();
        await _console.SealAsync();
        var before = (await _console.RowsAsync<StoredEntry>()).OrderBy(e => e.Ledger).ThenBy(e => e.Idx).Select(e => Convert.ToBase64String(e.Body)).ToList();
        var known = await _console.Use<GovernanceConsole.Checkpoints.KeepingQueries>().LatestAsync();
        var erasure = (await _console.RequestErasureAsync(person)).Value;

        await CarryOutAsync(erasure);

        Assert.Equal(before, (await _console.RowsAsync<StoredEntry>()).OrderBy(e => e.Ledger).ThenBy(e => e.Idx).Select(e => Convert.ToBase64String(e.Body)).Intersect(before));
        await _console.IsGoodForBothVerifiersAsync(known!.Note);
    }

    [Fact]
    public async Task CarryOut_OfSomebodyWhoIsNamedElsewhere_TakesTheNameFromThoseTextsToo()
    {
        var person = await _console.LeaverAsync();
        Assert.True((await _console.ProposePolicyAsync(Limits.Default with { SignOffDays = 60, SignOffDaysHighAndCritical = 30 }, reason: $"As {ErasingConsole.Name.ToUpperInvariant()}, Hamburg, said.")).IsAccepted);
        var other = (await _console.PersonAsync("Olga Overmarsch")).Person!.Value;
        Assert.False((await _console.Use<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(person), _console.Founder)).IsAccepted); // its sentence names her
        var erasure = (await _console.RequestErasureAsync(person)).Value;

        await CarryOutAsync(erasure);

        Assert.Equal("As [erased], Hamburg, said.", (await _console.RowsAsync<PolicyVersion>()).Single().Reason);
        Assert.Equal("Olga Overmarsch", (await _console.RowsAsync<Person>()).Single(p => p.Id == other).Name); // only whole words count
        Assert.Empty(_console.FilesHolding(ErasingConsole.Name + " "));
        Assert.Empty(_console.FilesHolding(ErasingConsole.Name.ToUpperInvariant()));
        Assert.Contains(await _console.RowsAsync<StoredErasedText>(), t => t.Ledger == (short)LedgerStream.SecurityEvents);
        await LedgerFold.EqualsTheTablesAsync(_console);
        await _console.IsGoodForBothVerifiersAsync();
    }

    [Theory]
    [InlineData("\u00a0")]
    [InlineData("  ")]
    [InlineData("\n")]
    public async Task CarryOut_OfSomebodyWhoseNameIsSpacedOtherwise_TakesItToo(string space)
    {
        var person = await _console.LeaverAsync();
        Assert.True((await _console.ProposePolicyAsync(Limits.Default with { SignOffDays = 60, SignOffDaysHighAndCritical = 30 }, reason: $"As {ErasingConsole.Name.Replace(" ", space, StringComparison.Ordinal)} said.")).IsAccepted);

        await CarryOutAsync((await _console.RequestErasureAsync(person)).Value);

        Assert.Equal("As [erased] said.", (await _console.RowsAsync<PolicyVersion>()).Single().Reason);
    }

    [Fact]
    public async Task CarryOut_OfSomebodyWhomNoticesName_EmptiesThem()
    {
        var person = await _console.LeaverAsync();
        await _console.Store.WriteAsync(
            session =>
            {
                session.Context.Add(InboxItem.To(_second.Person!.Value, InboxItemId.From(Guid.CreateVersion7()), new Notice($"{ErasingConsole.Name} offers you a seat", "Answer.", "/"), TestConsole.Start));
                return session.Context.SaveChangesAsync();
            },
            CancellationToken.None);
        var erasure = (await _console.RequestErasureAsync(person)).Value;

        await CarryOutAsync(erasure);

        Assert.Empty(_console.FilesHolding(ErasingConsole.Name));
        Assert.Contains(await _console.RowsAsync<InboxItem>(), i => i.Subject == PersonalTerms.Removed);
    }

    [Fact]
    public async Task CarryOut_OfSomebodyToWhomMailWent_ForgetsWhereTo_AndSendsNothingMore()
    {
        var person = await _console.LeaverAsync();
        var address = (await _console.RowsAsync<Person>()).Single(p => p.Id == person).Email!;
        var to = TestConsole.SignedIn(person, ErasingConsole.Name);
        var sent = await _console.MailAsync(to, address);
        _ = await _console.DeliverAsync();
        var failed = await _console.MailAsync(to, address);
        _console.Mail.Refuses(MailFault.MailForNow, $"450 {address} is busy");
        _ = await _console.DeliverAsync();

        await CarryOutAsync((await _console.RequestErasureAsync(person)).Value);

        Assert.Empty(_console.FilesHolding(address));
        Assert.Equal((MailState.Sent, PersonalTerms.Removed), ((await _console.MailAsync(sent)).State, (await _console.MailAsync(sent)).Address));
        Assert.Equal((MailState.NotNeeded, PersonalTerms.Removed), ((await _console.MailAsync(failed)).State, (await _console.MailAsync(failed)).LastError));
    }

    [Fact]
    public async Task CarryOut_OfSomebodyWhomAnUncleanFileNamed_EmptiesTheFinding()
    {
        var person = await _console.LeaverAsync();
        await _console.CheckAsync(Bringing.SmallHeader + Bringing.Row(opened: ErasingConsole.Name), Bringing.Small);
        Assert.Contains(await _console.RowsAsync<ImportFinding>(), f => (f.Value + f.Sentence).Contains(ErasingConsole.Name, StringComparison.Ordinal));

        await CarryOutAsync((await _console.RequestErasureAsync(person)).Value);

        Assert.DoesNotContain(await _console.RowsAsync<ImportFinding>(), f => (f.Value + f.Sentence).Contains(ErasingConsole.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task CarryOut_ByWhoeverAskedForIt_IsRefused()
    {
        var erasure = (await _console.RequestErasureAsync(await _console.LeaverAsync())).Value;

        Assert.IsType<SecondPersonMustDiffer>(Assert.Single((await _console.CarryOutAsync(erasure, _console.Founder)).Refusals));
        Assert.Empty(await _console.RowsAsync<StoredErasedText>());
    }

    [Fact]
    [Trait("row", "X4")]
    public async Task CarryOut_UnderALegalHoldThatCameMeanwhile_IsRefused()
    {
        var person = await _console.LeaverAsync();
        var erasure = (await _console.RequestErasureAsync(person)).Value;
        await _console.HoldAsync(person);

        Assert.IsType<LegalHoldForbids>(Assert.Single((await _console.CarryOutAsync(erasure, _second)).Refusals));
        Assert.Equal(ErasingConsole.Name, (await _console.RowsAsync<Person>()).Single(p => p.Id == person).Name);
    }

    [Fact]
    public async Task CarryOut_WhenThePersonCameBack_IsRefused()
    {
        var person = await _console.LeaverAsync();
        var erasure = (await _console.RequestErasureAsync(person)).Value;
        await _console.Use<MarkPersonAsReturned>().ExecuteAsync(CommandId.New(), new MarkPersonAsReturnedInput(person), _console.Founder);

        Assert.IsType<PersonIsStillActive>(Assert.Single((await _console.CarryOutAsync(erasure, _second)).Refusals));
    }

    [Fact]
    public async Task CarryOut_WhenTheRequesterLostTheRole_IsRefused()
    {
        var first = await _console.PersonAsync("Fred First", Role.Governance);
        var erasure = (await _console.RequestErasureAsync(await _console.LeaverAsync(), first)).Value;
        await _console.Use<EndRole>().ExecuteAsync(CommandId.New(), new EndRoleInput(first.Person!.Value, Role.Governance), _console.Founder);

        Assert.IsType<RequesterIsNoLongerGovernance>(Assert.Single((await _console.CarryOutAsync(erasure, _second)).Refusals));
    }

    /// <summary>Somebody wrote down past the console that a text is erased; the erasure makes it true and says so.</summary>
    [Fact]
    public async Task CarryOut_WhereATextIsNotedAsErasedAlready_TakesItAndIsGoodForBothVerifiers()
    {
        var person = await _console.LeaverAsync();
        var erasure = (await _console.RequestErasureAsync(person)).Value;
        PastTheConsole.Execute(_console.File, $"INSERT INTO ledger_erased_texts SELECT ledger, idx, field FROM ledger_private WHERE value = '{ErasingConsole.Name}' LIMIT 1");

        await CarryOutAsync(erasure);

        Assert.Empty(_console.FilesHolding(ErasingConsole.Name));
        await _console.IsGoodForBothVerifiersAsync();
    }

    [Fact]
    [Trait("row", "X4")]
    public async Task CarryOut_EndsTheRecord_ThatOnePersonDoesNotBringBack()
    {
        var person = await _console.LeaverAsync();
        Assert.True((await _console.CarryOutAsync((await _console.RequestErasureAsync(person)).Value, _second)).IsAccepted);
        var erased = (await _console.RowsAsync<Person>()).Single(p => p.Id == person);

        var returned = await _console.Use<MarkPersonAsReturned>().ExecuteAsync(CommandId.New(), new MarkPersonAsReturnedInput(person), _console.Founder);
        var renamed = await _console.Use<UpdatePerson>().ExecuteAsync(
            CommandId.New(), new UpdatePersonInput(person, erased.Version, ErasingConsole.Name, null, DirectoryEntryKind.Individual, Engagement.Employee, null, null, null), _console.Founder);

        Assert.IsType<PersonIsErased>(Assert.Single(returned.Refusals));
        Assert.IsType<PersonIsErased>(Assert.Single(renamed.Refusals));
        Assert.Empty(_console.FilesHolding(ErasingConsole.Name));
    }

    [Fact]
    public async Task CarryOut_Twice_IsRefusedTheSecondTime()
    {
        var erasure = (await _console.RequestErasureAsync(await _console.LeaverAsync())).Value;
        await CarryOutAsync(erasure);

        Assert.IsType<ErasureIsDecided>(Assert.Single((await _console.CarryOutAsync(erasure, _second)).Refusals));
    }

    [Fact]
    public async Task CarryOut_WhatIsNotThere_IsRefused() =>
        Assert.IsType<NotFound>(Assert.Single((await _console.CarryOutAsync(ErasureId.From(Guid.CreateVersion7()), _second)).Refusals));

    [Fact]
    public async Task CarryOut_ByAnAdministrator_IsRefusedAsNotAllowed()
    {
        var erasure = (await _console.RequestErasureAsync(await _console.LeaverAsync())).Value;

        Assert.IsType<NotAllowed>(Assert.Single((await _console.CarryOutAsync(erasure, await _console.PersonAsync("Ada Admin", Role.PlatformAdministrator))).Refusals));
    }

    /// <summary>L7 of the fault catalogue: a tenth of it in the normal run.</summary>
    [Fact]
    public async Task CarryOut_OfAHundredPeople_LeavesNoneOfThemAnywhere()
    {
        var people = new List<(PersonId Id, string Name)>();
        for (var i = 0; i < 100; i++)
            people.Add((await _console.LeaverAsync($"Quirin{i:000} Xaver{i:000}"), $"Quirin{i:000} Xaver{i:000}"));
        foreach (var (id, _) in people)
            Assert.True((await _console.CarryOutAsync((await _console.RequestErasureAsync(id)).Value, _second)).IsAccepted);

        Assert.Empty(_console.FilesHolding("Quirin"));
        Assert.Empty(_console.FilesHolding("Xaver"));
        await LedgerFold.EqualsTheTablesAsync(_console);
        await _console.IsGoodForBothVerifiersAsync();
    }

    private async Task CarryOutAsync(ErasureId erasure)
    {
        var outcome = await _console.CarryOutAsync(erasure, _second);
        Assert.True(outcome.IsAccepted, string.Join(' ', outcome.Refusals.Select(r => r.Sentence)));
    }
}
