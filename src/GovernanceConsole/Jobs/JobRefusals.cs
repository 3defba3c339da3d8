using GovernanceConsole.Identity;

namespace GovernanceConsole.Jobs;

/// <summary>This process runs no jobs, so there is nothing that could start one.</summary>
public sealed record SchedulerIsOff : Refusal
{
    public override string Sentence => "The scheduler of this console is switched off. Set Scheduler:Enabled to true and start the console again.";
}
