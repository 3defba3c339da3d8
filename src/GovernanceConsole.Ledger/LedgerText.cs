using System.Text;

namespace GovernanceConsole.Ledger;

/// <summary>Text on its way into the ledger. Only writers normalise: a verifier hashes the bytes it is given.</summary>
public static class LedgerText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Unicode normalisation form C, so that one visible text has one hash. Also wanted before <see cref="Commitment.Of"/>.</summary>
    public static string Normalise(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException invalid)
        {
            throw new LedgerFormatException("The text holds half a surrogate pair.", invalid);
        }
    }

    /// <summary>The text's UTF-8 bytes, never with a replacement character in place of what is not text.</summary>
    internal static byte[] ToUtf8(string text)
    {
        try
        {
            return Strict.GetBytes(text);
        }
        catch (EncoderFallbackException half)
        {
            throw new LedgerFormatException("The text holds half a surrogate pair.", half);
        }
    }
}
