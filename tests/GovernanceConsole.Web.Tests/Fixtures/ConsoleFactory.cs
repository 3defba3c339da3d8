using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace GovernanceConsole.Web.Tests.Fixtures;

/// <summary>The whole host in this process, on a port of its own, over an empty database in a temporary folder.</summary>
public sealed class ConsoleFactory : WebApplicationFactory<Program>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-host-").FullName;

    public ConsoleFactory() => UseKestrel(0);

    /// <summary>Where workbooks lie while they are made.</summary>
    public string Exports => Path.Combine(_folder, "exports");

    /// <summary>A browser of a kind: follows no redirect.</summary>
    /// <param name="keepsCookies">Whether it sends back the cookies it was given.</param>
    public HttpClient Browser(bool keepsCookies = true)
    {
        StartServer();
        return new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = keepsCookies }) { BaseAddress = ClientOptions.BaseAddress };
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("environment", "Development");
        builder.UseSetting("ConnectionStrings:Governance", $"Data Source={Path.Combine(_folder, "governance.db")}");
        builder.UseSetting("Scheduler:Enabled", "false");
        builder.UseSetting("Exports:Folder", Exports);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }
}
