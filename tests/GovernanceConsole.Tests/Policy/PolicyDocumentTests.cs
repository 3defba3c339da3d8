using System.Text.Json;
using GovernanceConsole.Policy;

namespace GovernanceConsole.Tests.Policy;

[Trait("row", "R-203")]
public sealed class PolicyDocumentTests
{
    [Fact]
    public void Document_WrittenAndRead_IsTheSame()
    {
        var document = PolicyDocument.Default with { Limits = Limits.Default with { SignOffDays = 100, GraceWorkingDaysCritical = 2 } };

        Assert.Equal(document, PolicyDocument.Parse(document.ToJson()));
        Assert.NotEqual(document, PolicyDocument.Default);
    }

    /// <summary>What stands in databases: a renamed limit would silently fall back to its default.</summary>
    [Fact]
    public void Limits_OfTheDefaultPolicy_AreWrittenAsSinceTheFirst() =>
        Assert.StartsWith(
            """{"limits":{"signOffDays":180,"signOffDaysHighAndCritical":90,"ownershipConfirmationDays":180,"transferAnswerDays":14,"graceWorkingDays":10,"graceWorkingDaysCritical":0,"governanceReviewMonths":3,"securityEventMonths":24,"decisionMonths":120,"formerTextMonths":36,"importFindingMonths":36,"readNoticeMonths":24,"commandAnswerMonths":3,"deletionRequestDays":30,"freshSignInMinutes":5""",
            PolicyDocument.Default.ToJson(), StringComparison.Ordinal);

    [Fact]
    public void Limits_OfTheShippedFile_AreThoseOfTheCode() => Assert.Equal(Limits.Default, PolicyDocument.Default.Limits);

    /// <summary>A version approved before records had periods, or before signals were data: nobody decided them, so the default is in force.</summary>
    [Fact]
    [Trait("row", "B-17")]
    public void Document_FromBeforeAPart_HasThatPartOfTheDefaultPolicy() =>
        Assert.Equal(
            PolicyDocument.Default with { Limits = Limits.Default with { SignOffDays = 100 } },
            PolicyDocument.Parse("""{"limits":{"signOffDays":100,"governanceReviewMonths":3}}"""));

    [Theory]
    [InlineData("""{"limits":{"signOffDays":100,"lunchBreak":1}}""")]
    [InlineData("""{"limits":{},"lunch":[]}""")]
    [InlineData("""{"limits":{},"signals":[{"code":"V01"}]}""")]
    [InlineData("""{"limits":null}""")]
    [InlineData("{}")]
    public void Document_WithAPartThatIsUnknownOrIncomplete_IsNotRead(string json) => Assert.Throws<JsonException>(() => PolicyDocument.Parse(json));

    [Fact]
    public void Rule_PutInTheCellOfAnother_TakesItsPlace_AndOneThatWasNotOfferedIsNow()
    {
        var rule = PolicyDocument.Default.FindRule("K06-STD")! with { Id = "K06-PRV" };

        var changed = PolicyDocument.Default.With(rule);

        Assert.Equal(rule, changed.FindRule("K06-PRV"));
        Assert.DoesNotContain(changed.NotOffered, n => n.Cell == "K06-PRV");
        Assert.Equal(PolicyDocument.Default, changed.With(PolicyDocument.Default.NotOffered.Single(n => n.Cell == "K06-PRV")));
    }

    [Fact]
    public void Nearest_ToACellThatIsNotOffered_IsTheStrictestRuleOfItsKind() =>
        Assert.Equal(PolicyDocument.Default.FindRule("K06-EXE")! with { Id = "K06-PRV" }, PolicyDocument.Default.Nearest("K06-PRV"));

    [Fact]
    public void Nearest_ToACellOfAKindOfTheOrganisation_IsARuleOfTheKindItIsLike()
    {
        var policy = PolicyDocument.Default with { Kinds = [.. PolicyDocument.Default.Kinds, PolicyDocument.Default.FindKind("K02")! with { Code = "K20", Name = "Kiosk unlock", Like = "K02" }] };

        Assert.Equal(policy.FindRule("K02-STD")! with { Id = "K20-STD" }, policy.Nearest("K20-STD"));
        Assert.Null((policy with { Rules = [] }).Nearest("K20-STD"));
    }
}
