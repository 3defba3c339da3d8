namespace GovernanceConsole.Requests;

/// <summary>Which part of the queue is looked at.</summary>
public enum QueueView
{
    /// <summary>What somebody still has to do something about.</summary>
    Open,

    /// <summary>May be executed, and was not: the oldest approval first.</summary>
    NotExecuted,

    /// <summary>Executed, and not closed yet.</summary>
    Watched,

    Ended,

    All,
}

/// <summary>What the parts of the queue hold.</summary>
public static class QueueViews
{
    /// <summary>The states of a part; empty for all.</summary>
    public static IReadOnlyList<RequestState> StatesOf(QueueView view) => view switch
    {
        QueueView.Open => [RequestState.Quarantined, RequestState.Verifying, RequestState.Stopped, RequestState.AwaitingApproval, RequestState.Approved],
        QueueView.NotExecuted => [RequestState.Approved],
        QueueView.Watched => [RequestState.Monitoring, RequestState.UnderInvestigation],
        QueueView.Ended => [RequestState.Closed, RequestState.Rejected, RequestState.Expired, RequestState.Cancelled],
        QueueView.All => [],
    };
}
