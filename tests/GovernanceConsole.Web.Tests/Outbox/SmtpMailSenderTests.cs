using System.Net;
using System.Net.Sockets;
using System.Text;
using GovernanceConsole.Outbox;
using GovernanceConsole.Web.Hosting;
using GovernanceConsole.Web.Outbox;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.Tests.Outbox;

/// <summary>Real exchanges with a mail server on loopback.</summary>
public sealed class SmtpMailSenderTests
{
    private static readonly MailToSend Mail = new(
        new OutgoingMailId(new Guid("0195f000-0000-7000-8000-00000000abcd")), 1, "mona@example.test", "REQ-2026-000001 waits for your decision", "Until you decide, it waits.", "/requests/REQ-2026-000001");

    private static readonly string[] OwnHeaders = ["auto-submitted", "content-transfer-encoding", "content-type", "date", "from", "message-id", "mime-version", "subject", "to"];

    [Fact]
    public async Task Send_ANotice_ArrivesAsPlainTextWithItsLinkAndTheIdOfItsRow()
    {
        await using var sink = new SmtpSink();

        await SenderTo(sink).SendAsync(Mail);

        var (headers, body) = Read(Assert.Single(sink.Messages));
        Assert.Equal("<0195f00000007000800000000000abcd@console.example.test>", headers["Message-ID"]);
        Assert.Equal(("auto-generated", "text/plain; charset=utf-8", "mona@example.test"), (headers["Auto-Submitted"], headers["Content-Type"], headers["To"]));
        Assert.Equal("\"GovernanceConsole\" <governance@console.example.test>", headers["From"].Replace("GovernanceConsole <", "\"GovernanceConsole\" <", StringComparison.Ordinal));
        Assert.Equal("REQ-2026-000001 waits for your decision", headers["Subject"]);
        Assert.True(headers.ContainsKey("Date"));
        Assert.StartsWith("Until you decide, it waits.\r\n\r\nhttps://governance.example.test/requests/REQ-2026-000001\r\n", body, StringComparison.Ordinal);
        Assert.Equal(["RCPT TO:<mona@example.test>"], sink.Commands.Where(c => c.StartsWith("RCPT", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Send_Twice_CarriesTheSameId()
    {
        await using var sink = new SmtpSink();

        await SenderTo(sink).SendAsync(Mail);
        await SenderTo(sink).SendAsync(Mail with { Claim = 2 });

        Assert.Single(sink.Messages.Select(m => Read(m).Headers["Message-ID"]).Distinct());
    }

    /// <summary>No words of anybody reach a header as more than one line, or the envelope at all (I6).</summary>
    [Theory]
    [InlineData("Reset\r\nBcc: eve@example.test")]
    [InlineData("Reset\nBcc: eve@example.test")]
    [InlineData("Reset\rBcc: eve@example.test")]
    [InlineData("Reset\u2028Bcc: eve@example.test")]
    [InlineData("Reset\0Bcc: eve@example.test")]
    [InlineData("=?utf-8?Q?Reset=0D=0ABcc:_eve@example.test?=")]
    public async Task Send_ASubjectWithLineEnds_AddsNoHeaderAndNoRecipient(string subject)
    {
        await using var sink = new SmtpSink();

        await SenderTo(sink).SendAsync(Mail with { Subject = subject });

        var (headers, _) = Read(Assert.Single(sink.Messages));
        Assert.DoesNotContain("Bcc", headers.Keys);
        Assert.Equal(OwnHeaders, headers.Keys.Select(name => name.ToLowerInvariant()).Order(StringComparer.Ordinal));
        Assert.Single(sink.Commands, c => c.StartsWith("RCPT", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Zurücksetzen für Łukasz 🔑 — 3 Signaturen")]
    [InlineData("リクエストはあなたの決定を待っています")]
    public async Task Send_OtherScripts_ArriveAsTheyAre(string words)
    {
        await using var sink = new SmtpSink();

        await SenderTo(sink).SendAsync(Mail with { Subject = words, Text = words });

        var message = Assert.Single(sink.Messages);
        Assert.All(message, c => Assert.True(c < 128)); // decoded from what any server takes
        var (headers, body) = Read(message);
        Assert.Equal(words, Decoded(headers["Subject"]));
        Assert.StartsWith(words, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_ALongSubjectAndLinesThatBeginWithADot_ArriveWhole()
    {
        await using var sink = new SmtpSink();
        var subject = string.Join(' ', Enumerable.Repeat("waits", 60))[..300];

        await SenderTo(sink).SendAsync(Mail with { Subject = subject, Text = "One.\n.\n..two\nQUIT" });

        var (headers, body) = Read(Assert.Single(sink.Messages));
        Assert.Equal(subject, Decoded(headers["Subject"]));
        Assert.StartsWith("One.\r\n.\r\n..two\r\nQUIT\r\n", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("Mona <mona@example.test>")]
    [InlineData("mona@example.test,eve@example.test")]
    [InlineData("mona@example.test\r\nRCPT TO:<eve@example.test>")]
    [InlineData("")]
    public async Task Send_ToWhatIsNoAddress_IsRefusedForGoodBeforeAnythingIsSent(string to)
    {
        await using var sink = new SmtpSink();

        Assert.Equal(MailFault.MailForGood, (await Assert.ThrowsAsync<MailNotSentException>(() => SenderTo(sink).SendAsync(Mail with { To = to }))).Fault);
        Assert.Empty(sink.Commands);
    }

    [Theory]
    [InlineData("RCPT", "550 no such user", MailFault.MailForGood)]
    [InlineData("RCPT", "553 no such name", MailFault.MailForGood)]
    [InlineData("RCPT", "450 mailbox busy", MailFault.MailForNow)]
    [InlineData("RCPT", "452 no room", MailFault.MailForNow)]
    [InlineData("MAIL", "550 not from you", MailFault.MailForNow)]
    [InlineData(".", "554 looks like spam", MailFault.MailForNow)]
    [InlineData(".", "451 later", MailFault.MailForNow)]
    [InlineData("MAIL", "421 closing", MailFault.Server)]
    [InlineData("", "421 too busy", MailFault.Server)]
    public async Task Send_WhatTheServerRefuses_SaysWhetherTryingAgainHelps(string at, string answer, MailFault fault)
    {
        await using var sink = new SmtpSink { Answers = command => (at.Length == 0 ? command.Length == 0 : command.StartsWith(at, StringComparison.Ordinal)) ? answer : null };

        var failure = await Assert.ThrowsAsync<MailNotSentException>(() => SenderTo(sink).SendAsync(Mail));

        Assert.Equal(fault, failure.Fault);
        Assert.NotEmpty(failure.Message);
        Assert.Empty(sink.Messages);
    }

    [Fact]
    public async Task Send_WhereNobodyListens_IsAFaultOfTheServer()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        Assert.Equal(MailFault.Server, (await Assert.ThrowsAsync<MailNotSentException>(() => Sender(port).SendAsync(Mail))).Fault);
    }

    [Fact]
    public async Task Send_ToAServerWithoutTls_WhereItIsDemanded_SendsNothing()
    {
        await using var sink = new SmtpSink();

        var failure = await Assert.ThrowsAsync<MailNotSentException>(() => Sender(sink.Port, SmtpProtection.StartTls).SendAsync(Mail));

        Assert.Equal(MailFault.Server, failure.Fault);
        Assert.DoesNotContain(sink.Commands, c => c.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_ToAServerWhoseCertificateNobodyTrusts_SendsNothing()
    {
        await using var sink = new SmtpSink { Certificate = SmtpSink.SelfSigned() };

        var failure = await Assert.ThrowsAsync<MailNotSentException>(() => Sender(sink.Port, SmtpProtection.StartTls).SendAsync(Mail));

        Assert.Equal(MailFault.Server, failure.Fault);
        Assert.Contains("certificate", failure.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("STARTTLS", sink.Commands);
        Assert.DoesNotContain(sink.Commands, c => c.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, false, "Email:Smtp")]
    [InlineData("localhost", true, "demo")]
    [InlineData("localhost", false, null)]
    public void WhyNone_IsSaidWithoutAServerAndInTheDemo(string? host, bool isDemo, string? said)
    {
        var why = new SmtpMailSender(Options.Create(new SmtpOptions { Host = host }), Options.Create(new DemoOptions { Enabled = isDemo })).WhyNone;

        if (said is null)
            Assert.Null(why);
        else
            Assert.Contains(said, why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_InTheDemo_SendsNothing()
    {
        await using var sink = new SmtpSink();
        var sender = new SmtpMailSender(
            Options.Create(new SmtpOptions { Host = "localhost", Port = sink.Port, Protection = SmtpProtection.None, From = "a@b.test", ConsoleAddress = "https://c.test" }), Options.Create(new DemoOptions { Enabled = true }));

        await Assert.ThrowsAsync<MailNotSentException>(() => sender.SendAsync(Mail));
        Assert.Empty(sink.Commands);
    }

    private static SmtpMailSender SenderTo(SmtpSink sink) => Sender(sink.Port);

    private static SmtpMailSender Sender(int port, SmtpProtection protection = SmtpProtection.None) => new(
        Options.Create(new SmtpOptions { Host = "127.0.0.1", Port = port, Protection = protection, From = "governance@console.example.test", ConsoleAddress = "https://governance.example.test/" }),
        Options.Create(new DemoOptions()));

    /// <summary>Header lines with their continuations, and the body decoded from quoted-printable.</summary>
    private static (Dictionary<string, string> Headers, string Body) Read(string message)
    {
        var end = message.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var headers = message[..end].Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal).Split("\r\n")
            .Select(line => line.Split(": ", 2)).ToDictionary(h => h[0], h => h[1], StringComparer.OrdinalIgnoreCase);
        Assert.Equal("quoted-printable", headers["Content-Transfer-Encoding"]);
        return (headers, FromQuotedPrintable(message[(end + 4)..]));
    }

    private static string FromQuotedPrintable(string text)
    {
        text = text.Replace("=\r\n", "", StringComparison.Ordinal);
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=')
            {
                bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                bytes.Add((byte)text[i]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <summary>Encoded words of a header, put together again.</summary>
    private static string Decoded(string header)
    {
        var bytes = new List<byte>();
        foreach (var word in header.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!word.StartsWith("=?utf-8?", StringComparison.OrdinalIgnoreCase))
                return header;
            var text = word[10..^2];
            bytes.AddRange(char.ToUpperInvariant(word[8]) == 'B' ? Convert.FromBase64String(text) : Encoding.UTF8.GetBytes(FromQuotedPrintable(text.Replace('_', ' '))));
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
