using System.Globalization;
using System.Text;
using GovernanceConsole.Imports;

namespace GovernanceConsole.Tests.Imports;

/// <summary>
/// Made-up histories, the same at every run. Two are kept as files; <see cref="MadeUpHistoriesTests"/> keeps file and
/// generator equal.
/// </summary>
internal static class MadeUpHistories
{
    private const string ServiceNowHeader =
        "number,ident_state,active,reassignment_count,reopen_count,sys_mod_count,made_sla,caller_id,opened_by,opened_at,sys_created_by,sys_created_at,"
        + "sys_updated_by,sys_updated_at,contact_type,location,category,category,u_symptom,cmdb_ci,impact,urgency,priority,assignment_group,assigned_to,"
        + "knowledge,u_priority_confirmation,notify,problem_id,rfc,vendor,caused_by,closed_code,resolved_by,resolved_at,closed_at";

    private const string FullHeader =
        "ticket,state,updated_at,updated_by,changes,opened_at,resolved_at,closed_at,sla_met,reopened,reassigned,priority,category,symptom,channel,"
        + "desk,group,location,request_kind,caller,opened_by,assigned_to,resolved_by,requested_by,verified_by,verified_at,verification_channels,"
        + "verification_signals,approved_by,approved_at,executed_by,executed_at,evidence";

    public static string ServiceNowShapedFile => RepositoryTree.At("tests", "GovernanceConsole.Tests", "Imports", "files", "servicenow-shaped.csv");

    public static string FullFile => RepositoryTree.At("tests", "GovernanceConsole.Tests", "Imports", "files", "full-help-desk-log.csv");

    public static ImportMapping ServiceNowMapping => ShippedMappings.ByKey["servicenow-incident-log"];

    public static ImportMapping FullMapping => ShippedMappings.All.Single(m => m.Name == "Help-desk log with all columns");

    /// <summary>What is skipped on which ticket of the full file: ticket n has the fault where n % Every == At.</summary>
    public static IReadOnlyList<(string Fault, int Every, int At)> Faults { get; } =
    [
        ("opened and resolved by one person", 25, 3),
        ("no approval", 20, 7),
        ("no verification", 18, 5),
        ("verified by one channel alone", 15, 4),
        ("executed before approval", 22, 9),
        ("reopened", 16, 2),
        ("service level missed", 12, 6),
        ("handed round five times", 14, 8),
        ("changed after closing", 30, 11),
        ("no evidence", 13, 1),
        ("executed at night", 10, 0),
    ];

    /// <summary>Whether a ticket of the full file has a fault.</summary>
    public static bool Has(string fault, int ticket) => Faults.Single(f => f.Fault == fault) is var (_, every, at) && ticket % every == at;

