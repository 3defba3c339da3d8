using GovernanceConsole.AuditLedger;

namespace GovernanceConsole.Tests.AuditLedger;

[Trait("row", "B-16")]
public sealed class TextRulesTests
{
    [Theory]
    [InlineData(0x00AD)]
    [InlineData(0x115F)]
    [InlineData(0x1160)]
    [InlineData(0x200B)]
    [InlineData(0x202E)]
    [InlineData(0x2060)]
    [InlineData(0x2061)]
    [InlineData(0x2064)]
    [InlineData(0x2066)]
    [InlineData(0x206F)]
    [InlineData(0x3164)]
    [InlineData(0xFEFF)]
    [InlineData(0xFFA0)]
    [InlineData(0xE0000)]
    [InlineData(0xE0041)]
    [InlineData(0xE007F)]
    public void Text_WithACharacterNobodySees_IsRefused(int character)
    {
        var text = $"Ada{char.ConvertFromUtf32(character)}Lovelace";

        Assert.IsType<TextHoldsUnreadableCharacters>(TextRules.Required("Name", "The name", text, TextRules.Line));
        Assert.IsType<TextHoldsUnreadableCharacters>(TextRules.Optional("Name", "The name", text, TextRules.Line));
    }

    [Theory]
    [InlineData("\u200E")]
    [InlineData("\u200F\u200E")]
    [InlineData("\u200C\u200D")]
    [InlineData("\u0301")]
    [InlineData(" \u200E ")]
    [InlineData("--")]
    public void Required_WithoutALetterOrDigit_IsEmpty(string text) =>
        Assert.IsType<FieldIsEmpty>(TextRules.Required("Name", "The name", text, TextRules.Line));

    /// <summary>Persian parts letters with U+200C; marks of direction keep a bracket beside Hebrew in its place.</summary>
    [Theory]
    [InlineData("می\u200Cخواهم")]
    [InlineData("שרה\u200F (IT)")]
    [InlineData("한글")]
    [InlineData("𠮷野")]
    [InlineData("4711")]
    [InlineData("Desk 👩\u200D💻")]
    public void Required_WithAReadableName_IsAccepted(string text) =>
        Assert.Null(TextRules.Required("Name", "The name", text, TextRules.Line));
}
