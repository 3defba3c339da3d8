using GovernanceConsole.Web.Outbox;
using Microsoft.Extensions.Configuration;

namespace GovernanceConsole.Web.Tests.Outbox;

public sealed class SmtpOptionsTests
{
    [Fact]
    public void Faults_OfNothing_AreNone() => Assert.Empty(new SmtpOptions().Faults());

    [Fact]
    public void Faults_OfAWholeServer_AreNone() => Assert.Empty(Good().Faults());

    [Fact]
    public void Faults_OfSeveral_AreToldAtOnce() =>
        Assert.Equal(
            ["Email:Smtp:ConsoleAddress", "Email:Smtp:From", "Email:Smtp:Host", "Email:Smtp:Password", "Email:Smtp:Port", "Email:Smtp:Protection"],
            new SmtpOptions { UserName = "console", Port = 0, Protection = SmtpProtection.None }.Faults().Select(f => f.Key).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(65535, true)]
    [InlineData(65536, false)]
    public void Port_AtItsBounds(int port, bool isUsable) => Check(o => o.Port = port, isUsable, "Port");

    [Theory]
    [InlineData("mail.example.test", SmtpProtection.StartTls, true)]
    [InlineData("mail.example.test", SmtpProtection.None, false)]
    [InlineData("127.0.0.1.example.test", SmtpProtection.None, false)]
    [InlineData("localhost", SmtpProtection.None, true)]
    [InlineData("127.0.0.1", SmtpProtection.None, true)]
    [InlineData("::1", SmtpProtection.None, true)]
    public void Protection_MayBeNoneOnThisMachineOnly(string host, SmtpProtection protection, bool isUsable) =>
        Check(o => (o.Host, o.Protection) = (host, protection), isUsable, "Protection");

    [Theory]
    [InlineData("mail.example.test:587", false)]
    [InlineData("", false)]
    [InlineData("mail.example.test", true)]
    public void Host_IsANameWithoutAPort(string host, bool isUsable) => Check(o => o.Host = host, isUsable, "Host");

    [Theory]
    [InlineData("governance@example.test", true)]
    [InlineData("Governance <governance@example.test>", false)]
    [InlineData("governance", false)]
    [InlineData(null, false)]
    public void From_IsAnAddressAlone(string? from, bool isUsable) => Check(o => o.From = from, isUsable, "From");

    [Theory]
    [InlineData("https://governance.example.test", true)]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://governance.example.test", false)]
    [InlineData("https://governance.example.test/?a=b", false)]
    [InlineData("/requests", false)]
    [InlineData(null, false)]
    public void ConsoleAddress_IsHttpsOrLoopback(string? address, bool isUsable) => Check(o => o.ConsoleAddress = address, isUsable, "ConsoleAddress");

    [Theory]
    [InlineData("console", "secret", true)]
    [InlineData(null, null, true)]
    [InlineData("console", null, false)]
    public void Password_ComesWithItsName(string? name, string? password, bool isUsable) => Check(o => (o.UserName, o.Password) = (name, password), isUsable, "Password");

    [Fact]
    public void UserName_ComesWithItsPassword() => Check(o => o.Password = "secret", isUsable: false, "UserName");

    [Theory]
    [InlineData("appsettings.json", true)]
    [InlineData("appsettings.Production.json", true)]
    [InlineData("secrets.json", false)]
    public void Password_InAFileOfSettings_IsAFault(string file, bool isFault)
    {
        var folder = Directory.CreateTempSubdirectory("governance-console-settings-").FullName;
        File.WriteAllText(Path.Combine(folder, file), """{"Email":{"Smtp":{"Password":"s"}}}""");

        Assert.Equal(isFault, SmtpOptions.PasswordInAFile(new ConfigurationBuilder().SetBasePath(folder).AddJsonFile(file).Build()).Any());
        Directory.Delete(folder, recursive: true);
    }

    private static SmtpOptions Good() => new() { Host = "mail.example.test", From = "governance@example.test", ConsoleAddress = "https://governance.example.test" };

    private static void Check(Action<SmtpOptions> set, bool isUsable, string key)
    {
        var options = Good();
        set(options);

        if (isUsable)
            Assert.Empty(options.Faults());
        else
            Assert.Equal($"Email:Smtp:{key}", Assert.Single(options.Faults()).Key);
    }
}
