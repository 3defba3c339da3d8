using System.CommandLine;
using GovernanceConsole.Web.CommandLine;

namespace GovernanceConsole.Web.Demo;

internal static class DemoVerbs
{
    public static Command Create(Verbs verbs)
    {
        var demo = new Command("demo", "The fictional organisation.");
        demo.Add(verbs.Act(new Command("load", "Makes the demo's database in the configured file, which must not exist."), LoadAsync));
        return demo;
    }

    private static async Task<int> LoadAsync(IServiceProvider services, ParseResult parsed, Action<string, object> answer, CancellationToken cancellationToken)
    {
        var file = DemoDatabase.FileOf(services);
        if (File.Exists(file))
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"{Path.GetFileName(file)} exists already. Delete it first, or name another with --ConnectionStrings:Governance.");
            return 1;
        }

        await DemoDatabase.MakeAsync(file, services, progress: null, cancellationToken);
        answer($"The fictional organisation is in {Path.GetFileName(file)}.", new { file = Path.GetFileName(file) });
        return 0;
    }
}
