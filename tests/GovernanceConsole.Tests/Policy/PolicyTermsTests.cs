using GovernanceConsole.Policy;

namespace GovernanceConsole.Tests.Policy;

public sealed class PolicyTermsTests
{
    /// <summary>Two choices that read alike could not be told apart on a page.</summary>
    [Fact]
    public void Words_OfEveryChoice_AreItsOwn()
    {
        OwnWords<SignalStrength>(PolicyTerms.Of);
        OwnWords<ApproverSource>(PolicyTerms.Of);
        OwnWords<SeparatedParts>(PolicyTerms.Of);
        OwnWords<EvidenceCode>(PolicyTerms.Of);
        OwnWords<NoticeTarget>(PolicyTerms.Of);
        OwnWords<RaisingCondition>(when => PolicyTerms.Of(new RaisingRule { Id = "RAISE", When = when, Within = Duration.Days(30), Tag = "merger" }));
    }

    private static void OwnWords<T>(Func<T, string> wordsOf)
        where T : struct, Enum
    {
        var words = Enum.GetValues<T>().Select(wordsOf).ToList();
        Assert.All(words, w => Assert.False(string.IsNullOrWhiteSpace(w)));
        Assert.Equal(words.Distinct(StringComparer.OrdinalIgnoreCase), words);
    }
}
