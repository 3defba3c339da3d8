using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.Identity;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Checkpoints;

public sealed class RecordProofReleaseTests
{
    [Theory]
    [InlineData(Role.Auditor, true)]
    [InlineData(Role.SecurityOperations, true)]
    [InlineData(Role.IamPolicy, true)]
    [InlineData(Role.Governance, true)]
    [InlineData(Role.PlatformAdministrator, false)]
    public async Task Record_ByWhoMayReadTheTrail_IsAcceptedAndByOthersNot(Role role, bool isAccepted)
    {
        await using var console = await TestConsole.StartAsync();
        var person = await console.PersonAsync("Pia Person", role);

        var outcome = await console.Use<RecordProofRelease>().ExecuteAsync(CommandId.New(), new ProofReleaseFacts(TrailLedger.Decisions, 3), person);

        Assert.Equal(isAccepted, outcome.IsAccepted);
        Assert.Equal(isAccepted ? 1 : 0, (await console.RowsAsync<StoredEntry>()).Count(e => e.Type == "ledger.proof-released"));
    }
}
