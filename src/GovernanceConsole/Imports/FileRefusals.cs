using System.Globalization;
using GovernanceConsole.Identity;

namespace GovernanceConsole.Imports;

/// <summary>Why a file is not even read: these come before any row.</summary>
public abstract record FileRefusal : Refusal
{
    public override string Field => "File";

    /// <summary>What is true after each of them.</summary>
    protected const string NothingStored = "Nothing was stored.";
}

public sealed record FileIsEmpty : FileRefusal
{
    public override string Sentence => $"The file is empty. {NothingStored} Choose the file again.";
}

public sealed record FileIsTooLarge(long Maximum) : FileRefusal
{
    public override string Sentence =>
        $"The file holds more than {(Maximum / (1024.0 * 1024)).ToString("0.#", CultureInfo.InvariantCulture)} MB of text. {NothingStored} Export a shorter period, or let the administrator raise Imports:MaximumFileBytes.";
}

/// <summary>A zip that unpacks to many times its length is refused before it fills the disk (I3).</summary>
public sealed record ZipRatioIsTooHigh(int Maximum) : FileRefusal
{
    public override string Sentence =>
        $"The zip unpacks to more than {Maximum} times its length. {NothingStored} Unpack it yourself, look at what it holds, and import the CSV.";
}

public sealed record ZipHoldsNotOneFile(int Files) : FileRefusal
{
    public override string Sentence => $"The zip holds {Files} files; it must hold exactly one, a CSV. {NothingStored}";
}

/// <summary>Refused by the length of its directory, before an object is made of each entry (I3).</summary>
public sealed record ZipListsTooMuch(long Entries) : FileRefusal
{
    public override string Sentence =>
        $"The zip lists {Entries.ToString("N0", CultureInfo.InvariantCulture)} entries; it must hold exactly one file, a CSV. {NothingStored}";
}

public sealed record ZipHoldsNoCsv(string Name) : FileRefusal
{
    public override string Sentence => $"The zip holds {Name}, which is no CSV by its name. {NothingStored}";
}

public sealed record ZipIsDamaged : FileRefusal
{
    public override string Sentence => $"The zip is cut, damaged or encrypted, or holds something else than its directory says. {NothingStored} Pack or send it again.";
}

public sealed record EncodingIsUnknown(long Line) : FileRefusal
{
    public override string Sentence =>
        $"Line {Line} holds bytes that are not UTF-8. {NothingStored} Save the file as UTF-8 (in Excel: \"CSV UTF-8\"), or as UTF-16 with a byte order mark.";
}

public sealed record FileIsNotText(long Line) : FileRefusal
{
    public override string Sentence => $"Line {Line} holds a zero byte, so this is no text. {NothingStored} Choose a CSV file.";
}

/// <summary>A mapping for another kind of import.</summary>
public sealed record MappingIsForAnotherKind(string Mapping, ImportKind Kind) : Refusal
{
    public override string Sentence => $"The mapping {Mapping} is for {ImportFields.NameOf(Kind)}. Choose one for this kind of import.";

    public override string Field => "Mapping";
}

/// <summary>Lines to leave out are not given as numbers and ranges.</summary>
public sealed record LinesAreUnreadable(string Text) : Refusal
{
    public override string Sentence => $"'{Text}' are no lines. Write numbers and ranges such as 12,40-45.";

    public override string Field => "ExcludedLines";
}
