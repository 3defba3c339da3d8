using System.Reflection;
using GovernanceConsole.Web.Hosting;
using Radzen;

namespace GovernanceConsole.Web.Shell;

internal static class ShellComposition
{
    /// <summary>Pages, their connection, navigation and the looks of states.</summary>
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            circuits.DisconnectedCircuitMaxRetained = 50;
            circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(2);
            circuits.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(20);
            circuits.MaxBufferedUnacknowledgedRenderBatches = 10;
        });
        services.AddHttpContextAccessor();
        return services.AddComponents();
    }

    /// <summary>What components ask for, without the server that renders them.</summary>
    public static IServiceCollection AddComponents(this IServiceCollection services)
    {
        services.AddRadzenComponents();
        services.AddChecked<DemoOptions>();
        services.AddSingleton(new Navigation(Assembly.GetExecutingAssembly()));
        services.AddSingleton<StateLooks>();
        return services;
    }

    public static void MapShell(this WebApplication app) =>
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(mode => mode.ContentSecurityFrameAncestorsPolicy = "'none'");
}
