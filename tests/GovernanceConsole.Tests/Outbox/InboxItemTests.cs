using GovernanceConsole.Identity;
using GovernanceConsole.Outbox;

namespace GovernanceConsole.Tests.Outbox;

public sealed class InboxItemTests
{
    [Theory]
    [InlineData(300, 300)]
    [InlineData(301, 300)]
    public void To_WithALongSubject_IsCutWhereTheTableEnds(int length, int kept)
    {
        var item = Item(new Notice(new string('s', length), "Text", "/"));

        Assert.Equal(kept, item.Subject.Length);
        Assert.Equal(length > kept, item.Subject.EndsWith('…'));
    }

    [Fact]
    public void To_WithAReasonOfAWholePage_KeepsItsBeginning() =>
        Assert.Equal(new string('r', 1999) + "…", Item(new Notice("Subject", new string('r', 4000), "/")).Text);

    [Fact]
    public void To_CutInsideACharacterOfTwoHalves_DropsBoth() =>
        Assert.Equal(new string('r', 1998) + "…", Item(new Notice("Subject", new string('r', 1998) + "🔑🔑", "/")).Text);

    private static InboxItem Item(Notice notice) =>
        InboxItem.To(new PersonId(Guid.CreateVersion7()), new InboxItemId(Guid.CreateVersion7()), notice, DateTimeOffset.UnixEpoch);
}
