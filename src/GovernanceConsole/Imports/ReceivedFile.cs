namespace GovernanceConsole.Imports;

/// <summary>
/// A CSV that was received whole: unpacked, known to be text, its bytes hashed, its text as UTF-8 without a byte order
/// mark in a file of ours. Files are named by their hash, so a check that waits for a person finds its file again.
/// </summary>
/// <param name="FileName">The name it came with, without a folder.</param>
/// <param name="Sha256">Over the CSV's bytes as they came (unpacked), lower-case hex.</param>
/// <param name="Bytes">How many bytes those are.</param>
/// <param name="Path">Where its text lies as UTF-8.</param>
/// <param name="EndsWithLineEnd">False where the last line has none, as in a file that was cut.</param>
public sealed record ReceivedFile(string FileName, string Sha256, long Bytes, string Path, bool EndsWithLineEnd);
