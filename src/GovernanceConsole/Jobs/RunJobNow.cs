using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using Quartz;

namespace GovernanceConsole.Jobs;

/// <param name="Job">The job's name, as in <see cref="JobRow.Name"/>.</param>
public sealed record RunJobNowInput(string Job);

/// <summary>
/// Asks for a run of a job outside its rhythm. Who asked is in the ledger before the job starts; what the run does is
/// recorded under the job's own name.
/// </summary>
[MayBeDoneBy(Role.PlatformAdministrator)]
public sealed class RunJobNow(LedgeredChange road, IEnumerable<ScheduledJob> jobs, ISchedulerFactory? schedulers = null)
{
    public async Task<Outcome<Done>> ExecuteAsync(CommandId commandId, RunJobNowInput input, Actor actor, CancellationToken cancellationToken = default)
    {
        ScheduledJob? job = null;
        var outcome = await road.ExecuteAsync<RunJobNowInput, Done>(
            this, commandId, input, actor,
            change =>
            {
                job = jobs.FirstOrDefault(j => j.Name == input.Job);
                if (job is null)
                    return Task.FromResult<Outcome<Done>>(new NotFound("job"));
                if (schedulers is null)
                    return Task.FromResult<Outcome<Done>>(new SchedulerIsOff());
                change.Record(JobEvents.RunAskedFor, "job", job.LedgerId, EventDetail.Public("job", job.Name));
                return Task.FromResult<Outcome<Done>>(default(Done));
            },
            cancellationToken);

        // After the commit: a run nobody recorded must not start. A repeat of the command meets the stored answer and starts none.
        if (outcome.IsAccepted && job is not null)
            await (await schedulers!.GetScheduler(cancellationToken)).TriggerJob(job.Key, cancellationToken: cancellationToken);
        return outcome;
    }
}
