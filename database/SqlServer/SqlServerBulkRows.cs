using System.Collections;
using System.Data.Common;

namespace GovernanceConsole.SqlServer;

/// <summary>Rows in memory, or on their way through it, as the reader that bulk copy wants. Only what bulk copy asks for works.</summary>
internal sealed class SqlServerBulkRows(IReadOnlyList<string> columns, IEnumerable<object?[]> rows) : DbDataReader
{
    private readonly IEnumerator<object?[]> _rows = rows.GetEnumerator();

    public override int FieldCount => columns.Count;

    public override bool HasRows => true;

    public override bool IsClosed => false;

    public override int RecordsAffected => -1;

    public override int Depth => 0;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read() => _rows.MoveNext();

    /// <summary>In the forms of the mapping's converters, without a context for a million rows.</summary>
    public override object GetValue(int ordinal) => _rows.Current[ordinal] switch
    {
        null => DBNull.Value,
        DateTimeOffset instant => DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds()),
        DateOnly date => date.ToDateTime(TimeOnly.MinValue),
        TimeOnly time => time.ToTimeSpan(),
        Enum word => word.ToString(),
        { } value => value,
    };

    public override bool IsDBNull(int ordinal) => _rows.Current[ordinal] is null;

    public override Type GetFieldType(int ordinal) => typeof(object);

    public override string GetName(int ordinal) => columns[ordinal];

    public override int GetOrdinal(string name) =>
        columns.Index().First(c => c.Item == name).Index;

    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < count; i++)
            values[i] = GetValue(i);
        return count;
    }

    public override bool NextResult() => false;

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    public override string GetDataTypeName(int ordinal) => throw NotAsked();

    public override bool GetBoolean(int ordinal) => throw NotAsked();

    public override byte GetByte(int ordinal) => throw NotAsked();

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw NotAsked();

    public override char GetChar(int ordinal) => throw NotAsked();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw NotAsked();

    public override DateTime GetDateTime(int ordinal) => throw NotAsked();

    public override decimal GetDecimal(int ordinal) => throw NotAsked();

    public override double GetDouble(int ordinal) => throw NotAsked();

    public override float GetFloat(int ordinal) => throw NotAsked();

    public override Guid GetGuid(int ordinal) => throw NotAsked();

    public override short GetInt16(int ordinal) => throw NotAsked();

    public override int GetInt32(int ordinal) => throw NotAsked();

    public override long GetInt64(int ordinal) => throw NotAsked();

    public override string GetString(int ordinal) => throw NotAsked();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _rows.Dispose();
        base.Dispose(disposing);
    }

    private static NotSupportedException NotAsked() => new("Bulk copy reads values as objects.");
}
