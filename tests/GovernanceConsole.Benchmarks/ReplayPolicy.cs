using System.Diagnostics;
using System.Globalization;
using System.Text;
using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.PolicyReplay;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Benchmarks;

/// <summary>
/// A stricter draft over a year of requests and imported tickets, from the question to the visible result. Requests are
/// stored past the road: a replay reads tables, and making them through the use cases would take longer than measuring.
/// </summary>
internal static class ReplayPolicy
{
    /// <summary>For 100,000 requests; the figure of the plan.</summary>
    private const double MostSeconds = 60;

    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task<int> RunAsync(int requests, int tickets, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("governance-console-benchmark-").FullName;
        try
        {
            await using var console = await BenchmarkConsole.StartAsync(folder);
            await StoreRequestsAsync(console, requests, await RegisterPeopleAsync(console, 500));
            await ImportTicketsAsync(console, folder, tickets);
            await StoreDraftAsync(console);
            var seconds = new List<double>();
            for (var round = 0; round <= rounds; round++)
            {
                GC.Collect();
                var idle = GC.GetTotalMemory(forceFullCollection: true);
                var most = idle;
                var runner = console.Use<ReplayRunner>();
                EventHandler look = (_, _) => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
                runner.Changed += look;
                var began = Stopwatch.GetTimestamp();
                var started = (await runner.StartAsync(
                    CommandId.New(), new StartPolicyReplayInput(Version: null, Against: 1, new DateOnly(2025, 1, 1), new DateOnly(2025, 12, 31)) { AssumedClass = SubjectClass.Standard }, console.Founder)).Value;
                await runner.Work;
                var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
                runner.Changed -= look;
                var result = (await console.Use<ReplayQueries>().FindAsync(console.Founder, started.Number))!;
                if (result.Summary.State != ReplayState.Complete || result.Summary.Counts.Population != requests + tickets)
                    throw new InvalidOperationException($"The replay is {result.Summary.State} with {result.Summary.Counts.Population} cases.");
                if (round > 0)
                    seconds.Add(took);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(round == 0 ? "warm-up" : $"round {round}")}: {took:F1} s, memory {(most - idle) / 1e6:F0} MB above idle; refused {result.Summary.Counts.Refused}, stricter {result.Summary.Counts.Stricter}, the same {result.Summary.Counts.Same}"));
            }

            var median = seconds.Order().ElementAt(seconds.Count / 2);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median {median:F1} s for {requests} requests and {tickets} tickets (at most {MostSeconds:F0} s)"));
            return median <= MostSeconds ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<PersonId>> RegisterPeopleAsync(BenchmarkConsole console, int count)
    {
        var people = new List<PersonId>();
        for (var i = 0; i < count; i++)
            people.Add((await console.Use<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput($"P{i}", $"Person {i}", $"p{i}@example.test"), console.Founder)).Value);
        return people;
    }

    /// <summary>Password resets with two signals and a changed factor now and then, each executed.</summary>
    private static async Task StoreRequestsAsync(BenchmarkConsole console, int count, List<PersonId> people)
    {
        var founder = console.Founder.Person!.Value;
        var step = TimeSpan.FromDays(364) / Math.Max(count, 1);
        for (var from = 1; from <= count; from += 1000)
        {
            var begin = from;
            await console.Use<IGovernanceStore>().WriteAsync(
                async session =>
                {
                    for (var i = begin; i < Math.Min(begin + 1000, count + 1); i++)
                        session.Context.Add(Made(i, Start + (i * step), people[i % people.Count], founder));
                    await session.Context.SaveChangesAsync();
                    session.Context.ChangeTracker.Clear();
                    return 0;
                },
                CancellationToken.None);
        }
    }

