using GovernanceConsole.Web.Hosting;

namespace GovernanceConsole.Web.Api;

/// <summary>Section <c>Api</c>: the HTTP API for other systems.</summary>
public sealed class ApiOptions : ICheckedOptions
{
    public static string Section => "Api";

    /// <summary>Calls that one key may make in a minute; further ones are turned away until the next. 1 to 100000, default 600.</summary>
    public int RequestsPerMinute { get; set; } = 600;

    /// <summary>Days after which a key ends at the latest. 1 to 3650, default 365.</summary>
    public int LongestKeyDays { get; set; } = 365;

    /// <inheritdoc/>
    public IEnumerable<ConfigurationFault> Faults()
    {
        if (RequestsPerMinute is < 1 or > 100_000)
            yield return new ConfigurationFault("Api:RequestsPerMinute", $"{RequestsPerMinute} is not between 1 and 100000.");
        if (LongestKeyDays is < 1 or > 3650)
            yield return new ConfigurationFault("Api:LongestKeyDays", $"{LongestKeyDays} is not between 1 and 3650.");
    }
}
