using System.Diagnostics;
using System.Globalization;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;

namespace GovernanceConsole.Benchmarks;

/// <summary>
/// Privileges for a day, from the desk to the second vote, begun so many times a second whatever the ones before take: what
/// each command takes as whoever sends it waits for it. Submitting, the three commands of a verification, two votes.
/// </summary>
internal static class RequestRoad
{
    private const int Subjects = 500;
    private const int Agents = 8;

    /// <summary>Until then the runtime still compiles what runs often, on a core of the two.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(int perSecond, TimeSpan duration, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("governance-console-benchmark-").FullName;
        try
        {
            await using var console = await BenchmarkConsole.StartAsync(folder);
            var crowd = await Crowd.GatherAsync(console);
            for (var round = 0; round <= rounds; round++)
            {
                var (taken, began) = (new Taken(), Stopwatch.GetTimestamp());
                var running = new List<Task>();
                var length = round == 0 ? WarmUp : duration;
                for (var n = 0; Stopwatch.GetElapsedTime(began) < length; n++)
                {
                    var due = TimeSpan.FromSeconds((double)n / perSecond) - Stopwatch.GetElapsedTime(began);
                    if (due > TimeSpan.Zero)
                        await Task.Delay(due);
                    var number = n;
                    running.Add(Task.Run(() => crowd.CarryAsync(number, taken)));
                }

                await Task.WhenAll(running);
                if (round > 0)
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: {running.Count / length.TotalSeconds:F0} requests/s; {taken.Of("submit")}; {taken.Of("verify")}; {taken.Of("vote")}"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Everybody who has a part in it.</summary>
    private sealed record Crowd(BenchmarkConsole Console, IReadOnlyList<Actor> Agents, IReadOnlyList<PersonId> Subjects, Actor Manager, Actor Owner, GovernedSystemId System, ScriptVersion Script)
    {
        public static async Task<Crowd> GatherAsync(BenchmarkConsole console)
        {
            var (manager, owner) = (await PersonAsync("Mona Manager"), await PersonAsync("Rolf Risk"));
            var system = (await console.Use<RegisterSystem>().ExecuteAsync(CommandId.New(), new RegisterSystemInput("FIN", "Finance"), console.Founder)).Value;
            _ = (await console.Use<AssignSystemRiskOwner>().ExecuteAsync(CommandId.New(), new AssignSystemRiskOwnerInput(system, owner.Person!.Value), console.Founder)).Value;
            var agents = new List<Actor>();
            for (var i = 0; i < RequestRoad.Agents; i++)
            {
                agents.Add(await PersonAsync($"Anna Agent {i}"));
                _ = (await console.Use<GrantRole>().ExecuteAsync(CommandId.New(), new GrantRoleInput(agents[i].Person!.Value, Role.DeskAgent), console.Founder)).Value;
            }

            var subjects = new List<PersonId>();
            for (var i = 0; i < RequestRoad.Subjects; i++)
                subjects.Add((await PersonAsync($"Sam Subject {i}", manager.Person)).Person!.Value);
            await console.OpenAPathAsync();
            return new Crowd(console, agents, subjects, manager, owner, system, (await console.Use<VerificationScriptQueries>().InForceAsync())[0].Version);

            async Task<Actor> PersonAsync(string name, PersonId? manager = null)
            {
                var person = (await console.Use<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput(name, name, null, ManagerId: manager), console.Founder)).Value;
                return Actor.ForPerson(person, name);
            }
        }

        public async Task CarryAsync(int number, Taken taken)
        {
            var (agent, second, subject) = (Agents[number % Agents.Count], Agents[(number + 1) % Agents.Count], Subjects[number % Subjects.Count]);
            var content = new RequestContent
            {
                Kind = "K13", Effect = $"Closes the quarter, {number}.", System = System, Justification = "The quarter ends.", EndsAt = TimeProvider.System.GetUtcNow().AddHours(7),
            };
            var input = new SubmitRequestInput([content], SubjectKind.Person, subject, SubjectReference: null, subject, Caller: null, IntakeChannel.Phone);
            var submitted = (await taken.AsAsync("submit", () => Console.Use<SubmitRequest>().ExecuteAsync(CommandId.New(), input, agent))).Value[0];
            var code = (await SignalAsync("V03", SignalChannel.RecoveryCode)).Value;
            _ = (await SignalAsync("V09", SignalChannel.ManagedDevice)).Value;
            _ = (await taken.AsAsync("verify", () => Console.Use<ConfirmSignal>().ExecuteAsync(CommandId.New(), new ConfirmSignalInput(submitted.Id, code.Id), second))).Value;
            foreach (var approver in new[] { Owner, Manager })
            {
                var decision = (await Console.Use<RequestDecisionQueries>().FindAsync(approver, submitted.Number))!;
                var by = approver with { SignIn = new SignIn(TimeProvider.System.GetUtcNow(), "benchmark", "benchmark", SessionHash: null) };
                _ = (await taken.AsAsync("vote", () => Console.Use<ApproveRequest>().ExecuteAsync(
                    CommandId.New(), new ApproveRequestInput(submitted.Id, decision.ContentHash, "The quarter ends.", decision.Shown), by))).Value;
            }

            Task<Outcome<RecordedSignal>> SignalAsync(string signal, SignalChannel channel) => taken.AsAsync("verify", () => Console.Use<RecordSignal>().ExecuteAsync(
                CommandId.New(), new RecordSignalInput(submitted.Id, signal, channel, SignalResult.Passed, Reference: "LOG-1") { Script = Script }, agent));
        }
    }

    /// <summary>What commands took, by what they are.</summary>
    private sealed class Taken
    {
        private readonly Dictionary<string, List<double>> _times = new() { ["submit"] = [], ["verify"] = [], ["vote"] = [] };

        public async Task<T> AsAsync<T>(string kind, Func<Task<T>> command)
        {
            var began = Stopwatch.GetTimestamp();
            var answer = await command();
            var time = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            lock (_times)
                _times[kind].Add(time);
            return answer;
        }

        public string Of(string kind)
        {
            var times = _times[kind];
            times.Sort();
            return string.Create(CultureInfo.InvariantCulture, $"{kind} p50 {At(0.5):F1} ms, p95 {At(0.95):F1} ms, worst {times[^1]:F1} ms");

            double At(double part) => times[(int)(part * (times.Count - 1))];
        }
    }
}
