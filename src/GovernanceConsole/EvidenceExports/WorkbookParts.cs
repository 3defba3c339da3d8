using System.Globalization;
using System.Security;
using System.Text;

namespace GovernanceConsole.EvidenceExports;

/// <summary>The small parts of a workbook: everything but the cells.</summary>
internal static class WorkbookParts
{
    public const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + "\n";

    private const string Spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public const string PackageRelationships = Declaration
        + """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"""
        + $"""<Relationship Id="rId1" Type="{Relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>""";

    /// <summary>The rows stand in the order of <see cref="CellStyle"/>.</summary>
    public const string Styles = Declaration
        + $"""<styleSheet xmlns="{Spreadsheet}">"""
        + """<numFmts count="4"><numFmt numFmtId="164" formatCode="#,##0.######"/><numFmt numFmtId="165" formatCode="0.0%"/>"""
        + """<numFmt numFmtId="166" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="167" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts>"""
        + """<fonts count="3"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>"""
        + """<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font>"""
        + """<font><b/><sz val="16"/><name val="Calibri"/><family val="2"/></font></fonts>"""
        + """<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>"""
        + """<fill><patternFill patternType="solid"><fgColor rgb="FFE8ECEF"/><bgColor indexed="64"/></patternFill></fill></fills>"""
        + """<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"""
        + """<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>"""
        + """<cellXfs count="13">"""
        + """<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>"""
        + """<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>"""
        + """<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/>"""
        + """<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>"""
        + """<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>"""
        + """<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>"""
        + """<xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>"""
        + """<xf numFmtId="167" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>"""
        + """<xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyFont="1"/>"""
        + """<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="top"/></xf>"""
        + """<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"""
        + """<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf>"""
        + """<xf numFmtId="167" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf>"""
        + """</cellXfs>"""
        + """<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>""";

    /// <param name="sheets">Names in the order of the tabs, cover first.</param>
    public static string Workbook(IReadOnlyList<string> sheets)
    {
        var xml = new StringBuilder(Declaration)
            .Append(CultureInfo.InvariantCulture, $"""<workbook xmlns="{Spreadsheet}" xmlns:r="{Relationships}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>""");
        for (var i = 0; i < sheets.Count; i++)
            xml.Append(CultureInfo.InvariantCulture, $"""<sheet name="{SecurityElement.Escape(sheets[i])}" sheetId="{i + 1}" r:id="rId{i + 1}"/>""");
        return xml.Append("</sheets></workbook>").ToString();
    }

    public static string WorkbookRelationships(IReadOnlyList<string> sheetParts)
    {
        var xml = new StringBuilder(Declaration).Append("""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">""");
        for (var i = 0; i < sheetParts.Count; i++)
            xml.Append(CultureInfo.InvariantCulture, $"""<Relationship Id="rId{i + 1}" Type="{Relationships}/worksheet" Target="worksheets/{sheetParts[i]}"/>""");
        return xml.Append(CultureInfo.InvariantCulture, $"""<Relationship Id="rId{sheetParts.Count + 1}" Type="{Relationships}/styles" Target="styles.xml"/></Relationships>""").ToString();
    }

    public static string ContentTypes(IReadOnlyList<string> sheetParts)
    {
        const string sheetMl = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        var xml = new StringBuilder(Declaration)
            .Append("""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>""")
            .Append("""<Default Extension="xml" ContentType="application/xml"/>""")
            .Append(CultureInfo.InvariantCulture, $"""<Override PartName="/xl/workbook.xml" ContentType="{sheetMl}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{sheetMl}.styles+xml"/>""");
        foreach (var part in sheetParts)
            xml.Append(CultureInfo.InvariantCulture, $"""<Override PartName="/xl/worksheets/{part}" ContentType="{sheetMl}.worksheet+xml"/>""");
        return xml.Append("</Types>").ToString();
    }

    /// <summary>From the sheet's start to its first row.</summary>
    /// <param name="isFrozen">Whether the first row stays in view.</param>
    /// <param name="isSelected">Whether the workbook opens on this sheet.</param>
    /// <param name="widths">Of the columns, in characters.</param>
    public static string SheetHead(bool isFrozen, bool isSelected, IEnumerable<int> widths)
    {
        var xml = new StringBuilder(Declaration)
            .Append(CultureInfo.InvariantCulture, $"""<worksheet xmlns="{Spreadsheet}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView """)
            .Append(isSelected ? """tabSelected="1" workbookViewId="0">""" : """workbookViewId="0">""")
            .Append(isFrozen ? """<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>""" : "")
            .Append("""</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>""");
        var column = 0;
        foreach (var width in widths)
            xml.Append(CultureInfo.InvariantCulture, $"""<col min="{++column}" max="{column}" width="{width}" customWidth="1"/>""");
        return xml.Append("</cols><sheetData>").ToString();
    }

    /// <summary>From the sheet's last row to its end.</summary>
    /// <param name="filtered">The cells a reader filters and sorts by; null for none.</param>
    public static string SheetTail(string? filtered) =>
        "</sheetData>"
        + (filtered is null ? "" : $"""<autoFilter ref="{filtered}"/>""")
        + """<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup orientation="landscape" fitToHeight="0"/>"""
        + (filtered is null ? "" : $"""<ignoredErrors><ignoredError sqref="{filtered}" numberStoredAsText="1"/></ignoredErrors>""")
        + "</worksheet>";
}
