using GovernanceConsole.Identity;
using GovernanceConsole.Requests;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Requests;

/// <summary>Says in a word what a test needs of verification scripts.</summary>
internal static class TestScripts
{
    public static ProposeVerificationScriptInput Script(string text = "Say this instead.", string? kind = null, string language = "en", int? seen = 1) => new(kind, language, seen, text, "Callers learned the old one.");

    public static Task<Outcome<VerificationScriptId>> ProposeScriptAsync(this TestConsole console, Actor by, ProposeVerificationScriptInput? input = null) =>
        console.Use<ProposeVerificationScript>().ExecuteAsync(CommandId.New(), input ?? Script(), by);

    public static async Task<Outcome<Done>> ApproveScriptAsync(this TestConsole console, VerificationScriptId script, Actor by) =>
        await console.Use<ApproveVerificationScript>().ExecuteAsync(
            CommandId.New(), new ApproveVerificationScriptInput(script, await console.Use<VerificationScriptQueries>().ShowForApprovalAsync(script)), by);

    public static Task<Outcome<Done>> WithdrawScriptAsync(this TestConsole console, VerificationScriptId script, Actor by, string reason = "Not good enough.") =>
        console.Use<WithdrawVerificationScript>().ExecuteAsync(CommandId.New(), new WithdrawVerificationScriptInput(script, reason), by);

    /// <summary>A version in force, under two signatures.</summary>
    public static async Task<VerificationScriptId> ScriptInForceAsync(this TestConsole console, Actor by, ProposeVerificationScriptInput? input = null)
    {
        var script = (await console.ProposeScriptAsync(by, input)).Value;
        _ = (await console.ApproveScriptAsync(script, console.Founder)).Value;
        return script;
    }
}
