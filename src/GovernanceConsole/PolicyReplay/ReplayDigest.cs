using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using GovernanceConsole.Ledger;

namespace GovernanceConsole.PolicyReplay;

/// <summary>The form in which a row of a replay is hashed.</summary>
internal static class ReplayDigest
{
    /// <summary>The salt of the rows' tree. It names no secret, as a row says nothing about a person; it only keeps the trees of two replays apart.</summary>
    public static RowsDigest Of(ReplayId run, string policyHash) => new(SHA256.HashData(Encoding.ASCII.GetBytes($"{run.Value:N}{policyHash}")));

    /// <summary>A row as canonical JSON: number of the case, whether it is a request of this console, outcome, reasons.</summary>
    public static void Write(ArrayBufferWriter<byte> buffer, string number, bool isRequest, ReplayOutcome outcome, string reasons)
    {
        buffer.ResetWrittenCount();
        var writer = new CanonicalJsonWriter(buffer);
        writer.WriteStartArray();
        writer.WriteString(number);
        writer.WriteString(isRequest ? "request" : "ticket");
        writer.WriteString(outcome.ToString());
        writer.WriteString(reasons);
        writer.WriteEndArray();
    }
}
