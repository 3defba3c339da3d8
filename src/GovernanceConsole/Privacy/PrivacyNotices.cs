using GovernanceConsole.Outbox;

namespace GovernanceConsole.Privacy;

/// <summary>What people are told about erasures: never the name of whoever is to be forgotten.</summary>
internal static class PrivacyNotices
{
    public static Notice ErasureWaits(Erasure erasure) => new(
        $"Erasure {erasure.Number} waits for a second person", $"Somebody of governance asked for it: {erasure.Reason} Nothing goes until somebody else carries it out.", "/erasures", erasure.Id.Value);
}
