namespace GovernanceConsole.Ledger;

/// <summary>The one form of an instant in the ledger: yyyy-MM-ddTHH:mm:ss.fffZ, 24 characters, UTC.</summary>
internal static class Instant
{
    public const int Length = 24;

    public static void Write(DateTimeOffset at, Span<byte> text)
    {
        var utc = at.UtcDateTime;
        Digits(utc.Year, text[..4]);
        text[4] = (byte)'-';
        Digits(utc.Month, text[5..7]);
        text[7] = (byte)'-';
        Digits(utc.Day, text[8..10]);
        text[10] = (byte)'T';
        Digits(utc.Hour, text[11..13]);
        text[13] = (byte)':';
        Digits(utc.Minute, text[14..16]);
        text[16] = (byte)':';
        Digits(utc.Second, text[17..19]);
        text[19] = (byte)'.';
        Digits(utc.Millisecond, text[20..23]);
        text[23] = (byte)'Z';
    }

    public static bool TryRead(ReadOnlySpan<byte> text, out DateTimeOffset at)
    {
        at = default;
        if (text.Length != Length || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != '.' || text[23] != 'Z')
            return false;
        var year = Number(text[..4]);
        var month = Number(text[5..7]);
        var day = Number(text[8..10]);
        var hour = Number(text[11..13]);
        var minute = Number(text[14..16]);
        var second = Number(text[17..19]);
        var millisecond = Number(text[20..23]);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || (uint)hour > 23 || (uint)minute > 59 || (uint)second > 59 || millisecond < 0)
            return false;
        at = new DateTimeOffset(year, month, day, hour, minute, second, millisecond, TimeSpan.Zero);
        return true;
    }

    private static void Digits(int value, Span<byte> text)
    {
        for (var i = text.Length - 1; i >= 0; i--, value /= 10)
            text[i] = (byte)('0' + value % 10);
    }

    // A negative answer: something else than a digit.
    private static int Number(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return -1;
            value = value * 10 + digit - '0';
        }
        return value;
    }
}
