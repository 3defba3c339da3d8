namespace GovernanceConsole.Web.Policy;

/// <summary>Which role writes which part of a draft, in the words of every page that offers it.</summary>
internal static class WhoWrites
{
    public const string Sentence = "Governance sets the limits; whoever has the role IAM policy sets everything else.";
}
