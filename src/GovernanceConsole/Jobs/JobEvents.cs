using GovernanceConsole.AuditLedger;

namespace GovernanceConsole.Jobs;

internal static class JobEvents
{
    public static readonly EventKind RunAskedFor = new("job.run-asked-for", "asked for a run of {job} outside its rhythm");
}