    private static Request Made(int number, DateTimeOffset at, PersonId subject, PersonId agent)
    {
        var kind = number % 20 == 0 ? "K03" : "K01";
        var intake = new RequestIntake(SubjectKind.Person, subject, null, subject, null, IntakeChannel.Phone, null, null, null, "", agent, null);
        var route = RequestRouting.Decide(PolicyDocument.Default, 1, new RoutingFacts(kind, SubjectClass.Standard), at).Value;
        var request = Request.Submit(
            RequestId.From(Guid.CreateVersion7(at)), string.Create(CultureInfo.InvariantCulture, $"REQ-2025-{number:000000}"), whole: null, intake,
            new RequestContent { Kind = kind, Effect = "They can sign in again." }, new RequestPlace(null, SubjectClass.Standard), route, at.AddDays(7), at);
        Take("V03", SignalChannel.RecoveryCode, number % 50 == 0 ? SignalResult.Failed : SignalResult.Passed, 1);
        Take("V06", SignalChannel.InPerson, SignalResult.Passed, 2);
        Take("V05", SignalChannel.CallBack, SignalResult.Passed, 3);
        request.BecomeVerified(approvalDue: null, at.AddDays(1), at.AddMinutes(4));
        request.Execute(agent, $"AD-{number}", "locked", "open", at.AddDays(3), at.AddMinutes(5));
        return request;

        void Take(string code, SignalChannel channel, SignalResult result, int minute) => request.Add(RequestSignal.Take(
            RequestSignalId.From(Guid.CreateVersion7(at)), request.Id, code, channel, result, resistsPhishing: false, reference: null, by: null, "console", at.AddMinutes(minute)));
    }

    private static async Task ImportTicketsAsync(BenchmarkConsole console, string folder, int count)
    {
        string[] channels = ["call-back", "call-back;app", "call-back;app;video"];
        var path = Path.Combine(folder, "tickets.csv");
        await using (var file = new StreamWriter(path, append: false, new UTF8Encoding(false)) { NewLine = "\n" })
        {
            await file.WriteLineAsync("id,opened,resolved,kind,desk,channels,verifier,approver,executor");
            for (var i = 0; i < count; i++)
            {
                var opened = Start.UtcDateTime.AddSeconds(i * (364.0 * 86_400 / count));
                await file.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"INC{i:000000},{opened:yyyy-MM-dd HH:mm},{opened.AddHours(1):yyyy-MM-dd HH:mm},K{1 + (i % 5):00},D{i % 12},{channels[i % 3]},a{i % 90},{(i % 7 == 0 ? "" : $"m{i % 40}")},a{i % 91}"));
            }
        }

        await using var stream = File.OpenRead(path);
        var received = (await console.Use<FileIntake>().ReceiveAsync(stream, "tickets.csv")).Value;
        const string Mapping = """
            name: Tickets of a benchmark
            kind: ticket-history
            dates: [yyyy-MM-dd HH:mm]
            columns: { number: id, opened-at: opened, resolved-at: resolved, request-kind: kind, desk: desk, verification-channels: channels, verified-by: verifier, approved-by: approver, executed-by: executor }
            identity-spaces: { staff: [verified-by, approved-by, executed-by] }
            """;
        var outcome = (await console.Use<ImportFile>().ExecuteAsync(CommandId.New(), new ImportInput(ImportKind.TicketHistory, Mapping), received, console.Founder)).Value;
        if (outcome.State != ImportState.Visible)
            throw new InvalidOperationException($"The import is {outcome.State}.");
    }

    /// <summary>Three signals for each password reset, and longer monitoring of changed factors.</summary>
    private static async Task StoreDraftAsync(BenchmarkConsole console)
    {
        var draft = PolicyDocument.Default.Rules.Aggregate(PolicyDocument.Default, (policy, rule) => rule.Kind switch
        {
            "K01" => policy.With(rule with { Signals = rule.Signals with { Independent = 3 } }),
            "K03" => policy.With(rule with { Monitoring = rule.Monitoring with { For = Duration.Days(30) } }),
            _ => policy,
        });
        await console.Use<IGovernanceStore>().WriteAsync(
            async session =>
            {
                session.Context.Add(PolicyDraft.Begin(
                    PolicyDraftId.From(Guid.CreateVersion7()), 1, await PolicyText.KeepAsync(session.Context, draft), console.Founder.Person!.Value, Start));
                await session.Context.SaveChangesAsync();
                return 0;
            },
            CancellationToken.None);
    }
}
