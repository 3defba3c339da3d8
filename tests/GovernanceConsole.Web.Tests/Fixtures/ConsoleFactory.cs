using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;

namespace GovernanceConsole.Web.Tests.Fixtures;

/// <summary>The whole host in this process, on a port of its own, over an empty database in a temporary folder.</summary>
public sealed class ConsoleFactory : WebApplicationFactory<Program>
{
    private readonly KeptLog _log = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("governance-console-host-").FullName;

    public ConsoleFactory() => UseKestrel(0);

    /// <summary>Further settings; before its first browser.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>Where it listens.</summary>
    public Uri Address
    {
        get
        {
            StartServer();
            return ClientOptions.BaseAddress;
        }
    }

    /// <summary>What the console wrote into its log, warnings and worse.</summary>
    public IReadOnlyCollection<string> Log => _log.Lines;

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
        foreach (var (key, value) in Settings)
            builder.UseSetting(key, value);
        builder.ConfigureLogging(logging => logging.AddProvider(_log));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private sealed class KeptLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
