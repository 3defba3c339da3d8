using System.Globalization;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.Web.Organisation;

/// <summary>The words for what the organisation consists of, the same everywhere.</summary>
internal static class OrganisationText
{
    public static string Of(DirectoryEntryKind kind) => kind switch
    {
        DirectoryEntryKind.Individual => "Individual",
        DirectoryEntryKind.SharedMailbox => "Shared mailbox",
        DirectoryEntryKind.DistributionList => "Distribution list",
    };

    public static string Of(Engagement engagement) => engagement switch
    {
        Engagement.Employee => "Employee",
        Engagement.Contractor => "Contractor",
        Engagement.ThirdParty => "Staff of a vendor",
    };

    public static string Of(ContactKind kind) => kind switch
    {
        ContactKind.Phone => "Telephone",
        ContactKind.RecoveryAddress => "Recovery address",
        ContactKind.DirectoryAddress => "Address of the directory",
    };

    public static string Of(PersonState state) => state switch
    {
        PersonState.Active => "Active",
        PersonState.Left => "Has left",
    };

    public static string Of(DeskKind kind) => kind switch
    {
        DeskKind.Own => "Own",
        DeskKind.Outsourced => "Outsourced",
    };

    public static string Of(DeskDecisionMode mode) => mode switch
    {
        DeskDecisionMode.ExecutorOnly => "Executor only",
        DeskDecisionMode.DecisionMaker => "Decision-maker",
    };

    public static string Of(SeatKind seat) => seat switch
    {
        SeatKind.LeadOfDesk => "Leads the desk",
        SeatKind.AccountableInDeskContract => "Accountable by contract for the desk",
        SeatKind.RiskOwnerOfSystem => "Risk owner of the system",
        SeatKind.RiskOwnerOfIdentityDomain => "Risk owner of the identity domain",
    };

    /// <summary>Where a seat is found, and given to somebody else.</summary>
    public static string HrefOf(Seat seat) => seat.What switch
    {
        SeatKind.LeadOfDesk or SeatKind.AccountableInDeskContract => $"/desks/{seat.Id}",
        SeatKind.RiskOwnerOfSystem => $"/systems/{seat.Id}",
        SeatKind.RiskOwnerOfIdentityDomain => $"/identity-domains/{seat.Id}",
    };

    /// <summary>"Monday to Friday, 08:00 to 17:00", "Saturday, round the clock, Asia/Manila".</summary>
    public static string Of(WorkingHours hours)
    {
        var days = Enum.GetValues<WeekDays>().Where(d => d != WeekDays.None && hours.Days.HasFlag(d)).ToList();
        var inARow = days.Count > 2 && (int)days[^1] >> (days.Count - 1) == (int)days[0];
        var text = inARow ? $"{days[0]} to {days[^1]}" : string.Join(", ", days);
        text += hours.From == hours.Until ? ", round the clock" : string.Create(
            CultureInfo.InvariantCulture, $", {hours.From:HH\\:mm} to {hours.Until:HH\\:mm}{(hours.Until < hours.From ? " on the next day" : "")}");
        return hours.TimeZone is null ? text : $"{text}, {hours.TimeZone}";
    }
}

/// <summary>Whether somebody is there.</summary>
public enum PersonState
{
    Active,
    Left,
}
