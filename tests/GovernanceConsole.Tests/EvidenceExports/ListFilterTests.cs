using GovernanceConsole.EvidenceExports;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.Tests.EvidenceExports;

public sealed class ListFilterTests
{
    [Fact]
    public void Fields_AreReadAndSaidInWords()
    {
        var id = Guid.CreateVersion7();
        var filter = Of(
            ("text", "reset"), ("kind", "individual"), ("active", "true"), ("from", "2026-03-02"), ("least", "5"), ("person", id.ToString()), ("sort", "Name"), ("desc", "true"), ("page", "7"));

        Assert.Equal("reset", filter.Text("text", "Words"));
        Assert.Equal(DirectoryEntryKind.Individual, filter.Choice<DirectoryEntryKind>("kind", "Kind"));
        Assert.True(filter.YesNo("active", "Active"));
        Assert.Equal(new DateOnly(2026, 3, 2), filter.Date("from", "From"));
        Assert.Equal(5, filter.Whole("least", "At least"));
        Assert.Equal(new PersonId(id), filter.Id<PersonId>("person"));
        filter.Say("Person", "Ada");

        Assert.Empty(filter.Refusals);
        Assert.Equal("Words: reset; Kind: Individual; Active: yes; From: 2026-03-02; At least: 5; Person: Ada", filter.InWords);
        var order = filter.OrderedBy("Key", "Name");
        Assert.Equal(("Name", true, 0), (order.Sort, order.Descending, order.Skip));
        Assert.Equal("Name, descending", filter.OrderInWords);
    }

    [Fact]
    public void Fields_LeftOpen_SayThatTheWholeListIsShown()
    {
        var filter = Of(("text", ""));

        Assert.Null(filter.Text("text", "Words"));
        Assert.Null(filter.Choice<DirectoryEntryKind>("kind", "Kind"));
        Assert.Null(filter.YesNo("active", "Active"));
        Assert.Null(filter.Date("from", "From"));
        Assert.Null(filter.Whole("least", "At least"));
        Assert.Null(filter.Id<PersonId>("person"));
        Assert.Empty(filter.Refusals);
        Assert.Equal("None: the whole list", filter.InWords);
    }

    [Fact]
    public void OrderedBy_AColumnTheListDoesNotKnow_IsTheListsOwn()
    {
        var filter = Of(("sort", "Approved by the board"), ("desc", "true"));

        var order = filter.OrderedBy("Name");

        Assert.Equal((null, false), (order.Sort, order.Descending));
        Assert.Equal("The list's own", filter.OrderInWords);
    }

    [Fact]
    public void Field_ThatTheListDoesNotRead_IsFilterIsNotUnderstood() =>
        Assert.Equal([new FilterIsNotUnderstood("state")], Of(("state", "Draft")).Refusals);

    [Theory]
    [InlineData("kind", "Robot")]
    [InlineData("kind", "17")]
    [InlineData("kind", "0")]
    [InlineData("kind", "Individual,SharedMailbox")]
    [InlineData("active", "perhaps")]
    [InlineData("from", "02.03.2026")]
    [InlineData("least", "-1")]
    [InlineData("person", "Ada")]
    public void Value_ThatIsNone_IsFilterIsNotUnderstood(string field, string value)
    {
        var filter = Of((field, value));
        filter.Choice<DirectoryEntryKind>("kind", "Kind");
        filter.YesNo("active", "Active");
        filter.Date("from", "From");
        filter.Whole("least", "At least");
        filter.Id<PersonId>("person");
        Assert.Equal([new FilterIsNotUnderstood(field)], filter.Refusals);
    }

    [Fact]
    public void Field_ThatTheListNeeds_IsFilterIsMissing()
    {
        var filter = ListFilter.None;
        Assert.Null(filter.Required("import", "Import"));
        Assert.Equal([new FilterIsMissing("import")], filter.Refusals);

        var given = Of(("import", "IMP-0001"));
        Assert.Equal("IMP-0001", given.Required("import", "Import"));
        Assert.Empty(given.Refusals);
    }

    [Fact]
    public void Field_GivenTwice_IsFilterIsNotUnderstood()
    {
        var filter = Of(("q", "a"), ("Q", "b"));
        filter.Text("q", "Words");
        Assert.Equal([new FilterIsNotUnderstood("q")], filter.Refusals);
    }

    private static ListFilter Of(params (string Field, string Value)[] given) => new(given.Select(g => KeyValuePair.Create(g.Field, g.Value)));
}
