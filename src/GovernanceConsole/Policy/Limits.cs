namespace GovernanceConsole.Policy;

/// <summary>
/// The limits for owned paths: how long an approval lasts, how long a lapse is borne, how lately whoever approves signed in, how often governance looks; and how
/// long records are kept. The values of <see cref="Default"/> are those of the default policy; governance sets others by a new version.
/// <see cref="LimitCatalogue"/> says each in words and within which bounds it may be set.
/// </summary>
public sealed record Limits
{
    /// <summary>The default policy.</summary>
    public static Limits Default { get; } = new();

    /// <summary>Calendar days a sign-off of a path of level Low or Moderate may last.</summary>
    public int SignOffDays { get; init; } = 180;

    /// <summary>Calendar days a sign-off of a path of level High or Critical may last.</summary>
    public int SignOffDaysHighAndCritical { get; init; } = 90;

    /// <summary>Calendar days after which an owner confirms the ownership again.</summary>
    public int OwnershipConfirmationDays { get; init; } = 180;

    /// <summary>Calendar days within which somebody answers whether they take over a seat.</summary>
    public int TransferAnswerDays { get; init; } = 14;

    /// <summary>
    /// Working days between the lapse of an owner or a sign-off and the suspension of the path. What lapsed stops
    /// covering at once; the grace only delays the suspension.
    /// </summary>
    public int GraceWorkingDays { get; init; } = 10;

    /// <summary>The same for paths of level Critical: none, they are suspended at once.</summary>
    public int GraceWorkingDaysCritical { get; init; }

    /// <summary>Months from one review of the results by governance to the next.</summary>
    public int GovernanceReviewMonths { get; init; } = 3;

    /// <summary>Months for which security events are kept.</summary>
    public int SecurityEventMonths { get; init; } = 24;

    /// <summary>Months for which decisions are kept.</summary>
    public int DecisionMonths { get; init; } = 120;

    /// <summary>Months for which former private texts of decisions are kept.</summary>
    public int FormerTextMonths { get; init; } = 36;

    /// <summary>Months for which what was unclean in an imported file is kept.</summary>
    public int ImportFindingMonths { get; init; } = 36;

    /// <summary>Months for which notices are kept after they were put away.</summary>
    public int ReadNoticeMonths { get; init; } = 24;

    /// <summary>Months for which the answer of a command is kept, by which its repetition is known.</summary>
    public int CommandAnswerMonths { get; init; } = 3;

    /// <summary>Calendar days within which a second person carries out a deletion that was asked for.</summary>
    public int DeletionRequestDays { get; init; } = 30;

    /// <summary>Minutes since whoever approves or signs proved who they are.</summary>
    public int FreshSignInMinutes { get; init; } = 5;

    /// <summary>Calendar days within which a request is verified and approved; then it lapses.</summary>
    public int RequestDays { get; init; } = 7;

    /// <summary>Calendar days within which an approved request is executed; then it lapses.</summary>
    public int ExecutionDays { get; init; } = 3;

    /// <summary>Hours within which approvers answer; after them those who stand in are asked too.</summary>
    public int ApprovalAnswerHours { get; init; } = 8;

    /// <summary>Calendar days that a delegation of approvals lasts at most.</summary>
    public int DelegationDays { get; init; } = 30;

    /// <summary>Calendar days a sign-off may last at a level.</summary>
    public int SignOffDaysAt(RiskLevel level) => level is RiskLevel.High or RiskLevel.Critical ? SignOffDaysHighAndCritical : SignOffDays;

    /// <summary>Working days a lapse is borne at a level.</summary>
    public int GraceAt(RiskLevel level) => level == RiskLevel.Critical ? GraceWorkingDaysCritical : GraceWorkingDays;
}
