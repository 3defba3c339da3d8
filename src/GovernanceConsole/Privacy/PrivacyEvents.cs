using GovernanceConsole.AuditLedger;

namespace GovernanceConsole.Privacy;

internal static class PrivacyEvents
{
    public static readonly EventKind HoldPlaced = new("legal-hold.placed", "placed the legal hold {set.number}");
    public static readonly EventKind HoldLifted = new("legal-hold.lifted", "lifted the legal hold {number}");
    public static readonly EventKind ErasureRequested = new("erasure.requested", "asked for the erasure {set.number}");
    public static readonly EventKind ErasureCarriedOut = new("erasure.carried-out", "carried out the erasure {number}; texts of the ledgers that went: {set.texts_erased}") { IsApproval = true };
    public static readonly EventKind ErasureWithdrawn = new("erasure.withdrawn", "withdrew the erasure {number}");

    public static readonly EventKind ErasureRepeated = new("erasure.repeated", "carried out the erasure {number} of {erasedAt} again, which two people had signed and a restore had undone: {texts} texts of the ledgers went") { MayLeaveTheState = true };
    public static readonly EventKind ErasureOwed = new("erasure.owed", "did not carry out the erasure {number} of {erasedAt} again, which a restore had undone: the legal hold {hold} keeps these data") { MayLeaveTheState = true };

    /// <summary>On each record from which a name was taken.</summary>
    public static readonly EventKind NameRemoved = new("privacy.name-removed", "took a name from the record by the erasure {number}") { ObjectKind = null };

    /// <summary>Which texts went; the verifier reads it (docs/ledger-format.md, section 8).</summary>
    public static readonly EventKind TextsErased = new("privacy.erased", "erased texts of this ledger ({number}): {texts}") { ObjectKind = null, IsKeptForever = true, MayLeaveTheState = true, MayStandInEither = true };

    /// <summary>The same for texts of the ledger of security events: it stands in the ledger of its texts.</summary>
    public static EventKind SecurityTextsErased => TextsErased with { IsSecurityEvent = true };
}
