using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.Requests;

/// <summary>Who changes the words of operators, and which of them are in force.</summary>
internal static class VerificationScriptRules
{
    /// <summary>The texts of a proposal.</summary>
    public static List<Refusal> CheckText(string? language, string? text, string? reason) =>
    [
        .. new[]
        {
            language is { Length: 2 } && language.All(char.IsAsciiLetterLower) ? null : new LanguageIsNoCode(language ?? ""),
            TextRules.Required("Text", "The text", text, VerificationScript.MaximumLength),
            TextRules.Required("Reason", "The reason", reason, TextRules.Paragraph),
        }.OfType<Refusal>(),
    ];

    /// <summary>Whether a version still waits to be approved or withdrawn.</summary>
    public static Refusal? MayBeDecided(VerificationScript script) =>
        script.State == ScriptState.Proposed ? null : new ScriptVersionIsDecided(script.Code, script.Number, script.State);

    /// <param name="script">The version.</param>
    /// <param name="approver">Who approves.</param>
    /// <param name="author">Who wrote it.</param>
    /// <param name="rolesOfAuthor">What the author holds at this instant.</param>
    public static Refusal? MayBeApproved(VerificationScript script, PersonId approver, PersonStanding author, IReadOnlyCollection<Role> rolesOfAuthor) =>
        MayBeDecided(script)
        ?? (script.ProposedById == approver ? new AuthorApprovesTheirScript(script.Code, script.Number)
            : !author.MayAct || !rolesOfAuthor.Contains(Role.IamPolicy) ? new ScriptAuthorHasNoSayAnyMore(author.Name, script.Code, script.Number)
            : null);

    /// <summary>Whether a signal was taken by a script that is in force .</summary>
    /// <param name="read">By which; null where none is named.</param>
    /// <param name="inForce">Those in force for the kind of the request; never empty.</param>
    public static Refusal? MayBeReadFrom(ScriptVersion? read, IReadOnlyList<ScriptInForce> inForce)
    {
        if (read is null)
            return new ScriptIsNotNamed(inForce[0].Code, inForce[0].Number);
        if (inForce.Any(s => s.Code == read.Code && s.Number == read.Number))
            return null;
        var present = inForce.FirstOrDefault(s => s.Code == read.Code) ?? inForce[0];
        return new ScriptIsRetired(read.Code, read.Number, present.Code, present.Number);
    }
}
