using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.Hosting;

/// <summary>Something wrong in the configuration.</summary>
/// <param name="Key">The key to set, as in <c>Organisation:TimeZone</c>.</param>
/// <param name="Message">What is wrong with its value and what would be right.</param>
public sealed record ConfigurationFault(string Key, string Message)
{
    public override string ToString() => $"{Key}: {Message}";
}

/// <summary>The host did not start because of its configuration. Carries every fault, not only the first.</summary>
public sealed class ConfigurationFaultsException(IReadOnlyList<ConfigurationFault> faults)
    : Exception($"The configuration is not usable:{Environment.NewLine}{string.Join(Environment.NewLine, faults.Select(f => $"  {f}"))}")
{
    public IReadOnlyList<ConfigurationFault> Faults { get; } = faults;
}

/// <summary>
/// Settings of one section. Register them with <see cref="CheckedOptions.AddChecked{TOptions}"/>: then all sections are
/// bound and checked together before the host starts, and an unknown key in the section is a fault too.
/// </summary>
internal interface ICheckedOptions
{
    /// <summary>The section, for instance <c>Organisation</c>.</summary>
    static abstract string Section { get; }

    /// <summary>Everything wrong with the values as they were bound; each fault names its full key.</summary>
    IEnumerable<ConfigurationFault> Faults();
}

internal static class CheckedOptions
{
    /// <summary>Binds the section and has it checked at start. Consumers take <see cref="IOptions{TOptions}"/>.</summary>
    public static IServiceCollection AddChecked<TOptions>(this IServiceCollection services)
        where TOptions : class, ICheckedOptions, new()
    {
        services.AddOptions<TOptions>().BindConfiguration(TOptions.Section);
        return services.AddSingleton(new CheckedSection(typeof(TOptions), FaultsOf<TOptions>));
    }

    /// <summary>Everything wrong in all registered sections, at once.</summary>
    /// <exception cref="ConfigurationFaultsException">There is at least one fault.</exception>
    public static void CheckConfiguration(this IServiceProvider services)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        ConfigurationFault[] faults = [.. services.GetServices<CheckedSection>().SelectMany(s => s.FaultsIn(configuration))];
        if (faults.Length > 0)
            throw new ConfigurationFaultsException(faults);
    }

    private static IEnumerable<ConfigurationFault> FaultsOf<TOptions>(IConfiguration configuration)
        where TOptions : class, ICheckedOptions, new()
    {
        var section = configuration.GetSection(TOptions.Section);
        var options = new TOptions();
        List<ConfigurationFault> faults = [.. UnknownKeysOf<TOptions>(section)];
        foreach (var property in typeof(TOptions).GetProperties().Where(p => p.CanWrite))
        {
            var key = $"{TOptions.Section}:{property.Name}";
            try
            {
                if (section.GetSection(property.Name).Get(property.PropertyType) is { } value)
                    property.SetValue(options, value);
            }
            catch (InvalidOperationException)
            {
                faults.Add(new ConfigurationFault(key, $"'{section[property.Name]}' is not {Wanted(property.PropertyType)}."));
            }
        }

        return faults.Count > 0 ? [.. faults, .. options.Faults().Where(f => faults.TrueForAll(known => known.Key != f.Key))] : options.Faults();
    }

    private static IEnumerable<ConfigurationFault> UnknownKeysOf<TOptions>(IConfigurationSection section) =>
        from child in section.GetChildren()
        where typeof(TOptions).GetProperties().All(p => !p.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase))
        select new ConfigurationFault(
            child.Path, $"is not a setting. This section has: {string.Join(", ", typeof(TOptions).GetProperties().Where(p => p.CanWrite).Select(p => p.Name))}.");

    private static string Wanted(Type type) =>
        type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
        : type == typeof(bool) ? "true or false"
        : type == typeof(int) || type == typeof(long) ? "a whole number"
        : $"a {type.Name}";
}

/// <summary>One registered section and how it is checked.</summary>
internal sealed record CheckedSection(Type Options, Func<IConfiguration, IEnumerable<ConfigurationFault>> FaultsIn);
