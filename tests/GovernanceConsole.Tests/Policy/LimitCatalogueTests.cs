using GovernanceConsole.Policy;

namespace GovernanceConsole.Tests.Policy;

public sealed class LimitCatalogueTests
{
    [Fact]
    public void EveryLimit_HasALine_ThatReadsAndSetsItAlone()
    {
        var numbers = typeof(Limits).GetProperties().Where(p => p.PropertyType == typeof(int)).Select(p => p.Name).ToList();

        Assert.Equal(numbers.Order(StringComparer.Ordinal), LimitCatalogue.All.Select(l => l.Name).Order(StringComparer.Ordinal));
        Assert.All(LimitCatalogue.All, limit =>
        {
            var other = limit.Of(Limits.Default) + 1;
            var changed = limit.With(Limits.Default, other);
            Assert.Equal(other, typeof(Limits).GetProperty(limit.Name)!.GetValue(changed));
            Assert.Equal([new LimitChange(limit, other - 1, other)], LimitCatalogue.Differences(Limits.Default, changed));
        });
    }

    [Fact]
    public void TheDefaultPolicy_IsWithinItsOwnBounds() => Assert.Empty(PolicyRules.Check(Limits.Default));

    [Theory]
    [InlineData(nameof(Limits.SignOffDays), 1, "1 day")]
    [InlineData(nameof(Limits.SignOffDays), 90, "90 days")]
    [InlineData(nameof(Limits.GraceWorkingDays), 0, "0 working days: at once")]
    [InlineData(nameof(Limits.GraceWorkingDays), 1, "1 working day")]
    [InlineData(nameof(Limits.GraceWorkingDays), 10, "10 working days")]
    [InlineData(nameof(Limits.GovernanceReviewMonths), 1, "1 month")]
    [InlineData(nameof(Limits.GovernanceReviewMonths), 3, "3 months")]
    public void Number_IsSaidWithItsUnit(string limit, int number, string words) =>
        Assert.Equal(words, LimitCatalogue.All.Single(l => l.Name == limit).InWords(number));
}
