using System.CommandLine;
using System.Text.Json;

namespace GovernanceConsole.Web.CommandLine;

/// <summary>
/// How a slice adds a verb: <c>verbs.Add(command, async (services, parsed, answer, cancellationToken) => ...)</c>. The
/// action gets the console's services without serving; its exit code is 0 only when the work was done.
/// </summary>
internal sealed class Verbs(Func<ParseResult, WebApplication> build)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Gives the command <c>--json</c>, the host's own switches and what it does.</summary>
    public Command Act(Command command, Func<IServiceProvider, ParseResult, Action<string, object>, CancellationToken, Task<int>> act)
    {
        var json = new Option<bool>("--json") { Description = "Writes one JSON object instead of text." };
        command.Add(json);
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            // What looks like a misspelt word of the verb must not silently become a switch of the host.
            if (parsed.UnmatchedTokens.FirstOrDefault(t => !t.StartsWith("--", StringComparison.Ordinal) || !t.Contains('=')) is { } stray)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"'{stray}' is not understood. Try --help; switches of the host are written --Section:Key=value.");
                return 2;
            }

            await using var app = build(parsed);
            var output = parsed.InvocationConfiguration.Output;
            return await act(
                app.Services, parsed, (text, answer) => output.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(answer, Json) : text), cancellationToken);
        });
        return command;
    }
}
