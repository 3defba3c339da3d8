using System.Buffers;
using GovernanceConsole.Ledger;

namespace GovernanceConsole.ControlTesting;

/// <summary>The form in which a finding is hashed.</summary>
internal static class FindingDigest
{
    /// <summary>
    /// The salt of the findings' tree. It names no secret: a finding holds a ticket's number and what a test says of it,
    /// and nothing about a person. It only keeps the trees of two runs apart.
    /// </summary>
    public static RowsDigest Of(string inputSha256) => new(Convert.FromHexString(inputSha256));

    /// <summary>A finding as canonical JSON: number of the ticket, test, its version, measure.</summary>
    public static void Write(ArrayBufferWriter<byte> buffer, string ticketNumber, string testCode, int testVersion, long measure)
    {
        buffer.ResetWrittenCount();
        var writer = new CanonicalJsonWriter(buffer);
        writer.WriteStartArray();
        writer.WriteString(ticketNumber);
        writer.WriteString(testCode);
        writer.WriteInteger(testVersion);
        writer.WriteInteger(measure);
        writer.WriteEndArray();
    }
}
