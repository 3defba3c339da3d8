using GovernanceConsole.AuditLedger;
using GovernanceConsole.Organisation;
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
        .AddShell()
        .AddSignIn(builder.Environment);

    // One line per slice of the business, in the order of the README.
    builder.Services
        .AddAuditLedger()
        .AddOrganisation();

    builder.AddHost();

    var app = builder.Build();
    app.UseHost();
    app.MapSignIn();
    app.MapShell();
    return app;
}
