namespace GovernanceConsole.Web.Hosting;

/// <summary>Section <c>Organisation</c>.</summary>
public sealed class OrganisationOptions : ICheckedOptions
{
    public static string Section => "Organisation";

    /// <summary>The zone in which calendar dates such as review dates are meant (B-05), by its IANA name. Default <c>UTC</c>.</summary>
    public string TimeZone { get; set; } = "UTC";

    /// <inheritdoc/>
    public IEnumerable<ConfigurationFault> Faults()
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
            yield return new ConfigurationFault("Organisation:TimeZone", $"'{TimeZone}' is not a time zone. Take an IANA name such as 'Europe/Berlin' or 'UTC'.");
    }
}

/// <summary>Section <c>Demo</c>.</summary>
public sealed class DemoOptions : ICheckedOptions
{
    public static string Section => "Demo";

    /// <summary>The database holds a fictional organisation; every page says so. Default false.</summary>
    public bool Enabled { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ConfigurationFault> Faults() => [];
}
