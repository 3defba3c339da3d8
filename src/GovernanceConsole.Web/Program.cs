using GovernanceConsole;
using GovernanceConsole.Web.CommandLine;
using GovernanceConsole.Web.Hosting;
using GovernanceConsole.Web.Identity;
using GovernanceConsole.Web.Shell;

return await new ConsoleCommandLine(Build, ConsoleHost.ServeAsync).RunAsync(args);

static WebApplication Build(string[] switches)
{
    var builder = WebApplication.CreateBuilder(switches).AddSettingsOfRepository();
    builder.Services
        .AddGovernanceDatabase()
        .AddBusiness()
        .AddShell()
        .AddSignIn(builder.Environment);
    builder.AddHost();

    var app = builder.Build();
    app.UseHost();
    app.MapSignIn();
    app.MapShell();
    return app;
}
