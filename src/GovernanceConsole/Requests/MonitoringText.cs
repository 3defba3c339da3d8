namespace GovernanceConsole.Requests;

/// <summary>What people read of checks, revocations and findings.</summary>
public static class MonitoringText
{
    public static string Of(PostCheckKind check) => check switch
    {
        PostCheckKind.FirstLook => "First look",
        PostCheckKind.SessionsEnded => "Sessions were ended",
        PostCheckKind.PrivilegedMembership => "New privileged membership",
        PostCheckKind.MailboxRule => "New mailbox rule",
        PostCheckKind.SecretIssued => "Newly issued secret",
        PostCheckKind.FactorOrDevice => "New factor or device",
        PostCheckKind.SpecialLog => "Delegates, consumers or assets",
        PostCheckKind.UseAfterRemoval => "Use after removal",
        PostCheckKind.UnexpectedUse => "Unexpected use",
    };

    /// <summary>What to look for.</summary>
    public static string QuestionOf(PostCheckKind check) => check switch
    {
        PostCheckKind.FirstLook => "Shortly after the act: is anything odd already?",
        PostCheckKind.SessionsEnded => "Did every session and token end that was there before?",
        PostCheckKind.PrivilegedMembership => "Did the account join a privileged group, or get a role?",
        PostCheckKind.MailboxRule => "Was a rule, forwarding or delegate added to the mailbox?",
        PostCheckKind.SecretIssued => "Was a key, token or app password issued?",
        PostCheckKind.FactorOrDevice => "Was a factor or device enrolled beyond what was asked?",
        PostCheckKind.SpecialLog => "Are delegates, consumers or assets only those on record?",
        PostCheckKind.UseAfterRemoval => "Is what was taken away still used?",
        PostCheckKind.UnexpectedUse => "Were there sign-ins from elsewhere, at odd hours, or for what nobody asked for?",
    };

    public static string Of(PostCheckResult result) => result switch
    {
        PostCheckResult.Clear => "Nothing found",
        PostCheckResult.Hit => "Found",
        PostCheckResult.NotPossible => "Not possible",
    };

    /// <summary>As it goes on in a list: <c>sessions, factors</c>.</summary>
    public static string Of(RevocationTarget target) => target switch
    {
        RevocationTarget.Sessions => "sessions",
        RevocationTarget.Credentials => "credentials",
        RevocationTarget.Factors => "factors",
        RevocationTarget.Contacts => "contacts",
        RevocationTarget.Secrets => "secrets",
        RevocationTarget.Grants => "rights and memberships",
        RevocationTarget.MailboxRules => "rules and delegates of mailboxes",
    };

    public static string Of(ExecutionVerdict verdict) => verdict switch
    {
        ExecutionVerdict.AsApproved => "As approved, nothing added",
        ExecutionVerdict.RightAdded => "A right was added",
        ExecutionVerdict.Differs => "Something else than approved",
    };

    public static string Of(InvestigationFinding finding) => finding switch
    {
        InvestigationFinding.Unfounded => "Unfounded",
        InvestigationFinding.Abuse => "Abuse",
    };

    /// <summary>A time to revoke: <c>4 min</c>, <c>3 h 20 min</c>.</summary>
    public static string Of(TimeSpan took) =>
        took < TimeSpan.FromMinutes(1) ? $"{(int)took.TotalSeconds} s"
        : took < TimeSpan.FromHours(1) ? $"{(int)took.TotalMinutes} min"
        : took < TimeSpan.FromDays(1) ? $"{took.Hours} h {took.Minutes} min"
        : $"{took.Days} d {took.Hours} h";

    internal static string Of(IEnumerable<RevocationTarget> targets) => string.Join(", ", targets.Select(Of));
}
