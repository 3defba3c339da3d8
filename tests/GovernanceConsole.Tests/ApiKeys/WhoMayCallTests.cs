using System.Security.Cryptography;
using System.Text;
using GovernanceConsole.ApiKeys;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Checkpoints;
using GovernanceConsole.Identity;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.ApiKeys;

/// <summary>What opens the API and what does not, at the gate and again where something changes.</summary>
public sealed class WhoMayCallTests : IAsyncLifetime
{
    private TestConsole _console = null!;
    private HeldKey _key = null!;

    public async Task InitializeAsync()
    {
        _console = await TestConsole.StartAsync();
        _key = await _console.KeyAsync(ApiScope.LedgerProve);
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public void Key_IsWrittenSoThatPeopleAndScannersKnowIt()
    {
        Assert.Matches("^gck_0001_[0-9a-f]{72}$", _key.Text);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(_key.Text[..^8])))[..8], _key.Text[^8..]);
    }

    [Fact]
    public async Task Key_UntilTheEndOfItsLastDay_IsGood()
    {
        // 30 June ends in Berlin at 22:00 UTC.
        _console.Clock.Advance(new DateTimeOffset(2026, 6, 30, 21, 59, 59, 999, TimeSpan.Zero) - TestConsole.Start);
        Assert.Null((await _console.ComeWithAsync(_key.Text)).WhyNot);

        _console.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((KeyRefusal.KeyEnded, _key.Id), ((KeyRefusal?, ApiKeyId?))((await _console.ComeWithAsync(_key.Text)) is var check ? (check.WhyNot, check.Key) : default));
    }

    [Fact]
    public async Task Key_InOtherLetters_OpensNothing() => Assert.Equal(KeyRefusal.NotAKey, (await _console.ComeWithAsync(_key.Text.ToUpperInvariant())).WhyNot);

    [Fact]
    public async Task Key_WithAWrongChecksum_OpensNothing() =>
        Assert.Equal(KeyRefusal.NotAKey, (await _console.ComeWithAsync(_key.Text[..^1] + (_key.Text[^1] == '0' ? '1' : '0'))).WhyNot);

    [Theory]
    [InlineData("")]
    [InlineData("gck_")]
    [InlineData("gck_0001_")]
    [InlineData("Bearer gck_0001")]
    public async Task Text_ThatIsNoKey_OpensNothing(string text) => Assert.Equal((KeyRefusal.NotAKey, null), ((KeyRefusal?)(await _console.ComeWithAsync(text)).WhyNot, (await _console.ComeWithAsync(text)).Key));

    [Fact]
    public async Task Key_WithALineEndBehindIt_OpensNothing() => Assert.Equal(KeyRefusal.NotAKey, (await _console.ComeWithAsync(_key.Text + "\n")).WhyNot);

    [Fact]
    public async Task Secret_OfAnotherKey_OpensNothing()
    {
        var check = await _console.ComeWithAsync(new ApiKeySecret().KeyOf("AK-0001"));

        Assert.Equal((KeyRefusal.UnknownKey, _key.Id, null), (check.WhyNot, check.Key, check.Caller));
    }

    [Fact]
    public async Task Number_OfNoKey_OpensNothing()
    {
        var check = await _console.ComeWithAsync(new ApiKeySecret().KeyOf("AK-0042"));

        Assert.Equal((KeyRefusal.UnknownKey, null), (check.WhyNot, check.Key));
    }

    /// <summary>The call came in while the key was good; the transaction that decides looks again.</summary>
    [Fact]
    public async Task Act_OfAKeyThatWasRevokedMeanwhile_IsRefused()
    {
        var caller = await _console.CallerAsync(_key);
        await _console.RevokeKeyAsync(_key.Id);

        Assert.Equal([new NotAllowed()], (await ActAsync(caller)).Refusals);
    }

    [Fact]
    public async Task Act_OfAKeyThatEndedMeanwhile_IsRefused()
    {
        var caller = await _console.CallerAsync(_key);
        _console.Clock.Advance(TimeSpan.FromDays(130));

        Assert.Equal([new NotAllowed()], (await ActAsync(caller)).Refusals);
    }

    [Fact]
    public async Task Act_OfAKeyThatClaimsAScopeItLacks_IsRefusedAndWrittenDown()
    {
        var key = await _console.KeyAsync(ApiScope.PathsRead);
        var caller = Actor.ForApiKey(key.Id, key.Number, Enum.GetValues<ApiScope>().ToHashSet());

        Assert.Equal([new NotAllowed()], (await ActAsync(caller)).Refusals);
        var entry = (await _console.EntriesAsync(LedgerEvents.ActRefused))[^1];
        Assert.Equal(("key:AK-0002", "api"), (entry.Actor.Pid, entry.Via));
    }

    [Fact]
    public async Task Act_OfAKeyThatIsNotThere_IsRefused() =>
        Assert.Equal([new NotAllowed()], (await ActAsync(Actor.ForApiKey(ApiKeyId.From(Guid.CreateVersion7()), "AK-0099", Enum.GetValues<ApiScope>().ToHashSet()))).Refusals);

    [Fact]
    public async Task Act_OfAKeyWithTheScope_IsInTheLedgerUnderItsNumber()
    {
        Assert.True((await ActAsync(await _console.CallerAsync(_key))).IsAccepted);

        var entry = Assert.Single(await _console.EntriesAsync(CheckpointEvents.ProofReleased));
        Assert.Equal(("key:AK-0001", "api"), (entry.Actor.Pid, entry.Via));
    }

    /// <summary>A person who was given the role of machines can do nothing that machines do, and no more than before.</summary>
    [Fact]
    public async Task Act_OfAPersonWithTheRoleOfMachines_IsRefused() =>
        Assert.Equal([new NotAllowed()], (await ActAsync(await _console.PersonAsync("Max Machine", Role.ApiClient))).Refusals);

    private Task<Outcome<Done>> ActAsync(Actor actor) =>
        _console.Use<RecordProofRelease>().ExecuteAsync(CommandId.New(), new ProofReleaseFacts(TrailLedger.Decisions, 0), actor);
}
