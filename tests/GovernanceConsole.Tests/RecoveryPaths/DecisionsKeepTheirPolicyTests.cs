using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Tests.Fixtures;
using Microsoft.Data.Sqlite;
using static GovernanceConsole.Tests.Fixtures.PathConsole;

namespace GovernanceConsole.Tests.RecoveryPaths;

/// <summary>
/// A decision keeps the version of the policy it was taken under: the days it set stay, and what was demanded then can be
/// looked up. What is computed when used, such as grace, follows the version in force.
/// </summary>
[Trait("row", "R-203")]
public sealed class DecisionsKeepTheirPolicyTests
{
    private static readonly Limits Strict = new()
    {
        SignOffDays = 60, SignOffDaysHighAndCritical = 30, OwnershipConfirmationDays = 90, TransferAnswerDays = 5, GraceWorkingDays = 2, GraceWorkingDaysCritical = 0,
    };

    [Fact]
    public async Task SignOff_KeepsItsVersionAndDay_AndTheNextIsHeldToTheNewLimit()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        var until = console.Today.AddDays(180);
        Accepted(await console.SignOffAsync(path, until));

        await console.Console.SetPolicyAsync(Strict, console.Sina);
        console.Clock.Advance(TimeSpan.FromHours(1));

        var kept = Assert.Single((await console.DetailsAsync(path)).SignOffs);
        Assert.Equal((until, 1, true), (kept.ValidUntilOn, kept.PolicyVersion, kept.Covers));
        Assert.Equal(180, (await console.Use<PolicyQueries>().FindAsync(kept.PolicyVersion))!.Limits.SignOffDaysAt(RiskLevel.Moderate));
        Assert.Equal(new SignOffIsTooLong(console.Today.AddDays(60), 60), Assert.Single((await console.SignOffAsync(path, console.Today.AddDays(61))).Refusals));
        Accepted(await console.SignOffAsync(path, console.Today.AddDays(60)));
        Assert.Equal([2, 1], (await console.DetailsAsync(path)).SignOffs.Select(s => s.PolicyVersion));
    }

    [Fact]
    public async Task SignOff_WhileAProposalOnlyWaits_IsDecidedUnderWhatIsInForce()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        await console.Console.ProposedPolicyAsync(Strict);

        Accepted(await console.SignOffAsync(path, console.Today.AddDays(180)));

        Assert.Equal(1, Assert.Single((await console.DetailsAsync(path)).SignOffs).PolicyVersion);
    }

    [Fact]
    public async Task Ownership_KeepsItsVersionAndDay_UntilTheOwnerConfirmsUnderTheNewOne()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        var dueOn = console.Today.AddDays(180);

        await console.Console.SetPolicyAsync(Strict, console.Sina);
        Assert.Equal(dueOn, (await console.DetailsAsync(path)).Control.ConfirmationDueOn);
        Accepted(await console.ConfirmAsync(path, PathSeat.Control, console.Carla));
        Accepted(await console.DisputeAsync(path, PathSeat.Risk, console.Rolf));

        var details = await console.DetailsAsync(path);
        Assert.Equal((console.Today.AddDays(90), dueOn), (details.Control.ConfirmationDueOn, details.Risk.ConfirmationDueOn));
        Assert.All(await console.Use<RecoveryPathQueries>().OwnershipHistoryAsync(path), interval => Assert.Equal(1, interval.PolicyVersion));
        var answers = await console.Use<RecoveryPathQueries>().AnswersAsync(path);
        Assert.Equal(2, answers.Single(a => a.Kind == OwnershipAnswerKind.Confirmed).PolicyVersion);
        Assert.Null(answers.Single(a => a.Kind == OwnershipAnswerKind.Disputed).PolicyVersion);
    }

    [Fact]
    public async Task Ownership_ThatBeginsUnderANewVersion_SaysSoHoweverItBegins()
    {
        await using var console = await PathConsole.StartAsync();
        await console.Console.SetPolicyAsync(Strict, console.Sina);

        var registered = await console.OwnedDraftAsync();
        var assigned = await console.DraftAsync();
        Accepted(await console.AssignAsync(assigned, PathSeat.Control, Id(console.Carla)));
        Accepted(await console.ProposeAsync(assigned, PathSeat.Control, Id(console.Nele), console.Carla));
        Accepted(await console.AcceptAsync(assigned, PathSeat.Control, console.Nele));

        foreach (var path in new[] { registered, assigned })
        {
            var history = await console.Use<RecoveryPathQueries>().OwnershipHistoryAsync(path);
            Assert.Equal(2, history.Count);
            Assert.All(history, interval => Assert.Equal(2, interval.PolicyVersion));
            Assert.Equal(console.Today.AddDays(90), (await console.DetailsAsync(path)).Control.ConfirmationDueOn);
        }
    }

    [Fact]
    public async Task Offer_KeepsTheDayUntilWhichItIsAnswered()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        Accepted(await console.ProposeAsync(path, PathSeat.Control, Id(console.Nele), console.Carla));
        var dueOn = console.Today.AddDays(14);

        await console.Console.SetPolicyAsync(Strict, console.Sina);
        Accepted(await console.ProposeAsync(path, PathSeat.Risk, Id(console.Egon), console.Rolf));

        var details = await console.DetailsAsync(path);
        Assert.Equal((dueOn, 1), (details.Control.Offer!.AnswerDueOn, details.Control.Offer.PolicyVersion));
        Assert.Equal((console.Today.AddDays(5), 2), (details.Risk.Offer!.AnswerDueOn, details.Risk.Offer.PolicyVersion));
        Assert.Equal(dueOn, Assert.Single(await console.Use<DutyQueries>().OfAsync(console.Nele)).DueOn);
        Assert.Equal(console.Today.AddDays(5), Assert.Single(await console.Use<DutyQueries>().OfAsync(console.Egon)).DueOn);
    }

    [Fact]
    public async Task Grace_IsThatOfTheVersionInForceWhenItIsUsed_AndTheSuspensionSaysWhich()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.CompletedAsync(await console.OwnedDraftAsync(null, console.Nele, console.Rolf));
        Accepted(await console.ActivateAsync(path));
        await console.LeaveAsync(console.Nele);
        console.Clock.Advance(TimeSpan.FromDays(3)); // Thursday: three working days
        Assert.Equal(new DateOnly(2026, 3, 16), Assert.Single(await console.GapsAsync(path)).SuspendsOn);
        Assert.Empty(await console.SuspendLapsedAsync());

        await console.Console.SetPolicyAsync(Strict, console.Sina);

        Assert.Equal(new DateOnly(2026, 3, 4), Assert.Single(await console.GapsAsync(path)).SuspendsOn);
        Assert.Single(await console.SuspendLapsedAsync());
        Assert.Equal(2, (await console.DetailsAsync(path)).SuspendedUnderPolicy);
        Accepted(await console.AssignAsync(path, PathSeat.Control, Id(console.Carla)));
        Accepted(await console.ResumeAsync(path));
        Assert.Null((await console.DetailsAsync(path)).SuspendedUnderPolicy);
        Accepted(await console.SuspendAsync(path));
        Assert.Null((await console.DetailsAsync(path)).SuspendedUnderPolicy); // a person decided, by no limit
    }

    [Fact]
    public async Task Page_OfAPath_NamesThePolicyInForce()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();
        await console.Console.SetPolicyAsync(Strict, console.Sina);

        Assert.Equal(new PolicyInForce(2, PolicyDocument.Default with { Limits = Strict }), (await console.DetailsAsync(path)).Policy);
    }

    /// <summary>Rows from before versions were kept carry none, and the ledger knows of none: they are read as decided under the first.</summary>
    [Fact]
    public async Task Decisions_FromBeforeVersionsWereKept_CountAsDecidedUnderTheFirst()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.OwnedDraftAsync();
        Accepted(await console.SignOffAsync(path, console.Today.AddDays(180)));
        Accepted(await console.ProposeAsync(path, PathSeat.Control, Id(console.Nele), console.Carla));
        await console.Console.SetPolicyAsync(Strict, console.Sina);
        var ofNow = await ReadAsync(console, path);
        await ExecuteAsync(console, "NULL", "NULL");

        var ofThen = await ReadAsync(console, path);

        Assert.Equal((1, 1, 1, console.Today.AddDays(14)), ofThen);
        Assert.Equal(ofNow, ofThen);
        await ExecuteAsync(console, "1", $"'{console.Today.AddDays(14):yyyy-MM-dd}'"); // as the ledger says, which is folded at the end
    }

    private static async Task<(int SignOff, int Ownership, int Offer, DateOnly AnswerDueOn)> ReadAsync(PathConsole console, RecoveryPathId path)
    {
        var details = await console.DetailsAsync(path);
        var duty = Assert.Single(await console.Use<DutyQueries>().OfAsync(console.Nele));
        Assert.Equal(details.Control.Offer!.AnswerDueOn, duty.DueOn);
        return (
            Assert.Single(details.SignOffs).PolicyVersion,
            (await console.Use<RecoveryPathQueries>().OwnershipHistoryAsync(path)).Select(o => o.PolicyVersion).Distinct().Single(),
            details.Control.Offer.PolicyVersion,
            details.Control.Offer.AnswerDueOn);
    }

    private static async Task ExecuteAsync(PathConsole console, string version, string answerDueOn)
    {
        await using var connection = new SqliteConnection($"Data Source={console.Console.File};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            UPDATE path_sign_offs SET policy_version = {version};
            UPDATE path_ownerships SET policy_version = {version};
            UPDATE path_transfers SET policy_version = {version}, answer_due_on = {answerDueOn};
            """;
        await command.ExecuteNonQueryAsync();
    }
}
