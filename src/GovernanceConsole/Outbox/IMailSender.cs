namespace GovernanceConsole.Outbox;

/// <summary>A mail as it goes out.</summary>
/// <param name="Id">Its message id is made of this, so that a repeat can be told as one.</param>
/// <param name="Claim">Under which it was taken on.</param>
/// <param name="To">The address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">What to do, and what happens on silence.</param>
/// <param name="Href">The page where the act is done, relative to the console's address.</param>
public sealed record MailToSend(OutgoingMailId Id, int Claim, string To, string Subject, string Text, string Href);

/// <summary>Hands mail to the organisation's mail server.</summary>
public interface IMailSender
{
    /// <summary>Why no mail goes out, and what to set, in a sentence; null where it does.</summary>
    string? WhyNone { get; }

    /// <summary>How long a sender waits for its server, for one mail.</summary>
    static TimeSpan GivesUpAfter => TimeSpan.FromSeconds(30);

    /// <summary>Sends one. When it returns, the server has taken it.</summary>
    /// <exception cref="MailNotSentException">It did not, as far as is known.</exception>
    Task SendAsync(MailToSend mail);
}

/// <summary>What kept a mail from being sent.</summary>
public enum MailFault
{
    /// <summary>The server was not reached, or wants nothing from us now: every other mail would fare the same.</summary>
    Server,

    /// <summary>The server does not take this mail now.</summary>
    MailForNow,

    /// <summary>The server will never take this mail: the address does not exist, or it refuses the content.</summary>
    MailForGood,
}

/// <summary>A mail was not sent.</summary>
public sealed class MailNotSentException(MailFault fault, string reason, Exception? cause = null) : Exception(reason, cause)
{
    public MailFault Fault => fault;
}

/// <summary>Where nothing else is set up: no mail goes out, and that is said.</summary>
internal sealed class NoMailServer : IMailSender
{
    public string WhyNone => "No mail server is set up.";

    public Task SendAsync(MailToSend mail) => throw new MailNotSentException(MailFault.Server, WhyNone);
}
