using GovernanceConsole.Outbox;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Retention;

internal static class RetentionNotices
{
    public static Notice DeletionWaits(RetentionDeletion deletion, string requester, int days) => new(
        $"Deletion {deletion.Number} waits for a second person",
        $"{requester} asked to delete what was due by {DateText.Of(deletion.DueBy)}. Nothing goes until somebody else of governance carries it out; after {days} days the request expires.",
        "/retention",
        deletion.Id.Value)
    { AsksForAnAct = true };
}
