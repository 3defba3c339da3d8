using System.Text;
using GovernanceConsole.ControlTesting;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;

namespace GovernanceConsole.Web.Tests.ControlTesting;

/// <summary>A small imported history in which some things were skipped and others cannot be told.</summary>
internal static class TestedHistory
{
    private const string Mapping = """
        name: Small desk
        kind: ticket-history
        dates: [yyyy-MM-dd HH:mm]
        time-zone: Europe/Berlin
        unknown: ["?"]
        columns: { number: id, updated-at: updated, state: state, opened-at: opened, resolved-at: resolved, reopen-count: reopened, made-sla: sla, group: team, opened-by: opener, resolved-by: resolver, updated-by: by }
        identity-spaces: { openers: [opened-by], resolvers: [resolved-by], updaters: [updated-by] }
        assumptions: [Times without a zone are taken as Berlin time.]
        """;

    private const string Log = """
        id,updated,state,opened,resolved,reopened,sla,team,opener,resolver,by
        T1,2026-01-05 10:00,New,2026-01-05 10:00,2026-01-05 11:00,0,true,north,7,7,7
        T1,2026-01-05 11:00,Resolved,2026-01-05 10:00,2026-01-05 11:00,0,true,north,7,7,8
        T1,2026-01-10 11:00,Closed,2026-01-05 10:00,2026-01-05 11:00,0,true,north,7,7,9
        T2,2026-01-06 10:00,New,2026-01-06 10:00,2026-01-20 11:00,1,false,north,7,8,7
        T2,2026-01-20 11:00,Resolved,2026-01-06 10:00,2026-01-20 11:00,1,false,north,7,8,8
        T3,2026-02-03 22:00,New,2026-02-03 22:00,2026-02-04 11:00,0,true,<b>south</b>,7,8,7
        T3,2026-02-04 11:00,Closed,2026-02-03 22:00,2026-02-04 11:00,0,true,<b>south</b>,7,8,8
        """;

    private const string AssumedKinds = """

        request-kinds: { field: group, assumption: Team north does nothing but password resets., kinds: { north: password-reset } }
        """;

    public static async Task ImportAsync(FileIntake intake, ImportFile import, Actor actor, bool assumesKinds = false)
    {
        var mapping = assumesKinds ? Mapping + AssumedKinds : Mapping;
        var file = await intake.ReceiveAsync(new MemoryStream(Encoding.UTF8.GetBytes(Log)), "desk.csv");
        var result = await import.ExecuteAsync(CommandId.New(), new ImportInput(ImportKind.TicketHistory, mapping), file.Value, actor);
        Assert.Equal(ImportState.Visible, result.Value.State);
    }

    public static async Task<ControlTestRunId> RunAsync(RunControlTests run, Actor actor) =>
        (await run.ExecuteAsync(CommandId.New(), new RunControlTestsInput(OnlyImport: null, ControlTestParameters.Proposed), actor)).Value;
}
