using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Tests.AuditLedger;

public sealed class ApprovalViewTests
{
    private static readonly PersonId Carla = new(Guid.Parse("01890000-0000-7000-8000-00000000000c"));

    [Fact]
    public void Text_TellsEachFactInALine_AndPeopleByTheirIds() =>
        Assert.Equal(
            "Policy: 2\nProposed by (person): 0189000000007000800000000000000c\nTexts: 12",
            new ApprovalView([new("Policy", "2"), new("Proposed by", "Carla (C1)", Carla), ShownFact.Counted("Texts", "12")]).Text);

    [Fact]
    public void Text_OfAValueThatLooksLikeAFact_KeepsItInsideItsOwn()
    {
        var text = new ApprovalView([new("Reason", "None.\nProposed by: Somebody else"), new("Level", "High")]).Text;

        Assert.Equal("Reason: None.\n  Proposed by: Somebody else\nLevel: High", text);
        Assert.Equal(["Reason", "Level"], ApprovalView.Parse(text).Facts.Select(f => f.Name));
    }

    [Theory]
    [InlineData("one line")]
    [InlineData("two\nlines")]
    [InlineData("a blank one\n\nbetween: and a colon")]
    [InlineData("")]
    public void Parse_OfWhatWasWritten_IsWhatWasShown(string value)
    {
        var view = new ApprovalView([new("Reason", value), new("Asked for by", "", Carla)]);

        Assert.Equal(view, ApprovalView.Parse(view.Text));
        Assert.Equal(Carla, ApprovalView.Parse(view.Text).Facts[1].Person);
    }

    [Fact]
    public void Text_OfAValueThatLooksLikeSomebodysId_NamesNobody()
    {
        var parsed = ApprovalView.Parse(new ApprovalView([new("Reason", $"{Carla.Value:N}")]).Text);

        Assert.Equal((null, $"{Carla.Value:N}"), (parsed.Facts[0].Person, parsed.Facts[0].Value));
    }

    [Fact]
    public void Differences_OfSomebodyWhoWasRenamed_AreTold() =>
        Assert.Equal(["“Whose data” was: Olga (E1), and is: Victor (E1)"], Told([new("Whose data", "Olga (E1)", Carla)], [new("Whose data", "Victor (E1)", Carla)]));

    [Fact]
    public void Differences_OfAnotherOfTheSameName_AreTold() =>
        Assert.Single(Told([new("Whose data", "Olga (E1)", Carla)], [new("Whose data", "Olga (E1)", new PersonId(Guid.Empty))]));

    [Fact]
    public void Differences_OfTheSame_AreNone() => Assert.Empty(Told([new("Level", "High")], [new("Level", "High")]));

    [Fact]
    public void Differences_OfACount_AreLetBe() =>
        Assert.Empty(Told([new("Level", "High"), ShownFact.Counted("Texts", "12")], [new("Level", "High"), ShownFact.Counted("Texts", "13")]));

    [Fact]
    public void Differences_AreToldByName_WhateverTheirPlace() =>
        Assert.Equal(
            ["“Level” was: High, and is: Critical", "“Missing now” is gone, it was: No owner.; No area.", "“Risk owner” was: nobody, and is: Carla (C1)", "“Desks” is new: Night desk"],
            Told(
                [new("Level", "High"), new("Missing now", "No owner."), new("Missing now", "No area."), new("Risk owner", "nobody")],
                [new("Desks", "Night desk"), new("Risk owner", "Carla (C1)", Carla), new("Level", "Critical")]));

    [Fact]
    public void Refusal_OfManyDifferences_TellsThreeAndHowManyMore() =>
        Assert.Equal(
            "What you were shown has changed meanwhile: a; b; c; and 2 more. Nothing was stored; look at it again and decide anew.",
            new ShownIsOutdated(["a", "b", "c", "d", "e"]).Sentence);

    private static List<string> Told(IReadOnlyList<ShownFact> shown, IReadOnlyList<ShownFact> now) =>
        [.. new ApprovalView(shown).DifferencesTo(new ApprovalView(now)).Select(d => d.InWords)];
}
