using GovernanceConsole.Identity;

namespace GovernanceConsole.Outbox;

/// <summary>Only what failed is sent again.</summary>
public sealed record MailIsNotTriedAgain(MailState State) : Refusal
{
    public override string Sentence => State switch
    {
        MailState.Sent => "The mail was sent. Whether it arrived, the mail server's log says.",
        MailState.NotNeeded => "What the mail asks for was read or done in the console already. Nobody needs it.",
        _ => "The mail waits for the next run, which is at most a minute away. Nothing is left to do.",
    };
}
