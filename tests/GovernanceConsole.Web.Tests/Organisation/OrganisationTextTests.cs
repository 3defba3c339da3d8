using GovernanceConsole.Organisation;
using GovernanceConsole.Web.Organisation;

namespace GovernanceConsole.Web.Tests.Organisation;

public sealed class OrganisationTextTests
{
    [Theory]
    [InlineData(WeekDays.Monday | WeekDays.Tuesday | WeekDays.Wednesday | WeekDays.Thursday | WeekDays.Friday, "08:00", "17:00", null, "Monday to Friday, 08:00 to 17:00")]
    [InlineData(WeekDays.Monday | WeekDays.Wednesday | WeekDays.Friday, "08:00", "17:00", null, "Monday, Wednesday, Friday, 08:00 to 17:00")]
    [InlineData(WeekDays.Saturday | WeekDays.Sunday, "00:00", "00:00", null, "Saturday, Sunday, round the clock")]
    [InlineData(WeekDays.Friday, "22:00", "06:00", "Asia/Manila", "Friday, 22:00 to 06:00 on the next day, Asia/Manila")]
    public void WorkingHours_AreSaidAsPeopleSayThem(WeekDays days, string from, string until, string? zone, string words) =>
        Assert.Equal(words, OrganisationText.Of(new WorkingHours(days, TimeOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), TimeOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture), zone)));
}
