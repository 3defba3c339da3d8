using GovernanceConsole.Identity;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Web.Policy;

/// <summary>One thing that a rule may say about how long its outcome lasts, as a form asks for it.</summary>
/// <param name="Name">Its name in the document.</param>
/// <param name="Words">The words of the field.</param>
/// <param name="Read">What a rule says; null where it says nothing. “yes” for one that is said or not.</param>
/// <param name="Write">The same with a length of time, or said.</param>
/// <param name="IsFlag">It is said or not, and has no length.</param>
internal sealed record ValidityField(string Name, string Words, Func<Validity, string?> Read, Func<Validity, Duration, Validity> Write, bool IsFlag)
{
    private const string Yes = "yes";

    /// <summary>All of them, in the order in which people read them.</summary>
    public static IReadOnlyList<ValidityField> All { get; } =
    [
        Length(nameof(Validity.UsableFor), "What is issued is usable for", v => v.UsableFor, (v, d) => v with { UsableFor = d }),
        Length(nameof(Validity.UsableForByMail), "The same if sent by e-mail", v => v.UsableForByMail, (v, d) => v with { UsableForByMail = d }),
        Flag(nameof(Validity.Once), "Usable once", v => v.Once, v => v with { Once = true }),
        Flag(nameof(Validity.FormerEndsAtOnce), "The former factor is off at once", v => v.FormerEndsAtOnce, v => v with { FormerEndsAtOnce = true }),
        Length(nameof(Validity.NoSignalFor), "The new contact or factor is no signal for", v => v.NoSignalFor, (v, d) => v with { NoSignalFor = d }),
        Length(nameof(Validity.DoneWithin), "Done within", v => v.DoneWithin, (v, d) => v with { DoneWithin = d }),
        Length(nameof(Validity.SecretsReplacedWithin), "Secrets replaced within", v => v.SecretsReplacedWithin, (v, d) => v with { SecretsReplacedWithin = d }),
        Flag(nameof(Validity.SecretDestroyed), "The secret is destroyed", v => v.SecretDestroyed, v => v with { SecretDestroyed = true }),
        Length(nameof(Validity.Overlap), "Old and new overlap for", v => v.Overlap, (v, d) => v with { Overlap = d }),
        Length(nameof(Validity.Longest), "Access lasts at most", v => v.Longest, (v, d) => v with { Longest = d }),
        Length(nameof(Validity.LongestIfDynamic), "A dynamic secret lasts at most", v => v.LongestIfDynamic, (v, d) => v with { LongestIfDynamic = d }),
        Length(nameof(Validity.HardCap), "Renewed to and no further than", v => v.HardCap, (v, d) => v with { HardCap = d }),
        Length(nameof(Validity.EligibleFor), "May be activated for", v => v.EligibleFor, (v, d) => v with { EligibleFor = d }),
        Flag(nameof(Validity.NotLongerThanBefore), "Not longer than before", v => v.NotLongerThanBefore, v => v with { NotLongerThanBefore = true }),
        Flag(nameof(Validity.NotRepeated), "Not a second time: that is a new request", v => v.NotRepeated, v => v with { NotRepeated = true }),
        Flag(nameof(Validity.NotPastContract), "Not past the contract", v => v.NotPastContract, v => v with { NotPastContract = true }),
        Length(nameof(Validity.ReviewAfter), "Looked at again after", v => v.ReviewAfter, (v, d) => v with { ReviewAfter = d }),
        Flag(nameof(Validity.ComesBack), "Then on again by itself", v => v.ComesBack, v => v with { ComesBack = true }),
        Flag(nameof(Validity.ThenThoseOnRecord), "Then only those on record", v => v.ThenThoseOnRecord, v => v with { ThenThoseOnRecord = true }),
        Flag(nameof(Validity.ThenNormalKind), "Then the normal kind must follow", v => v.ThenNormalKind, v => v with { ThenNormalKind = true }),
        Flag(nameof(Validity.UntilReviewed), "Until reviewed", v => v.UntilReviewed, v => v with { UntilReviewed = true }),
    ];

    private static ValidityField Length(string name, string words, Func<Validity, Duration?> read, Func<Validity, Duration, Validity> write) =>
        new(name, words, v => read(v)?.ToString(), write, IsFlag: false);

    private static ValidityField Flag(string name, string words, Func<Validity, bool> read, Func<Validity, Validity> write) =>
        new(name, words, v => read(v) ? Yes : null, (v, _) => write(v), IsFlag: true);
}
