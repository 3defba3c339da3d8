using GovernanceConsole.Requests;

namespace GovernanceConsole.Web.Requests;

/// <summary>What is said before something is revoked, on whichever page.</summary>
internal static class RevocationWords
{
    /// <summary>Exactly what an order will record.</summary>
    /// <param name="number">The request.</param>
    /// <param name="targets">What would be ordered; empty where all of it is.</param>
    /// <param name="state">Where the request stands.</param>
    public static string WhatIsRecorded(string number, IReadOnlyList<RevocationTarget> targets, RequestState state)
    {
        if (targets.Count == 0)
            return $"Everything that {number} touched is ordered to be revoked already.";
        var order = $"You order to revoke for {number}: {string.Join(", ", targets.Select(MonitoringText.Of))}. Each becomes a task, and the time to revoke runs from now on.";
        return state == RequestState.Monitoring ? $"{order} The case is under investigation from now on." : order;
    }
}
