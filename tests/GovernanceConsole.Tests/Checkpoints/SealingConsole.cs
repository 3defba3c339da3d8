using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Checkpoints;

/// <summary>What the tests of sealing and anchoring do with a console.</summary>
internal static class SealingConsole
{
    public static readonly Actor Job = Actor.ForJob("SealLedgers");

    public static async Task<SealedLedger> SealAsync(this TestConsole console) => (await console.Use<LedgerSealer>().SealAsync(Job))[0];

    public static CheckpointAnchoring AnchoringTo(this TestConsole console, params IAnchor[] anchors) =>
        new(console.Use<ReadOnlyStore>(), anchors, console.Use<RecordKeeping>(), console.Use<OrganisationTime>());

    public static async Task<LedgerStanding> StandingAsync(this TestConsole console, params IAnchor[] anchors) =>
        (await new KeepingQueries(console.Use<ReadOnlyStore>(), anchors, console.Use<OrganisationTime>()).StandingAsync())[0];

    /// <summary>Adds this many entries to the ledger of decisions.</summary>
    public static async Task GrowAsync(this TestConsole console, int entries)
    {
        for (var i = 0; i < entries; i++)
        {
            var code = $"V{CommandId.New().Value:N}".ToUpperInvariant();
            var registered = await console.Use<RegisterVendor>().ExecuteAsync(CommandId.New(), new RegisterVendorInput(code, "Kontor"), console.Founder);
            Assert.True(registered.IsAccepted, string.Join(' ', registered.Refusals.Select(r => r.Sentence)));
        }
    }

    public static Task<LedgerState> StateAsync(this TestConsole console) => console.Use<TimelineQueries>().StateAsync();
}
