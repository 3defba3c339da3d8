namespace GovernanceConsole.Requests;

/// <summary>The words by which people ask for a kind of request.</summary>
/// <param name="Kind">The code of the kind.</param>
/// <param name="Phrases">
/// Each as words in their order, of which others may stand in between. <c>a|b</c> is either of both, <c>rotat*</c> every
/// word that begins so.
/// </param>
internal sealed record KindWords(string Kind, params IReadOnlyList<string> Phrases)
{
    /// <summary>
    /// The table, by kind. It only suggests: a phrase too many costs the agent a click, a missing one may hide a change of
    /// access in a ticket that looks routine. So it leans to the former.
    /// </summary>
    public static IReadOnlyList<KindWords> All { get; } =
    [
        new("K01", "reset|change|new|forgot*|expired|lost password|passphrase", "password|passphrase reset|expired|forgotten|change", "temporary password"),
        new("K02", "unlock*", "locked out", "account|user locked|blocked", "unblock account|user"),
        new("K03",
            "reset|replace|re-enrol*|re-register|reregister|new|lost mfa|2fa|authenticator|otp|yubikey|fido", "mfa|2fa|authenticator|otp|yubikey reset|replacement|lost|broken",
            "mfa|2fa|authenticator", "new|lost|stolen|broken|replaced phone|mobile|smartphone|handset|token|smartcard", "phone|mobile|token lost|stolen|broken"),
        new("K04",
            "change|update|new phone|mobile|telephone number", "change|update|new e-mail|email|mail address", "change|update contact details|data|information", "number changed"),
        new("K05", "recovery|backup|rescue e-mail|email|mail|code|codes|number|address|key", "security question|questions", "change|update|new recovery"),
        new("K06", "disable|bypass|suspend|skip|without mfa|2fa|authenticator", "turn|switch off mfa|2fa|authenticator", "turn|switch mfa|2fa|authenticator off", "mfa|2fa exemption|exception|off"),
        new("K07", "new starter|joiner|hire|employee", "first day|login|password", "onboard*", "starts|joins on|today|tomorrow|monday", "initial password|credential|credentials"),
        new("K08", "left|leaves|leaving company|us|organisation|organization|firm|team", "leaver", "offboard*", "last day", "contract ended|ends|expired|terminated", "deprovision*", "terminat* employee|contractor|contract|account"),
        new("K09", "recover|regain|restore|locked|lost shared|team|group mailbox|inbox", "shared|team|group mailbox|inbox locked|recovery|lost"),
        new("K10", "restore|re-enable|reenable|recover|unlock|reactivate|broken|disabled service|technical account", "service|technical account locked|disabled|expired|broken", "svc locked|disabled|expired"),
        new("K11", "new|create|issue|need|generate|request api|client|access|service|deploy key|secret|token", "new|create|issue|generate secret|token|certificate|credential"),
        new("K12", "rotat*|renew|roll|replace|exchange key|secret|token|certificate|credential", "key|secret|token|certificate rotation|renewal|expires|expiring"),
        new("K13", "admin|administrator|root|privileged|elevated|superuser rights|right|role|access|permission|permissions|account", "admin|administrator|root|privileged|elevated access|permission|permissions|rights to|on|for", "need|needs|want|grant|give|get|request admin|administrator|root|privileged|elevated access|permission|permissions|rights", "make|become|needs|need admin|administrator|root", "local|domain|global admin|administrator", "sudo"),
        new("K14",
            "add to", "add group|role|team|licence|license", "access|permission|permissions|rights|right|licence|license to|for|on", "give|grant|get|request|need|needs|want access|permission|permissions|rights|licence|license",
            "join|member group|team|list|channel", "can see|read|write|open|edit folder|share|drive|site|report|system", "no access", "remove from group|team|role"),
        new("K15", "extend*|prolong*|longer|lengthen access|account|contract|permission|permissions|login", "access|account|permission extension|extended|longer", "keep access"),
        new("K16", "delegat*", "full access mailbox|calendar", "send behalf", "manage group|team|site|folder|members", "owner of group|team|site|mailbox|folder"),
        new("K17", "break-glass|breakglass", "break glass", "emergency account|access|user"),
        new("K18", "outage restore|access|recover|login", "restore access outage", "production|prod down", "emergency restore"),
        new("K19",
            "stolen|lost laptop|notebook|phone|mobile|device|badge|token|smartcard", "laptop|notebook|phone|mobile|device|badge|token|smartcard stolen|lost", "hacked|phished|compromised", "account|password stolen|leaked|misused|hacked|compromised", "clicked link|phishing",
            "revoke*", "suspend|block|disable account|user|access", "report loss|theft", "suspicious sign-in|login|logon|activity"),
    ];
}
