using System.Net.Mail;
using GovernanceConsole.Web.Hosting;

namespace GovernanceConsole.Web.Outbox;

/// <summary>How the way to the mail server is protected.</summary>
public enum SmtpProtection
{
    /// <summary>STARTTLS, with a certificate that this machine trusts; a server without it gets no mail.</summary>
    StartTls,

    /// <summary>None. Only for a server on this machine.</summary>
    None,
}

/// <summary>Section <c>Email:Smtp</c>: the mail server that takes the console's mail. Without it no mail goes out, and the page Jobs says so.</summary>
public sealed class SmtpOptions : ICheckedOptions
{
    public static string Section => "Email:Smtp";

    /// <summary>The server's name. None, the default: no mail goes out.</summary>
    public string? Host { get; set; }

    /// <summary>Default 587, where servers take mail with STARTTLS.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Default <see cref="SmtpProtection.StartTls"/>.</summary>
    public SmtpProtection Protection { get; set; } = SmtpProtection.StartTls;

    /// <summary>The address the console writes from. Its domain stands in every message id.</summary>
    public string? From { get; set; }

    /// <summary>The name to sign in with; none for a server that knows the console otherwise.</summary>
    public string? UserName { get; set; }

    /// <summary>The password to it. Never in a file of settings.</summary>
    public string? Password { get; set; }

    /// <summary>Where people reach the console: links in mails begin with it.</summary>
    public string? ConsoleAddress { get; set; }

    /// <summary>Whether anything was set; then all of it is checked.</summary>
    internal bool IsConfigured => Host is not null || From is not null || UserName is not null || Password is not null || ConsoleAddress is not null;

    /// <inheritdoc/>
    public IEnumerable<ConfigurationFault> Faults()
    {
        if (!IsConfigured)
            yield break;
        if (string.IsNullOrWhiteSpace(Host) || Uri.CheckHostName(Host) == UriHostNameType.Unknown)
            yield return Fault(nameof(Host), "is missing, or no name of a server. Write it as mail.example.com, without a port.");
        if (Port is < 1 or > 65535)
            yield return Fault(nameof(Port), $"{Port} is not a port from 1 to 65535.");
        if (Protection == SmtpProtection.None && !IsOnThisMachine(Host))
            yield return Fault(nameof(Protection), "is None, and the server is not on this machine: anybody on the way could read and change the mail. Set it to StartTls.");
        if (!MailAddress.TryCreate(From, out var from) || from.Address != From)
            yield return Fault(nameof(From), "is missing, or no address. Write it as governance@example.com, without a name.");
        if ((UserName is null) != (Password is null))
            yield return Fault(UserName is null ? nameof(UserName) : nameof(Password), "is missing. Set both, or neither for a server that knows the console otherwise.");
        if (!Uri.TryCreate(ConsoleAddress, UriKind.Absolute, out var console) || console.Scheme is not ("https" or "http") || console.Query.Length > 0 || console.Fragment.Length > 0)
            yield return Fault(nameof(ConsoleAddress), "is missing, or no address. Write where people reach the console, such as https://governance.example.com.");
        else if (console is { Scheme: "http", IsLoopback: false })
            yield return Fault(nameof(ConsoleAddress), $"'{ConsoleAddress}' is not https: whoever follows a link from a mail must know that it leads here.");
    }

    internal static IEnumerable<ConfigurationFault> PasswordInAFile(IConfiguration configuration) =>
        SecretsInFiles.Find(configuration, $"{Section}:{nameof(Password)}", "choose another one at the mail server");

    private static bool IsOnThisMachine(string? host) => host is "localhost" or "127.0.0.1" or "::1";

    private static ConfigurationFault Fault(string key, string message) => new($"{Section}:{key}", message);
}
