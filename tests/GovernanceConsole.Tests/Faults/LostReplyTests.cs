using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Faults;

/// <summary>
/// F7: the commit succeeds and nobody hears of it. Whoever asks again under the same command id gets the answer that was lost, and it
/// happened once. A hundred times; GOVERNANCE_LONG_TESTS makes it a thousand.
/// </summary>
public sealed class LostReplyTests
{
    private static readonly int Commands = Environment.GetEnvironmentVariable("GOVERNANCE_LONG_TESTS") == "1" ? 1000 : 100;

    [Fact]
    [Trait("row", "X1")]
    public async Task AskAgain_AfterTheReplyWasLost_GivesTheSameAnswerAndOneEffect()
    {
        await using var console = await TestConsole.StartAsync();
        var store = new LosesReplies(console.Store);
        var register = new RegisterPerson(new LedgeredChange(store, console.Use<OrganisationTime>(), console.Clock));
        var before = LedgerFold.VerifyChain(console.File, 1);

        await Parallel.ForAsync(0, Commands, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (n, cancellation) =>
        {
            var (command, input) = (CommandId.New(), new RegisterPersonInput($"L{n}", $"Person {n}", null));
            var lost = await Assert.ThrowsAsync<ReplyLostException>(() => register.ExecuteAsync(command, input, console.Founder, cancellation));

            for (var repeat = 0; repeat < 2; repeat++)
            {
                var again = await console.Use<RegisterPerson>().ExecuteAsync(command, input, console.Founder, cancellation);
                Assert.Equal(((Outcome<PersonId>)lost.Reply).Value, again.Value);
            }

            // The same id with other content was never answered.
            Assert.IsType<CommandIdAlreadyUsed>(Assert.Single((await console.Use<RegisterPerson>().ExecuteAsync(command, input with { Name = "Another" }, console.Founder, cancellation)).Refusals));
        });

        Assert.Equal(before + Commands, LedgerFold.VerifyChain(console.File, 1));
        Assert.Equal(Commands, (await console.RowsAsync<Person>()).Count(p => p.DirectoryKey.StartsWith('L')));
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    /// <summary>The disk fails while the commit goes to it: whoever asks again under the same id hears whether it was stored.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("row", "X1")]
    public async Task AskAgain_AfterTheDiskFailedInTheCommit_HappensOnce(bool isStored)
    {
        await using var console = await TestConsole.StartAsync();
        var register = new RegisterPerson(new LedgeredChange(new FailsInTheCommit(console.Store, isStored), console.Use<OrganisationTime>(), console.Clock));
        var before = LedgerFold.VerifyChain(console.File, 1);
        var (command, input) = (CommandId.New(), new RegisterPersonInput("L1", "Person 1", null));

        Assert.IsType<NotKnownWhetherStored>(Assert.Single((await register.ExecuteAsync(command, input, console.Founder)).Refusals));
        Assert.True((await console.Use<RegisterPerson>().ExecuteAsync(command, input, console.Founder)).IsAccepted);

        Assert.Equal(before + 1, LedgerFold.VerifyChain(console.File, 1));
        Assert.Single(await console.RowsAsync<Person>(), p => p.DirectoryKey == "L1");
    }

    private sealed class FailsInTheCommit(IGovernanceStore store, bool isStored) : IGovernanceStore
    {
        async Task<T> IGovernanceStore.WriteAsync<T>(Func<IWriteSession, Task<T>> work, CancellationToken cancellationToken)
        {
            if (isStored)
                await store.WriteAsync(work, cancellationToken);
            throw new StorageFailedException(new IOException("EIO"), mayBeStored: true);
        }

        GovernanceDbContext IGovernanceStore.OpenForReading() => store.OpenForReading();

        Task<IReadMoment> IGovernanceStore.OpenMomentAsync(CancellationToken cancellationToken) => store.OpenMomentAsync(cancellationToken);

        Task<IReadOnlyList<string>> IGovernanceStore.FindSchemaDifferencesAsync(CancellationToken cancellationToken) => store.FindSchemaDifferencesAsync(cancellationToken);

        Task IGovernanceStore.ForgetDeletedAsync(CancellationToken cancellationToken) => store.ForgetDeletedAsync(cancellationToken);

        Task<IReadOnlyList<string>> IGovernanceStore.FindDamageAsync(CancellationToken cancellationToken) => store.FindDamageAsync(cancellationToken);
    }

    private sealed class ReplyLostException(object reply) : IOException("The connection was lost.")
    {
        /// <summary>What the caller would have heard.</summary>
        public object Reply => reply;
    }

    /// <summary>Commits, and then the connection is gone.</summary>
    private sealed class LosesReplies(IGovernanceStore store) : IGovernanceStore
    {
        async Task<T> IGovernanceStore.WriteAsync<T>(Func<IWriteSession, Task<T>> work, CancellationToken cancellationToken) =>
            throw new ReplyLostException((await store.WriteAsync(work, cancellationToken))!);

        GovernanceDbContext IGovernanceStore.OpenForReading() => store.OpenForReading();

        Task<IReadMoment> IGovernanceStore.OpenMomentAsync(CancellationToken cancellationToken) => store.OpenMomentAsync(cancellationToken);

        Task<IReadOnlyList<string>> IGovernanceStore.FindSchemaDifferencesAsync(CancellationToken cancellationToken) => store.FindSchemaDifferencesAsync(cancellationToken);

        Task IGovernanceStore.ForgetDeletedAsync(CancellationToken cancellationToken) => store.ForgetDeletedAsync(cancellationToken);

        Task<IReadOnlyList<string>> IGovernanceStore.FindDamageAsync(CancellationToken cancellationToken) => store.FindDamageAsync(cancellationToken);
    }
}
