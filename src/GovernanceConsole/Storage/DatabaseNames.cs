using System.Text;

namespace GovernanceConsole.Storage;

/// <summary>Tables and columns are lower case with underscores, as a database owner expects to read them.</summary>
internal static class DatabaseNames
{
    /// <summary><c>ControlOwnerId</c> becomes <c>control_owner_id</c>.</summary>
    public static string ForColumn(string propertyName)
    {
        var name = new StringBuilder(propertyName.Length + 8);
        for (var i = 0; i < propertyName.Length; i++)
        {
            if (char.IsUpper(propertyName[i]) && i > 0 && !char.IsUpper(propertyName[i - 1]))
                name.Append('_');
            name.Append(char.ToLowerInvariant(propertyName[i]));
        }

        return name.ToString();
    }
}
