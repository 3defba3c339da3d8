using GovernanceConsole.Outbox;

namespace GovernanceConsole.Tests.Fixtures;

/// <summary>Takes every mail until the test says otherwise, and remembers what it took.</summary>
internal sealed class FakeMailServer : IMailSender
{
    private readonly Lock _lock = new();
    private readonly List<MailToSend> _taken = [];

    /// <summary>Why none is set up; null where one is.</summary>
    public string? WhyNone { get; set; }

    /// <summary>Runs before a mail is taken: throws, or does what happens meanwhile.</summary>
    public Func<MailToSend, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>How often somebody tried.</summary>
    public int Attempts { get; private set; }

    /// <summary>What it took, in order.</summary>
    public IReadOnlyList<MailToSend> Taken
    {
        get
        {
            lock (_lock)
                return [.. _taken];
        }
    }

    public void Refuses(MailFault fault, string reason) => Before = _ => throw new MailNotSentException(fault, reason);

    public void Takes() => Before = _ => Task.CompletedTask;

    public async Task SendAsync(MailToSend mail)
    {
        lock (_lock)
            Attempts++;
        await Before(mail);
        lock (_lock)
            _taken.Add(mail);
    }
}
