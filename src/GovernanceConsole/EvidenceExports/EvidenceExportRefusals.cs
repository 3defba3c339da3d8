using GovernanceConsole.Identity;

namespace GovernanceConsole.EvidenceExports;

/// <summary>No list of that name can be exported.</summary>
public sealed record ListIsUnknown(string Name) : Refusal
{
    public override string Sentence => $"There is no list '{Name}' to export.";
}

/// <summary>Part of the filter has no meaning for the list. Ignoring it would export more than was asked for.</summary>
public sealed record FilterIsNotUnderstood(string FieldName) : Refusal
{
    public override string Sentence => $"The filter '{FieldName}' is not one of this list, or its value is none. Nothing was exported; set the filter again on the page.";

    public override string Field => FieldName;

    public override string Rule => "B-07";
}

/// <summary>The list is one of many and it was not said which.</summary>
public sealed record FilterIsMissing(string FieldName) : Refusal
{
    public override string Sentence => $"This list needs the filter '{FieldName}'. Nothing was exported; start it from the page.";

    public override string Field => FieldName;
}

/// <summary>The list was not read, because the person did not hold a role for it when the export began.</summary>
public sealed record ListWasNotRead(string List) : Refusal
{
    public override string Sentence => $"When this export began you could not read '{List}' yet. Start it again.";
}