    /// <summary>
    /// The shape of the real log with its quirks: a header twice, <c>?</c> for unknown, dates without a zone, an odd
    /// state, a cut value. Forty tickets give 200 rows.
    /// </summary>
    public static string ServiceNowShaped(int tickets = 40, int seed = 20160229)
    {
        var random = new Random(seed);
        var text = new StringBuilder(ServiceNowHeader).Append('\n');
        for (var i = 1; i <= tickets; i++)
        {
            var opened = new DateTime(2016, 2, 29, 1, 16, 0).AddMinutes(i * 377);
            var resolved = opened.AddMinutes(random.Next(30, 6000));
            var closed = resolved.AddDays(5);
            var reopened = i % 10 == 0 ? 1 : 0;
            var rows = 3 + (i % 5);
            var facts = (Caller: Code(random, 1, 60), Opener: Code(random, 1, 9), Location: Code(random, 1, 20), Category: Code(random, 20, 29), Sub: Code(random, 160, 180),
                Symptom: i % 7 == 0 ? "?" : i % 3 == 0 ? "534" : Code(random, 100, 140), Resolver: Code(random, 1, 12), Group: Code(random, 20, 32), Assignee: Code(random, 1, 15));
            for (var row = 0; row < rows; row++)
            {
                var isLast = row == rows - 1;
                var state = isLast ? "Closed" : row == rows - 2 ? "Resolved" : row == 0 ? "New" : i == 9 ? "-100" : "Active";
                var updated = isLast ? closed : row == rows - 2 ? resolved : opened.AddMinutes(10 * row);
                text.Append(CultureInfo.InvariantCulture, $"{i:0000000},{state},{(isLast ? "false" : "true")},{Math.Min(row, i % 4)},{(row > 1 ? reopened : 0)},{row},")
                    .Append(CultureInfo.InvariantCulture, $"{(isLast && i % 6 == 0 ? "false" : "true")},{facts.Caller},{(i % 9 == 4 ? "?" : facts.Opener)},{At(opened)},")
                    .Append(CultureInfo.InvariantCulture, $"{(i % 2 == 0 ? "?" : facts.Opener)},{(i % 2 == 0 ? "?" : At(opened.AddMinutes(3)))},{Code(random, 1, 90)},{At(updated)},")
                    .Append(CultureInfo.InvariantCulture, $"{(i % 20 == 5 ? "Self service" : i % 20 == 11 ? "Email" : "Phone")},{facts.Location},{facts.Category},{facts.Sub},{facts.Symptom},?,2,2,3,")
                    .Append(CultureInfo.InvariantCulture, $"{(row == 0 && i % 5 == 0 ? "?" : facts.Group)},{(row == 0 ? "?" : facts.Assignee)},true,false,Do Not Notify,?,?,{(i == 13 ? "8s" : i % 8 == 1 ? "Vendor 1" : "?")},?,6,")
                    .Append(CultureInfo.InvariantCulture, $"{facts.Resolver},{At(resolved)},{At(closed)}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>
    /// A log with every column a control test can ask for, person codes from one list of people, and the faults of
    /// <see cref="Faults"/>. Two tickets hold markup and a formula, which are text.
    /// </summary>
    public static string Full(int tickets = 300)
    {
        string[] kinds = ["password-reset", "mfa-factor-reset", "account-unlock", "contact-detail-change", "service-account-restoration"];
        string[] desks = ["DESK-BER", "DESK-LIS", "DESK-OUT"];
        var text = new StringBuilder(FullHeader).Append('\n');
        for (var i = 1; i <= tickets; i++)
        {
            var opened = new DateTime(2025, 1, 6, 8, 0, 0, DateTimeKind.Unspecified).AddDays(i).AddMinutes(i * 7 % 480);
            var executed = Has("executed at night", i) ? opened.Date.AddHours(23).AddMinutes(10) : opened.AddMinutes(55);
            var approved = Has("executed before approval", i) ? executed.AddMinutes(20) : opened.AddMinutes(40);
            var resolved = (executed > approved ? executed : approved).AddMinutes(5);
            var closed = resolved.AddDays(3);
            var desk = desks[i % desks.Length];
            var opener = $"A{10 + (i % 7)}";
            var resolver = Has("opened and resolved by one person", i) ? opener : $"A{30 + (i % 5)}";
            var caller = $"P{100 + (i * 37 % 180)}";
            var isVerified = !Has("no verification", i);
            var channels = !isVerified ? "" : Has("verified by one channel alone", i) ? "callback" : "callback;manager";
            var isApproved = !Has("no approval", i);
            var location = i == 42 ? "\"<script>alert('x')</script>\"" : i == 43 ? "\"=HYPERLINK(\"\"http://example.test\"\",\"\"x\"\")\"" : $"Site {i % 6}";
            var rows = new List<(string State, DateTime At, string By)>
            {
                ("New", opened, opener),
                ("In progress", executed, resolver),
                ("Resolved", resolved, resolver),
                ("Closed", closed, "system"),
            };
            if (Has("changed after closing", i))
                rows.Add(("Closed", closed.AddDays(2), resolver));
            for (var row = 0; row < rows.Count; row++)
            {
                var (state, at, by) = rows[row];
                text.Append(CultureInfo.InvariantCulture, $"INC{i:00000},{state},{Iso(at)},{by},{row + 1},{Iso(opened)},{Iso(resolved)},{Iso(closed)},")
                    .Append(CultureInfo.InvariantCulture, $"{(Has("service level missed", i) ? "no" : "yes")},{(Has("reopened", i) ? 1 : 0)},{(Has("handed round five times", i) ? 5 : i % 3)},")
                    .Append(CultureInfo.InvariantCulture, $"{1 + (i % 4)},access,S{i % 9},{(i % 4 == 0 ? "chat" : "phone")},{desk},{desk}-G{1 + (i % 2)},{location},{kinds[i % kinds.Length]},")
                    .Append(CultureInfo.InvariantCulture, $"{caller},{opener},{resolver},{resolver},{caller},{(isVerified ? opener : "")},{(isVerified ? Iso(opened.AddMinutes(20)) : "")},{channels},")
                    .Append(CultureInfo.InvariantCulture, $"{(isVerified ? "badge-number;call-back-answered" : "")},{(isApproved ? $"M{1 + (i % 8)}" : "")},{(isApproved ? Iso(approved) : "")},")
                    .Append(CultureInfo.InvariantCulture, $"{resolver},{Iso(executed)},{(Has("no evidence", i) ? "" : $"EV-{i:00000}")}\n");
            }
        }

        return text.ToString();
    }

    private static string Code(Random random, int from, int to) => random.Next(from, to).ToString(CultureInfo.InvariantCulture);

    private static string At(DateTime at) => at.ToString("d/M/yyyy HH:mm", CultureInfo.InvariantCulture);

    private static string Iso(DateTime at) => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
