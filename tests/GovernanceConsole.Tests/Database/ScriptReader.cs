using System.Globalization;
using GovernanceConsole.SqlServer;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Tests.Database;

/// <summary>
/// Reads what the numbered scripts make, without a database: the only way to compare SQL Server's scripts with the
/// mappings where there is no server. Strict on purpose. The scripts are ours, so what it does not know is a fault.
/// </summary>
internal sealed class ScriptReader
{
    private static readonly string[] MustStandAlone = ["SCHEMA", "TRIGGER", "VIEW", "PROCEDURE", "FUNCTION"];

    private readonly Dictionary<string, TableShape> _tables = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];
    private readonly bool _isSqlServer;
    private Queue<Token> _tokens = new();
    private string _script = "";

    private ScriptReader(bool isSqlServer) => _isSqlServer = isSqlServer;

    public IReadOnlyCollection<TableShape> Tables => _tables.Values;

    /// <summary>What SQL Server would refuse, or what we do not allow ourselves.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Tables by which column they are clustered; a table that is missing here is a heap.</summary>
    public Dictionary<string, IReadOnlyList<string>> Clustered { get; } = new(StringComparer.Ordinal);

    /// <summary>The schema of each table, where the script names one.</summary>
    public Dictionary<string, string> Schemas { get; } = new(StringComparer.Ordinal);

    public static ScriptReader Read(IEnumerable<SchemaScript> scripts, bool isSqlServer)
    {
        var reader = new ScriptReader(isSqlServer);
        foreach (var script in scripts)
        {
            reader._script = $"{script.Number:0000}_{script.Name}.sql";
            foreach (var batch in isSqlServer ? SqlServerSchema.Batches(script.Sql) : [script.Sql])
                reader.ReadBatch(batch);
        }

        return reader;
    }

    private void ReadBatch(string sql)
    {
        _tokens = new Queue<Token>(Tokens(sql));
        var statements = 0;
        string? standsAlone = null;
        while (_tokens.Count > 0)
        {
            statements++;
            standsAlone = ReadStatement() ?? standsAlone;
        }

        if (_isSqlServer && standsAlone is not null && statements > 1)
            _faults.Add($"{_script}: CREATE {standsAlone} must be alone between two lines that say GO");
    }

    /// <returns>The kind of object that must be made in a batch of its own; null for the rest.</returns>
    private string? ReadStatement()
    {
        var verb = Word();
        switch (verb)
        {
            case "CREATE":
                var isUnique = Accept("UNIQUE");
                var clustering = Accept("CLUSTERED") ? "CLUSTERED" : Accept("NONCLUSTERED") ? "NONCLUSTERED" : null;
                var kind = Word();
                if (kind == "TABLE")
                    ReadTable();
                else if (kind == "INDEX")
                    ReadIndex(isUnique, clustering == "CLUSTERED");
                else if (kind is "TRIGGER" or "PROCEDURE")
                    SkipTrigger();
                else if (kind is "SCHEMA" or "USER" or "ROLE" or "VIEW")
                    SkipStatement();
                else
                    throw Unknown($"CREATE {kind}");
                return MustStandAlone.Contains(kind) ? kind : null;
            case "ALTER":
                Expect("TABLE");
                ReadAlteration();
                return null;
            case "DROP":
                ReadDrop();
                return null;
            case "GRANT" or "DENY" or "INSERT" or "UPDATE" or "DELETE":
                SkipStatement();
                return null;
            default:
                throw Unknown(verb);
        }
    }

    private void ReadTable()
    {
        var table = new TableShape(TableName(isNew: true), [], PrimaryKeyName: null, [], [], []);
        if (!_tables.TryAdd(table.Name, table))
            _faults.Add($"{_script}: the table {table.Name} exists already");
        if (Accept("AS")) // holds rows while their table is made anew
        {
            SkipStatement();
            return;
        }

        Expect("(");
        do
        {
            if (Peek() is { IsQuoted: false, Upper: "CONSTRAINT" })
                ReadTableConstraint(table.Name);
            else
                ReadColumn(table.Name);
        }
        while (Accept(","));
        Expect(")");
        if (!_isSqlServer)
        {
            Expect("STRICT");
            if (Accept(","))
            {
                Expect("WITHOUT");
                Expect("ROWID");
            }
        }

        Expect(";");
    }

    private void ReadColumn(string table)
    {
        var name = Name();
        var type = Word().ToLowerInvariant();
        if (Accept("("))
        {
            type += "(";
            while (!Accept(")"))
                type += Next().Text;
            type += ")";
        }

        bool? isNullable = null;
        var shape = _tables[table];
        _tables[table] = shape with { Columns = [.. shape.Columns, new ColumnShape(name, type, IsNullable: true)] };
        CheckLength(name);
        while (Peek() is { Text: not ("," or ")" or ";") })
        {
            if (Accept("NOT"))
            {
                Expect("NULL");
                isNullable = false;
            }
            else if (Accept("NULL"))
            {
                isNullable = true;
            }
            else if (Accept("IDENTITY"))
            {
            }
            else if (Accept("COLLATE"))
            {
                Word();
            }
            else if (Accept("CONSTRAINT"))
            {
                ReadConstraint(table, Name(), [name]);
            }
            else
            {
                throw Unknown($"{Peek()!.Text} in the column {table}.{name}");
            }
        }

        if (isNullable is null)
            _faults.Add($"{_script}: {table}.{name} does not say NULL or NOT NULL");
        shape = _tables[table];
        _tables[table] = shape with { Columns = [.. shape.Columns.Select(c => c.Name == name ? c with { IsNullable = isNullable ?? true } : c)] };
        if (_isSqlServer && type is ['n', 'v', .. var size] && size.StartsWith("archar(", StringComparison.Ordinal) && size[7..^1] != "max" && Length(size[7..^1]) > 4000)
            _faults.Add($"{_script}: {table}.{name} is longer than nvarchar(4000)");
    }

    private void ReadTableConstraint(string table)
    {
        Expect("CONSTRAINT");
        ReadConstraint(table, Name(), columns: null);
    }

    /// <param name="table">The table.</param>
    /// <param name="name">The constraint's name.</param>
    /// <param name="columns">The column where it stands behind one; null where it names its columns itself.</param>
    private void ReadConstraint(string table, string name, IReadOnlyList<string>? columns)
    {
        CheckLength(name);
        if (Accept("PRIMARY"))
        {
            Expect("KEY");
            var isClustered = Accept("CLUSTERED");
            if (_isSqlServer && !isClustered && !Accept("NONCLUSTERED"))
                _faults.Add($"{_script}: {name} does not say CLUSTERED or NONCLUSTERED");
            var key = columns ?? Columns();
            _tables[table] = _tables[table] with { PrimaryKeyName = name, PrimaryKey = key };
            if (isClustered)
                Cluster(table, key);
            CheckKey(table, name, key, isClustered);
        }
        else if (Accept("FOREIGN"))
        {
            Expect("KEY");
            columns = Columns();
            Expect("REFERENCES");
            ReadReference(table, name, columns);
        }
        else if (Accept("REFERENCES"))
        {
            ReadReference(table, name, columns!);
        }
        else if (Accept("DEFAULT") || Accept("CHECK"))
        {
            SkipBrackets();
        }
        else
        {
            throw Unknown($"{Peek()?.Text} in the constraint {name}");
        }
    }

    private void ReadReference(string table, string name, IReadOnlyList<string> columns)
    {
        var target = TableName(isNew: false);
        var targets = Columns();
        var onDelete = "no action";
        if (Accept("ON"))
        {
            Expect("DELETE");
            onDelete = Word().ToLowerInvariant();
            if (onDelete is "no" or "set")
                onDelete = $"{onDelete} {Word().ToLowerInvariant()}";
        }

        var shape = _tables[table];
        _tables[table] = shape with { ForeignKeys = [.. shape.ForeignKeys, new ForeignKeyShape(name, columns, target, targets, onDelete)] };
    }

    private void ReadIndex(bool isUnique, bool isClustered)
    {
        var name = Name();
        CheckLength(name);
        Expect("ON");
        var table = TableName(isNew: false);
        var columns = Columns();
        if (_isSqlServer && Accept("INCLUDE"))
            Columns();
        string? filter = null;
        if (Accept("WHERE"))
        {
            var condition = new List<string>();
            while (Peek() is { Text: not ";" })
                condition.Add(Next().Text);
            filter = SchemaShape.Normalise(string.Join(' ', condition));
        }

        Expect(";");
        var shape = _tables[table];
        foreach (var missing in columns.Select(Bare).Where(c => shape.Columns.All(s => s.Name != c)))
            _faults.Add($"{_script}: {name} names {table}.{missing}, which is not there");
        _tables[table] = shape with { Indexes = [.. shape.Indexes, new IndexShape(name, columns, isUnique, filter)] };
        if (isClustered)
            Cluster(table, columns);
        CheckKey(table, name, columns, isClustered);
    }

    private void ReadAlteration()
    {
        var table = TableName(isNew: false);
        if (Accept("ADD"))
        {
            if (Accept("CONSTRAINT"))
            {
                ReadConstraint(table, Name(), columns: null);
            }
            else
            {
                Accept("COLUMN");
                ReadColumn(table);
            }
        }
        else
        {
            Expect("DROP");
            var shape = _tables[table];
            if (Accept("CONSTRAINT"))
            {
                var name = Name();
                _tables[table] = shape with { ForeignKeys = [.. shape.ForeignKeys.Where(f => f.Name != name)] };
            }
            else
            {
                Expect("COLUMN");
                var name = Name();
                _tables[table] = shape with { Columns = [.. shape.Columns.Where(c => c.Name != name)] };
            }
        }

        Expect(";");
    }

    private void ReadDrop()
    {
        if (Accept("TABLE"))
        {
            _tables.Remove(TableName(isNew: false));
        }
        else if (Accept("TRIGGER") || Accept("PROCEDURE"))
        {
            Name();
            while (Peek() is not { Upper: ";" })
                Next();
        }
        else
        {
            Expect("INDEX");
            var name = Name();
            if (_isSqlServer)
            {
                Expect("ON");
                TableName(isNew: false);
            }

            var table = _tables.Values.Single(t => t.Indexes.Any(i => i.Name == name));
            _tables[table.Name] = table with { Indexes = [.. table.Indexes.Where(i => i.Name != name)] };
        }

        Expect(";");
    }

    private void Cluster(string table, IReadOnlyList<string> columns)
    {
        if (!Clustered.TryAdd(table, columns))
            _faults.Add($"{_script}: {table} is clustered twice");
        if (_tables[table].Columns.First(c => c.Name == Bare(columns[0])).Type == "uniqueidentifier")
            _faults.Add($"{_script}: {table} is clustered by the GUID {columns[0]}, which does not sort as it was made");
    }

    /// <summary>SQL Server makes an index with a longer key and then refuses rows.</summary>
    private void CheckKey(string table, string name, IReadOnlyList<string> columns, bool isClustered)
    {
        if (!_isSqlServer)
            return;
        var bytes = 0;
        foreach (var column in columns)
        {
            var type = _tables[table].Columns.FirstOrDefault(c => c.Name == Bare(column))?.Type ?? "";
            bytes += BytesOf(type) ?? throw new InvalidOperationException($"{_script}: {table}.{column} of the type {type} cannot be part of the key {name}.");
        }

        var most = isClustered ? 900 : 1700;
        if (bytes > most)
            _faults.Add($"{_script}: the key of {name} can take {bytes} bytes, and SQL Server stores {most}");
    }

    private static int? BytesOf(string type) => type.Split('(', ')') switch
    {
        ["uniqueidentifier"] => 16,
        ["bigint"] => 8,
        ["int"] => 4,
        ["smallint"] => 2,
        ["tinyint" or "bit"] => 1,
        ["date"] => 3,
        ["time", ..] => 5,
        ["datetimeoffset", ..] => 10,
        ["decimal", ..] => 17,
        ["nvarchar" or "nchar", var size, ..] when size != "max" => 2 * Length(size),
        ["varchar" or "char" or "binary" or "varbinary", var size, ..] when size != "max" => Length(size),
        _ => null,
    };

    private static int Length(string size) => int.Parse(size, CultureInfo.InvariantCulture);

    private static string Bare(string column) => column.EndsWith(" desc", StringComparison.Ordinal) ? column[..^5] : column;

    private void CheckLength(string name)
    {
        if (name.Length > 128)
            _faults.Add($"{_script}: the name {name} has more than 128 characters");
    }

    private List<string> Columns()
    {
        var columns = new List<string>();
        Expect("(");
        do
        {
            var name = Name();
            if (Accept("DESC"))
                name += " desc";
            else
                Accept("ASC");
            columns.Add(name);
        }
        while (Accept(","));
        Expect(")");
        return columns;
    }

    private string TableName(bool isNew)
    {
        var name = Name();
        var schema = "dbo";
        if (Accept("."))
            (schema, name) = (name, Name());
        if (isNew)
            Schemas[name] = schema;
        else if (!_tables.ContainsKey(name))
            throw new InvalidOperationException($"{_script}: there is no table {name} yet.");
        else if (Schemas[name] != schema)
            _faults.Add($"{_script}: {name} is in the schema {Schemas[name]}, not {schema}");
        return name;
    }

    private void SkipTrigger()
    {
        // On SQL Server it ends with its batch, on SQLite with END.
        while (_tokens.Count > 0)
        {
            if (Next().Upper == "END" && !_isSqlServer)
                break;
        }

        if (!_isSqlServer)
            Expect(";");
    }

    private void SkipStatement()
    {
        while (_tokens.Count > 0 && Next().Text != ";")
        {
        }
    }

    private void SkipBrackets()
    {
        Expect("(");
        for (var depth = 1; depth > 0;)
            depth += Next().Text switch { "(" => 1, ")" => -1, _ => 0 };
    }

    private string Name()
    {
        var token = Next();
        if (token.Kind != TokenKind.Word)
            throw Unknown(token.Text);
        if (_isSqlServer && !token.IsQuoted && ReservedWords.OfSqlServer.Contains(token.Text))
            _faults.Add($"{_script}: {token.Text} is a word of SQL Server's own; choose another name or put it in brackets");
        return token.Text;
    }

    private string Word()
    {
        var token = Next();
        return token.Kind == TokenKind.Word ? token.Upper : throw Unknown(token.Text);
    }

    private Token? Peek() => _tokens.TryPeek(out var token) ? token : null;

    private Token Next() => _tokens.TryDequeue(out var token) ? token : throw Unknown("the end of the batch");

    private bool Accept(string text)
    {
        if (Peek() is not { IsQuoted: false } token || token.Upper != text)
            return false;
        _tokens.Dequeue();
        return true;
    }

    private void Expect(string text)
    {
        if (!Accept(text))
            throw new InvalidOperationException($"{_script}: expected {text}, found {Peek()?.Text ?? "the end of the batch"}.");
    }

    private InvalidOperationException Unknown(string what) => new($"{_script}: the reader of the scripts does not know {what}.");

    private enum TokenKind
    {
        Word,
        Text,
        Sign,
    }

    private sealed record Token(TokenKind Kind, string Text, bool IsQuoted)
    {
        public string Upper => Text.ToUpperInvariant();
    }

    private static IEnumerable<Token> Tokens(string sql)
    {
        for (var i = 0; i < sql.Length;)
        {
            var start = i;
            if (char.IsWhiteSpace(sql[i]))
            {
                i++;
            }
            else if (sql[i] == '-' && sql[i + 1] == '-')
            {
                i = sql.IndexOf('\n', i) is var end and >= 0 ? end : sql.Length;
            }
            else if (sql[i] is '[' or '"')
            {
                i = sql.IndexOf(sql[i] == '[' ? ']' : '"', i + 1) + 1;
                yield return new Token(TokenKind.Word, sql[(start + 1)..(i - 1)], IsQuoted: true);
            }
            else if (sql[i] == '\'')
            {
                i++;
                while (sql[i] != '\'' || (i + 1 < sql.Length && sql[i + 1] == '\''))
                    i += sql[i] == '\'' ? 2 : 1;
                i++;
                yield return new Token(TokenKind.Text, sql[start..i], IsQuoted: true);
            }
            else if (char.IsLetterOrDigit(sql[i]) || sql[i] is '_' or '@' or '$')
            {
                while (i < sql.Length && (char.IsLetterOrDigit(sql[i]) || sql[i] is '_' or '@' or '$'))
                    i++;
                yield return new Token(TokenKind.Word, sql[start..i], IsQuoted: false);
            }
            else
            {
                i++;
                yield return new Token(TokenKind.Sign, sql[start..i], IsQuoted: false);
            }
        }
    }
}
