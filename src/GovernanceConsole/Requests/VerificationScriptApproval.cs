using GovernanceConsole.AuditLedger;
using GovernanceConsole.Organisation;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Requests;

/// <summary>What whoever approves a version of a script is shown.</summary>
internal static class VerificationScriptApproval
{
    public static async Task<ApprovalView> ShowAsync(GovernanceDbContext context, VerificationScript script, OrganisationTime time, CancellationToken cancellationToken = default)
    {
        var former = (await ScriptInForce.AllAsync(context, cancellationToken)).FirstOrDefault(s => s.Code == script.Code);
        var people = await ShownPeople.ReadAsync(context, [script.ProposedById], cancellationToken);
        return new ApprovalView(
        [
            new("Script", $"{script.Code}, version {script.Number}"),
            new("Instead of", former is null ? "none" : $"version {former.Number}"),
            people.Fact("Written by", script.ProposedById),
            new("Proposed on", DateText.Of(script.ProposedAt, time.Zone)),
            new("Reason", script.Reason),
            new("Text", script.Text),
        ]);
    }
}
