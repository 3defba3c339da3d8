using GovernanceConsole.Web.Hosting;

namespace GovernanceConsole.Web.Identity;

/// <summary>Section <c>SignIn</c>: how long a session lasts.</summary>
public sealed class SignInOptions : ICheckedOptions
{
    public static string Section => "SignIn";

    /// <summary>Minutes without any act after which a session ends. 5 to 480, default 60.</summary>
    public int IdleMinutes { get; set; } = 60;

    /// <summary>Hours after which a session ends, however busy. 1 to 24, default 12.</summary>
    public int LongestHours { get; set; } = 12;

    /// <inheritdoc/>
    public IEnumerable<ConfigurationFault> Faults()
    {
        if (IdleMinutes is < 5 or > 480)
            yield return new ConfigurationFault("SignIn:IdleMinutes", $"{IdleMinutes} is not between 5 and 480.");
        if (LongestHours is < 1 or > 24)
            yield return new ConfigurationFault("SignIn:LongestHours", $"{LongestHours} is not between 1 and 24.");
    }
}
