using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace GovernanceConsole.Web.Tests.Outbox;

/// <summary>A mail server on loopback that answers as the test says and keeps what it was sent.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _serving;
    private readonly Lock _lock = new();
    private readonly List<string> _commands = [];
    private readonly List<string> _messages = [];

    public SmtpSink()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The answer to a command; null for the usual one. A command of <c>.</c> is the end of the message, an empty one the greeting.</summary>
    public Func<string, string?> Answers { get; init; } = _ => null;

    /// <summary>With which it offers STARTTLS; null for not at all.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>What it was told, in order.</summary>
    public IReadOnlyList<string> Commands
    {
        get
        {
            lock (_lock)
                return [.. _commands];
        }
    }

    /// <summary>Messages that it took, as they came over the wire.</summary>
    public IReadOnlyList<string> Messages
    {
        get
        {
            lock (_lock)
                return [.. _messages];
        }
    }

    /// <summary>A certificate that nobody trusts.</summary>
    public static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        _listener.Stop();
        await _serving;
        _closed.Dispose();
        Certificate?.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_closed.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_closed.Token);
                await TalkAsync(client.GetStream());
            }
            catch (Exception over) when (over is OperationCanceledException or SocketException or IOException or System.Security.Authentication.AuthenticationException)
            {
                // The client hung up, or the test is over.
            }
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        await SayAsync(stream, Answers("") ?? "220 sink ESMTP");
        while (await reader.ReadLineAsync(_closed.Token) is { } command)
        {
            lock (_lock)
                _commands.Add(command);
            if (Answers(command) is { } scripted)
            {
                await SayAsync(stream, scripted);
                continue;
            }

            switch (command.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await SayAsync(stream, Certificate is null || stream is SslStream ? "250-sink\r\n250 8BITMIME" : "250-sink\r\n250-8BITMIME\r\n250 STARTTLS");
                    break;
                case "STARTTLS" when Certificate is not null:
                    await SayAsync(stream, "220 go on");
                    await using (var secure = new SslStream(stream, leaveInnerStreamOpen: true))
                    {
                        await secure.AuthenticateAsServerAsync(Certificate);
                        await TalkAsync(secure);
                    }

                    return;
                case "DATA":
                    await SayAsync(stream, "354 go on");
                    var message = new StringBuilder();
                    while (await reader.ReadLineAsync(_closed.Token) is { } line && line != ".")
                        message.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
                    if (Answers(".") is { } refusal)
                    {
                        await SayAsync(stream, refusal);
                        break;
                    }

                    lock (_lock)
                        _messages.Add(message.ToString());
                    await SayAsync(stream, "250 taken");
                    break;
                case "QUIT":
                    await SayAsync(stream, "221 bye");
                    return;
                default:
                    await SayAsync(stream, "250 ok");
                    break;
            }
        }
    }

    private static async Task SayAsync(Stream stream, string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes($"{line}\r\n"));
}
