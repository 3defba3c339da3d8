namespace GovernanceConsole.Storage;

/// <summary>
/// The order of keys inside a query, for pages that begin after the last key of the page before: ids have no operators of
/// their own. The mapper turns a method of this name and shape into the database's own comparison.
/// </summary>
internal static class KeyOrder
{
    public static int Compare<TKey>(TKey left, TKey right) => throw new NotSupportedException("Only inside a query.");
}
