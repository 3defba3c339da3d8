using GovernanceConsole.SqlServer;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Tests.Database;

public sealed class SqlServerOptionsTests
{
    [Theory]
    [InlineData("Server=db;Database=governance", false, null)]
    [InlineData("Server=db;Database=governance;Encrypt=Strict", false, null)]
    [InlineData("Server=db;Database=governance;TrustServerCertificate=true", true, null)]
    [InlineData("Server=db;Database=governance;TrustServerCertificate=true", false, "TrustServerCertificate=true")]
    [InlineData("Server=db;Database=governance;Trust Server Certificate=yes", false, "TrustServerCertificate=true")]
    [InlineData("Server=db;Database=governance;Encrypt=false", true, null)]
    [InlineData("Server=db;Database=governance;Encrypt=false", false, "Encrypt=false")]
    [InlineData("Server=db", false, "names no database")]
    [InlineData("", false, "is empty")]
    [InlineData("Server=db;Nonsense=1", false, "is not a connection string")]
    public void Faults_OfAConnectionString_NameWhatIsUnsafe(string connectionString, bool isDevelopment, string? fault)
    {
        var faults = new SqlServerOptions { ConnectionString = connectionString }.Faults(isDevelopment);

        if (fault is null)
            Assert.Empty(faults);
        else
            Assert.Contains(fault, Assert.Single(faults), StringComparison.Ordinal);
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

    [Fact]
    public void Open_WhereNoServerAnswers_SaysSo()
    {
        var nobody = new SqlServerOptions { ConnectionString = "Server=127.0.0.1,1;Database=governance;Connect Timeout=2;ConnectRetryCount=0" };

        var refusal = Assert.Throws<SchemaException>(() => SqlServerGovernanceStore.Open(nobody, TimeProvider.System));

        Assert.StartsWith("The database on SQL Server cannot be opened.", refusal.Message, StringComparison.Ordinal);
    }
}
