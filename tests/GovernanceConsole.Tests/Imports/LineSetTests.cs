using GovernanceConsole.Imports;

namespace GovernanceConsole.Tests.Imports;

public sealed class LineSetTests
{
    [Fact]
    public void Add_Neighbours_BecomeARange()
    {
        var lines = new LineSet();
        foreach (var line in new[] { 3, 4, 4, 5, 9, 11, 12 })
            lines.Add(line);

        Assert.Equal("3-5,9,11-12", lines.ToString());
        Assert.Equal(6, lines.Count);
        Assert.Equal([false, true, true, true, false], new[] { 2, 3, 5, 9, 10 }.Select(lines.Contains));
    }

    [Theory]
    [InlineData("12,40-45", "12,40-45", 7)]
    [InlineData(" 5-9 , 1-6 ,7", "1-9", 9)]
    [InlineData("", "", 0)]
    [InlineData(null, "", 0)]
    public void Parse_NumbersAndRanges_AreMerged(string? text, string shown, int count)
    {
        var lines = LineSet.Parse(text)!;

        Assert.Equal((shown, count), (lines.ToString(), lines.Count));
    }
}
