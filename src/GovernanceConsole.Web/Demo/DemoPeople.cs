using System.Globalization;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.Web.Demo;

/// <param name="Key">The directory key, and how the script calls them.</param>
/// <param name="Name">Invented; so is the organisation (B-19).</param>
/// <param name="Unit">The code of the unit.</param>
/// <param name="Manager">The key of the manager; null at the top.</param>
/// <param name="Roles">The roles in the console.</param>
internal sealed record DemoPerson(
    string Key,
    string Name,
    string Unit,
    string? Manager,
    Role[] Roles,
    DirectoryEntryKind Kind = DirectoryEntryKind.Individual,
    Engagement Engagement = Engagement.Employee)
{
    /// <summary>Null for a list, which has no mailbox.</summary>
    public string? Mail => Kind == DirectoryEntryKind.DistributionList ? null : $"{Key.ToLowerInvariant()}@nordholm.example";
}

/// <summary>Everybody at Nordholm Energy, a utility that does not exist.</summary>
internal static class DemoPeople
{
    public const string Founder = "N1001";

    public static IReadOnlyList<DemoPerson> All { get; } =
    [
        new("N1000", "Birgit Solheim", "BOARD", null, []),
        new(Founder, "Greta Lindqvist", "GOV", "N1000", [Role.Governance]),
        new("N1002", "Henrik Aalto", "GOV", "N1000", [Role.Governance]),
        new("N1003", "Ilse Brandvik", "GOV", Founder, [Role.Governance, Role.Reviewer]),
        new("N1010", "Pavel Ostrov", "IT", "N1000", [Role.PlatformAdministrator]),
        new("N1011", "Ruta Zemaite", "IT", "N1010", [Role.PlatformAdministrator]),
        new("N1020", "Anouk Verhulst", "AUDIT", "N1000", [Role.Auditor]),
        new("N1030", "Idris Marchetti", "IAM", "N1000", [Role.IamPolicy]),
        new("N1031", "Oona Keller", "IAM", "N1030", [Role.IamPolicy]),
        new("N1032", "Tomas Reznik", "IAM", "N1030", []),
        new("N1040", "Sanna Wikström", "SEC", "N1000", [Role.SecurityOperations]),
        new("N1041", "Karim Belhadj", "SEC", "N1040", [Role.SecurityOperations]),
        new("N1042", "Linnea Faber", "SEC", "N1040", []),
        new("N1050", "Dorota Wysocka", "DESK", "N1000", [Role.DeskLead]),
        new("N1051", "Emil Thorsen", "DESK", "N1050", [Role.DeskAgent]),
        new("N1052", "Fatima Noor", "DESK", "N1050", [Role.DeskAgent]),
        new("N1053", "Gustav Moreau", "DESK", "N1050", [Role.DeskAgent]),
        new("N1054", "Hanne Ruud", "FIELD", "N1050", [Role.DeskLead]),
        new("N1060", "Marta Castell", "OPS", "N1000", [Role.Manager]),
        new("N1061", "Nils Oberg", "OPS", "N1060", [Role.Manager]),
        new("N1062", "Petra Vance", "FIN", "N1000", [Role.Manager]),
        new("N1063", "Quentin Hale", "FIN", "N1062", []),
        new("N1064", "Rosa Lindgren", "HR", "N1000", [Role.Manager]),
        new("N1065", "Stellan Vik", "HR", "N1064", [Role.Reviewer]),
        new("N1066", "Tove Anker", "CUST", "N1000", [Role.Manager]),
        new("N1067", "Ulrik Bang", "CUST", "N1066", []),
        new("N1068", "Viola Grane", "PLANT", "N1000", [Role.Manager]),
        new("N1069", "Wanda Kross", "PLANT", "N1068", []),
        new("N1070", "Yusuf Adeyemi", "PLANT", "N1068", []),
        new("N1071", "Zita Hollander", "OPS", "N1060", []),
        new("N1072", "Arvid Stenmark", "FIN", "N1062", []),
        new("V2001", "Carlo Venturi", "VENDOR", null, [Role.DeskLead], Engagement: Engagement.ThirdParty),
        new("V2002", "Daria Kovac", "VENDOR", "V2001", [Role.DeskAgent], Engagement: Engagement.ThirdParty),
        new("C3001", "Elif Sönmez", "IT", "N1010", [], Engagement: Engagement.Contractor),
        new("M9001", "Service desk mailbox", "DESK", null, [], DirectoryEntryKind.SharedMailbox),
        new("M9002", "All plant managers", "PLANT", null, [], DirectoryEntryKind.DistributionList),
    ];
    /// <summary>The staff of the desks, who come with a file of the personnel system.</summary>
    public static IReadOnlyList<DemoPerson> DeskStaff { get; } =
    [
        new("N1055", "Jonas Lie", "DESK", "N1050", []),
        new("N1056", "Mila Petrova", "DESK", "N1050", []),
        new("N1057", "Roar Hagen", "FIELD", "N1054", []),
        new("N1058", "Sigrid Lund", "FIELD", "N1054", []),
        new("N1059", "Saskia Thorn", "DESK", "N1050", []),
        new("V2003", "Bruno Fiala", "VENDOR", "V2001", [], Engagement: Engagement.ThirdParty),
        new("V2004", "Ines Duarte", "VENDOR", "V2001", [], Engagement: Engagement.ThirdParty),
        new("V2005", "Matej Horak", "VENDOR", "V2001", [], Engagement: Engagement.ThirdParty),
        new("V2006", "Noor Haddad", "VENDOR", "V2001", [], Engagement: Engagement.ThirdParty),
    ];

    /// <summary>A number of the range that the German regulator keeps free for fiction (030 23125), so that nobody's telephone rings.</summary>
    public static string PhoneOf(DemoPerson person) => $"+49 30 23125 {(person.Key[0] switch { 'N' => 100, 'V' => 300, _ => 400 }) + int.Parse(person.Key.AsSpan(2), CultureInfo.InvariantCulture):000}";

    /// <summary>A mailbox outside of the organisation, in a domain that is reserved for examples.</summary>
    public static string RecoveryAddressOf(DemoPerson person) => $"{person.Name.Split(' ')[0].ToLowerInvariant()}.{person.Key.ToLowerInvariant()}@example.net";

    /// <summary>Who approves for the codes of the policy that no record names: three for two seats of one matter, so that one may be away.</summary>
    public static IReadOnlyList<(string Code, string Key)> OnDuty { get; } =
        [("SEC", "N1040"), ("SEC", "N1041"), ("IAM", "N1031"), ("IAM", "N1032"), ("FRD", "N1066"), ("FRD", "N1067")];

    /// <summary>Who leaves during the year: the days after its start, and the hour.</summary>
    public static IReadOnlyList<(string Key, int Day, int Hour)> Leavers { get; } = [("N1053", 352, 16), ("N1042", 361, 9)];

    /// <summary>Whether somebody has not left before a day of the year.</summary>
    public static bool IsThere(string key, int day) => !Leavers.Any(l => l.Key == key && l.Day <= day);
}
