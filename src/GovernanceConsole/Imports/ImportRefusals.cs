using System.Globalization;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Imports;

/// <summary>The same file again changes nothing.</summary>
public sealed record FileIsInAlready(string Number, DateTimeOffset VisibleAt) : Refusal
{
    public override string Sentence =>
        $"This very file was imported as {Number} on {VisibleAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}. Nothing was changed, and nothing needs to be done.";

    public override string Field => "File";
}

/// <summary>An import that goes on is with the file and the mapping that were checked.</summary>
public sealed record ImportWasCheckedOtherwise(string Number) : Refusal
{
    public override string Sentence => $"{Number} was checked with another file or mapping. Check this one as an import of its own.";
}

/// <summary>The import does not wait for anything any more.</summary>
public sealed record ImportIsOver(string Number, ImportState State) : Refusal
{
    public override string Sentence => State switch
    {
        ImportState.Visible => $"{Number} is in already. Nothing was changed.",
        ImportState.Replaced => $"{Number} was replaced by a later import. Nothing was changed.",
        ImportState.Refused => $"The file of {Number} cannot be imported. Correct it and check it again.",
        ImportState.Cancelled => $"{Number} was cancelled. Bring the file again.",
        ImportState.Checking or ImportState.Storing => $"{Number} is under way. Wait for its end, or cancel it there.",
        ImportState.Checked => $"{Number} was not stored: it waits for a decision about its refused rows.",
    };
}

/// <summary>While this file was read, another one became visible, so the comparison of their tickets is out of date.</summary>
public sealed record AnotherHistoryCameFirst : Refusal
{
    public override string Sentence => "Another ticket history became visible while this one was read. Nothing of this file is stored; import it again.";
}

/// <summary>What was possible when the file was checked is not possible any more.</summary>
public sealed record SomethingChangedMeanwhile(string Number) : Refusal
{
    public override string Sentence => $"Something changed while {Number} was read, so that its rows cannot be taken as they are. Nothing of it is stored; check the file again.";
}

/// <summary>Two rows of a file register a path of the same name.</summary>
public sealed record PathNameComesTwice(string Name) : Refusal
{
    public override string Sentence => $"The name {Name} stands twice in the file. Leave one of the rows out.";

    public override string Field => "Name";
}

/// <summary>A file names a desk that is not registered.</summary>
public sealed record DeskIsUnknown(string DeskCode) : Refusal
{
    public override string Sentence => $"No desk has the code {DeskCode}. Register it first, or leave it out.";

    public override string Field => "Desks";
}

/// <summary>A file names a system that is not registered.</summary>
public sealed record SystemIsUnknown(string SystemCode) : Refusal
{
    public override string Sentence => $"No system has the code {SystemCode}. Import or register it first, or leave it out.";

    public override string Field => "Systems";
}
