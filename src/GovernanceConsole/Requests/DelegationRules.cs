using GovernanceConsole.Identity;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Requests;

/// <summary>Delegated approval is named, limited in scope and time. Whether it makes a conflict is asked at each vote.</summary>
internal static class DelegationRules
{
    /// <param name="input">What is asked.</param>
    /// <param name="begins">From when on.</param>
    /// <param name="policy">The policy in force.</param>
    /// <param name="principal">Who delegates.</param>
    /// <param name="now">Now.</param>
    public static List<Refusal> Check(DelegateApprovalsInput input, DateTimeOffset begins, PolicyDocument policy, PersonId principal, DateTimeOffset now)
    {
        var refusals = new List<Refusal>();
        if (input.To == principal)
            refusals.Add(new DelegatesToOneself());
        if (input.Kinds.Count == 0)
            refusals.Add(new DelegatesNoKind());
        refusals.AddRange(input.Kinds.Where(k => policy.FindKind(k) is null).Select(k => new KindIsUnknown(k)));
        if (input.LapsesAt <= begins || input.LapsesAt <= now)
            refusals.Add(new DelegationEndsBeforeItBegins());
        else if (input.LapsesAt - begins > TimeSpan.FromDays(policy.Limits.DelegationDays))
            refusals.Add(new DelegationLastsTooLong(policy.Limits.DelegationDays));
        return refusals;
    }
}
