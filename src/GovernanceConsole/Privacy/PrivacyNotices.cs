using GovernanceConsole.Outbox;

namespace GovernanceConsole.Privacy;

/// <summary>What people are told about erasures: never the name of whoever is to be forgotten.</summary>
internal static class PrivacyNotices
{
    public static Notice ErasureWaits(Erasure erasure) => new(
        $"Erasure {erasure.Number} waits for a second person", $"Nothing goes until somebody else of governance carries it out. Why it is asked for: {erasure.Reason}", "/erasures", erasure.Id.Value);

    public static Notice ErasureIsOwed(RegisteredErasure erasure, string hold) => new(
        $"Erasure {erasure.Number} is owed since a restore",
        $"The restored backup is from before it, and legal hold {hold} keeps these data now. It is carried out again by itself when the hold is lifted; nobody needs to sign it anew.",
        "/legal-holds",
        erasure.Erasure.Value);
}
