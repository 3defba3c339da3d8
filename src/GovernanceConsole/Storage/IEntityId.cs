namespace GovernanceConsole.Storage;

/// <summary>
/// The id of one entity: a <c>readonly record struct</c> over a version-7 GUID, so ids made later sort later.
/// People never see ids; they see numbers such as <c>RP-0042</c>.
/// </summary>
/// <typeparam name="TSelf">The id type itself.</typeparam>
public interface IEntityId<TSelf>
    where TSelf : struct, IEntityId<TSelf>
{
    /// <summary>The version-7 GUID.</summary>
    Guid Value { get; }

    /// <summary>Reads an id that was stored or came in an address.</summary>
    static abstract TSelf From(Guid value);
}
