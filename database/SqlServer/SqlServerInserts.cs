using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.SqlClient;

namespace GovernanceConsole.SqlServer;

/// <summary>Rows sent as many at a time as one request may hold.</summary>
internal sealed class SqlServerInserts(DbCommand command) : IAsyncDisposable
{
    /// <summary>A request takes 2,100 parameters, of which the driver uses a few.</summary>
    private const int MostParameters = 2000;

    /// <summary>A list of values takes 1,000 rows.</summary>
    private const int MostRows = 1000;

    private readonly StringBuilder _sql = new();
    private string? _open;
    private int _rows;

    /// <param name="into">The table and its columns, in the order of the values.</param>
    /// <param name="row">The values; they get their names here.</param>
    public async Task AddAsync(string into, params SqlParameter[] row)
    {
        if (command.Parameters.Count + row.Length > MostParameters)
            await SendAsync();
        if (_open == into && _rows < MostRows)
        {
            _sql.Append(", (");
            _rows++;
        }
        else
        {
            Close();
            _sql.Append("INSERT INTO ").Append(into).Append(" VALUES (");
            (_open, _rows) = (into, 1);
        }

        for (var i = 0; i < row.Length; i++)
        {
            row[i].ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{command.Parameters.Count}");
            _sql.Append(i == 0 ? "" : ", ").Append(row[i].ParameterName);
            command.Parameters.Add(row[i]);
        }

        _sql.Append(')');
    }

    /// <summary>Sends what is left together with a last statement.</summary>
    public async Task EndWithAsync(string statement, params SqlParameter[] parameters)
    {
        if (command.Parameters.Count + parameters.Length > MostParameters)
            await SendAsync();
        Close();
        _sql.Append(statement).Append(';');
        command.Parameters.AddRange(parameters);
        await SendAsync();
    }

    public ValueTask DisposeAsync() => command.DisposeAsync();

    private void Close()
    {
        if (_open is not null)
            _sql.Append(";\n");
        _open = null;
    }

    private async Task SendAsync()
    {
        Close();
        command.CommandText = _sql.ToString();
        await command.ExecuteNonQueryAsync();
        command.Parameters.Clear();
        _sql.Clear();
    }
}
