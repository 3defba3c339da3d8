using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Tests.Fixtures;
using static GovernanceConsole.Tests.Fixtures.PathConsole;

namespace GovernanceConsole.Tests.RecoveryPaths;

public sealed class RecordSecurityReviewTests
{
    [Fact]
    [Trait("row", "R-128")]
    public async Task Review_OfABusinessDesign_IsWhatActivationWaitsFor()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.CompleteDraftAsync(console.Description() with { DesignedBy = DesignedBy.Business });
        Refused<SecurityReviewIsMissing>((await console.ActivateAsync(path)).Refusals);

        Accepted(await ReviewAsync(console, path, console.Svea));

        Accepted(await console.ActivateAsync(path));
        Assert.Equal("Svea Security", Assert.Single((await console.DetailsAsync(path)).SecurityReviews).Reviewer.Name);
    }

    [Fact]
    [Trait("row", "R-128")]
    public async Task Review_ByTheDesigner_IsRefusedAsReviewerIsTheDesigner()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync(console.Description() with { DesignedBy = DesignedBy.Business, Designer = Id(console.Svea) });

        Refused<ReviewerIsTheDesigner>((await ReviewAsync(console, path, console.Svea)).Refusals);
    }

    [Fact]
    [Trait("row", "R-128")]
    public async Task Review_OfAnEarlierRevision_DoesNotCarryTheActivation()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.CompleteDraftAsync(console.Description() with { DesignedBy = DesignedBy.Business });
        Accepted(await ReviewAsync(console, path, console.Svea));
        Accepted(await console.DescribeBoundaryAsync(path, Boundary() with { Proofing = "Ask for the birthday." }));
        Accepted(await console.SignOffAsync(path, console.Today));

        Refused<SecurityReviewIsOutdated>((await console.ActivateAsync(path)).Refusals);
    }

    [Fact]
    public async Task Review_WithoutFindings_IsRefusedAsFieldIsEmpty()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();

        Refused<FieldIsEmpty>((await ReviewAsync(console, path, console.Svea, "")).Refusals);
    }

    [Fact]
    public async Task Review_ByGovernance_IsRefusedAsNotAllowed()
    {
        await using var console = await PathConsole.StartAsync();
        var path = await console.DraftAsync();

        Refused<NotAllowed>((await ReviewAsync(console, path, console.Sina)).Refusals);
    }

    private static async Task<Outcome<Done>> ReviewAsync(PathConsole console, RecoveryPathId path, Actor by, string findings = "Nothing that stands against it.") =>
        await console.Use<RecordSecurityReview>().ExecuteAsync(
            CommandId.New(),
            new RecordSecurityReviewInput(
                path, await console.VersionAsync(path), findings, await console.Use<RecoveryPathQueries>().ShowForApprovalAsync(path, nameof(RecordSecurityReview))),
            by);
}
