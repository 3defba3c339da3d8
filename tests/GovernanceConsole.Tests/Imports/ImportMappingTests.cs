using GovernanceConsole.Imports;

namespace GovernanceConsole.Tests.Imports;

public sealed class ImportMappingTests
{
    private const string Small = """
        name: Small
        kind: ticket-history
        columns: { number: id, opened-by: opened, resolved-by: resolved, caller: caller }
        identity-spaces:
          agents: [opened-by, resolved-by]
          callers: [caller]
        """;

    [Fact]
    public void Parse_TheShippedServiceNowMapping_TellsColumnsAndSpaces()
    {
        var mapping = ShippedMappings.ByKey["servicenow-incident-log"];

        Assert.Equal(new MappedColumn("category", 2), mapping.Columns["subcategory"]);
        Assert.False(mapping.SharesIdentitySpace(TicketField.OpenedBy, TicketField.ResolvedBy));
        Assert.False(mapping.Has(TicketField.ApprovedBy));
        Assert.Equal("password-reset", mapping.RequestKinds!.Kinds["534"]);
        Assert.Contains("not known", mapping.RequestKinds.Assumption, StringComparison.Ordinal);
        Assert.Equal(mapping.Columns, ImportMapping.ParseKept(mapping.Text).Columns);
    }

    [Fact]
    public void SharesIdentitySpace_FieldsOfOneSpace_AreComparable()
    {
        var mapping = ImportMapping.Parse(Small).Value;

        Assert.True(mapping.SharesIdentitySpace(TicketField.OpenedBy, TicketField.ResolvedBy));
        Assert.False(mapping.SharesIdentitySpace(TicketField.OpenedBy, TicketField.Caller));
        Assert.False(mapping.SharesIdentitySpace(TicketField.ApprovedBy, TicketField.ExecutedBy));
    }

    [Theory]
    [InlineData("name: Small", "nom: Small", 1, "'nom' is not known")]
    [InlineData("kind: ticket-history", "kind: tickets", 2, "'tickets' is no kind")]
    [InlineData("number: id, ", "", 3, "'number' must have a column")]
    [InlineData("caller: caller }", "caller: caller, colour: c }", 3, "'colour' is no field")]
    [InlineData("callers: [caller]", "callers: []", 5, "whose codes stand in caller")]
    [InlineData("[opened-by, resolved-by]", "[opened-by, resolved-by, caller]", 6, "'caller' stands in two")]
    [InlineData("name: Small", "name: Small\nrequest-kinds: { field: number, assumption: A, kinds: { x: reset } }", 2, "'reset', for which 'x' is to stand, is no kind of request")]
    [InlineData("name: Small", "name: Small\nrequest-kinds: { field: number, kinds: { x: K01 } }", 2, "'assumption' must say in words")]
    [InlineData("caller: caller }", "caller: { column: caller, optional: true } }", 3, "'caller' cannot be optional")]
    [InlineData("name: Small", "name: Small\ntime-zone: Mars/Base", 2, "no time zone")]
    [InlineData("name: Small", "name: Small\nexpected: { caller: { pattern: '(' } }", 2, "a regular expression")]
    [InlineData("name: Small", "name: Small\nexpected: { caller: { pattern: '(?x)a # b' } }", 2, "a regular expression")]
    public void Parse_WithAFault_NamesLineAndFault(string right, string wrong, int line, string what)
    {
        var refusals = ImportMapping.Parse(Small.Replace(right, wrong, StringComparison.Ordinal)).Refusals.Cast<MappingIsUnreadable>().ToList();

        Assert.Contains(refusals, r => r.Sentence.Contains(what, StringComparison.Ordinal));
        Assert.Contains(refusals, r => r.Line == line);
    }

    /// <summary>The parser throws something of its own over it; found by trying thousands of broken files.</summary>
    [Theory]
    [InlineData("name: \"\\UFFFFFFFF\"")]
    public void Parse_WhatTheParserStumblesOver_IsRefused(string text) =>
        Assert.Contains("not YAML", Assert.IsType<MappingIsUnreadable>(Assert.Single(ImportMapping.Parse(text).Refusals)).Sentence, StringComparison.Ordinal);

    /// <summary>A form feed ends a line for some and not for others: kept as it came, it reads the same again.</summary>
    [Theory]
    [InlineData("# a\u000cb\n")]
    [InlineData("# a\u0085b\n")]
    [InlineData("# a\u2028b\r\n")]
    [InlineData("# a\r")]
    public void ParseKept_OfWhatWasAccepted_ReadsTheSame(string line)
    {
        var accepted = ImportMapping.Parse(line + Small);

        if (accepted.IsAccepted)
            Assert.Equal(accepted.Value.Text, ImportMapping.ParseKept(accepted.Value.Text).Text);
    }

    [Theory]
    [InlineData("\"\\t\"", '\t')]
    [InlineData("' '", ' ')]
    public void Parse_ADelimiterNobodySees_IsTaken(string written, char delimiter) =>
        Assert.Equal(delimiter, ImportMapping.Parse($"delimiter: {written}\n{Small}").Value.Delimiter);

    [Theory]
    [InlineData("name: &n Small", 1, "anchors (&name) and aliases (*name) are not read")]
    [InlineData("name: *n", 1, "anchors (&name) and aliases (*name) are not read")]
    [InlineData("name: Small\n? &k [a]\n: b", 2, "anchors (&name)")]
    [InlineData("name: !!str Small", 1, "tags (!name) are not read")]
    [InlineData("name: [[[[[[[[[[]]]]]]]]]]", 1, "nested too deeply")]
    public void Parse_YamlThatIsNotPlain_IsRefusedAtItsLine(string text, int line, string what)
    {
        var refusal = Assert.IsType<MappingIsUnreadable>(Assert.Single(ImportMapping.Parse(text).Refusals));

        Assert.Equal(line, refusal.Line);
        Assert.Contains(what, refusal.Sentence, StringComparison.Ordinal);
    }

    /// <summary>Each of these once took minutes, or the process.</summary>
    [Theory]
    [Trait("reliability", "I3")]
    [InlineData("bomb")]
    [InlineData("deep")]
    [InlineData("deep-block")]
    public async Task Parse_AFileMadeToHurt_IsRefusedAtOnce(string kind)
    {
        var text = kind switch
        {
            "bomb" => "a: &a0 [x, x]\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"? &a{i} [*a{i - 1}, *a{i - 1}]\n: x\n")),
            "deep" => "name: " + new string('[', 100_000),
            _ => string.Concat(Enumerable.Repeat("- ", 100_000)),
        };

        var read = await Task.Run(() => ImportMapping.Parse(text)).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.IsType<MappingIsUnreadable>(Assert.Single(read.Refusals));
    }

    [Fact]
    public void Parse_TextThatIsNoYaml_EndsItsSentenceOnce()
    {
        var refusal = Assert.Single(ImportMapping.Parse("a: b\n- c\n}").Refusals);

        Assert.DoesNotContain("..", refusal.Sentence, StringComparison.Ordinal);
    }
}
