using GovernanceConsole.SqlServer;
using GovernanceConsole.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Tests.Database;

public sealed class SqlServerRegistrationTests
{
    [Theory]
    [InlineData("Server=db;Database=governance", "Production", null)]
    [InlineData("Server=db;Database=governance;TrustServerCertificate=true", "Development", null)]
    [InlineData("Server=db;Database=governance;TrustServerCertificate=true", "Production", "TrustServerCertificate=true")]
    [InlineData("Server=db;Database=governance;TrustServerCertificate=true", "Staging", "TrustServerCertificate=true")]
    [InlineData("Server=db;Database=governance;Encrypt=false", "Development", null)]
    [InlineData("Server=db;Database=governance;Encrypt=false", "Production", "Encrypt=false")]
    [InlineData("Server=db", "Production", "names no database")]
    [InlineData("", "Production", "is empty")]
    [InlineData("Server=db;Nonsense=1", "Production", "is not a connection string")]
    public async Task Host_StartsWithAConnectionThatIsSafe(string connectionString, string environment, string? fault)
    {
        using var host = Host(connectionString, environment);

        // Validation comes before anything connects; a connection that passes it fails here for want of a server.
        var failure = await Record.ExceptionAsync(() => host.StartAsync(new CancellationToken(canceled: fault is null)));

        if (fault is null)
            Assert.IsNotType<OptionsValidationException>(failure);
        else
            Assert.Contains(fault, Assert.Single(Assert.IsType<OptionsValidationException>(failure).Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Store_IsTheOneStoreOfTheBusiness()
    {
        using var host = Host("Server=db;Database=governance", "Production");

        Assert.IsType<SqlServerGovernanceStore>(host.Services.GetRequiredService<IGovernanceStore>());
    }

    [Fact]
    public void Connections_OfCommandsAndPages_ShareNoPoolAndNoIntent()
    {
        var options = new SqlServerOptions { ConnectionString = "Server=db;Database=governance;ApplicationIntent=ReadOnly;MultipleActiveResultSets=true" };

        Assert.Contains("Application Intent=ReadWrite", options.ForWriting, StringComparison.Ordinal);
        Assert.Contains("Application Intent=ReadOnly", options.ForReading, StringComparison.Ordinal);
        Assert.Contains("Multiple Active Result Sets=False", options.ForWriting, StringComparison.Ordinal);
        Assert.NotEqual(options.ForWriting, options.ForReading);
    }

    private static IHost Host(string connectionString, string environment)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = environment });
        builder.Services.AddLogging().AddSingleton(TimeProvider.System).AddSqlServerStore(connectionString);
        return builder.Build();
    }
}
