using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Security.Authentication;
using System.Text;
using GovernanceConsole.Outbox;
using GovernanceConsole.Web.Hosting;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.Outbox;

/// <summary>
/// Sends plain text over SMTP. A server that was told to sign the console in and takes mail of anybody too, takes it also
/// when the password is wrong: the library does not say so, and the server's own settings must.
/// </summary>
internal sealed class SmtpMailSender(IOptions<SmtpOptions> options, IOptions<DemoOptions> demo) : IMailSender
{
    private readonly SmtpOptions _smtp = options.Value;

    public string? WhyNone =>
        demo.Value.Enabled ? "The demo sends no mail: its people do not exist."
        : _smtp.Host is null ? "No mail server is set up: set Email:Smtp. Until then people find what they are told in the console alone."
        : null;

    public async Task SendAsync(MailToSend mail)
    {
        if (WhyNone is { } none)
            throw new MailNotSentException(MailFault.Server, none);
        using var message = Compose(mail, _smtp);
        using var client = new SmtpClient(_smtp.Host, _smtp.Port)
        {
            EnableSsl = _smtp.Protection == SmtpProtection.StartTls,
            Credentials = _smtp.UserName is { } name ? new NetworkCredential(name, _smtp.Password) : null,
        };
        using var patience = new CancellationTokenSource(IMailSender.GivesUpAfter);
        try
        {
            await client.SendMailAsync(message, patience.Token);
        }
        catch (SmtpFailedRecipientException refused)
        {
            throw new MailNotSentException((int)refused.StatusCode >= 500 ? MailFault.MailForGood : MailFault.MailForNow, Told(refused), refused);
        }
        catch (SmtpException failure)
        {
            // A refusal that names no recipient may be about the sender or the content: it is tried for its time, and holds up nobody else.
            throw new MailNotSentException(
                failure.StatusCode is SmtpStatusCode.GeneralFailure or SmtpStatusCode.ServiceNotAvailable or SmtpStatusCode.ServiceClosingTransmissionChannel or SmtpStatusCode.MustIssueStartTlsFirst
                    ? MailFault.Server
                    : MailFault.MailForNow,
                Told(failure), failure);
        }
        catch (Exception broken) when (broken is IOException or AuthenticationException or InvalidOperationException)
        {
            throw new MailNotSentException(MailFault.Server, broken.Message, broken); // not all that goes wrong on the way is told as a failure of mail
        }
        catch (OperationCanceledException silence)
        {
            throw new MailNotSentException(MailFault.Server, string.Create(CultureInfo.InvariantCulture, $"The mail server did not answer within {IMailSender.GivesUpAfter.TotalSeconds:0} seconds."), silence);
        }
    }

    /// <summary>The mail as it goes out: one recipient, no header that anybody's words could add to.</summary>
    /// <exception cref="MailNotSentException">The address is none.</exception>
    internal static MailMessage Compose(MailToSend mail, SmtpOptions smtp)
    {
        if (!MailAddress.TryCreate(mail.To, out var to) || to.Address != mail.To)
            throw new MailNotSentException(MailFault.MailForGood, "The address of record is no address.");
        var from = new MailAddress(smtp.From!, "GovernanceConsole");
        var message = new MailMessage(from, to)
        {
            Subject = InOneLine(mail.Subject),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
            Body = $"{mail.Text}\n\n{smtp.ConsoleAddress!.TrimEnd('/')}{mail.Href}\n\n-- \nGovernanceConsole. Nothing is decided by answering this mail, and the console never asks for a password by mail.".ReplaceLineEndings("\r\n"),
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
            IsBodyHtml = false,
        };
        // The same each time, so that a repeat after a crash is known as one.
        message.Headers.Add("Message-ID", $"<{mail.Id.Value:N}@{from.Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    /// <summary>Without line ends, and without what the library would take for an encoded word and decode, with the line ends in it.</summary>
    private static string InOneLine(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Replace("=?", "= ?", StringComparison.Ordinal);

    /// <summary>What failed at the bottom of it: the outer sentence says only that something did.</summary>
    private static string Told(SmtpException failure)
    {
        Exception inner = failure;
        while (inner.InnerException is { } cause)
            inner = cause;
        return ReferenceEquals(inner, failure) ? failure.Message : $"{inner.Message} ({failure.Message})";
    }
}
