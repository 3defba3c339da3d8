using GovernanceConsole.Web.Shell;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.RecoveryPaths;

/// <summary>Duties of the register on the home page.</summary>
public sealed class PathWorkTests : PageTest
{
    [Fact]
    public async Task AGapWithoutAPath_LeadsToWhereItIsMended_AndSaysWhatItIsAbout()
    {
        var owed = new List<WorkItem>();
        foreach (var source in Services.GetServices<IWorkSource>())
            owed.AddRange(await source.OwedByAsync(Founder, CancellationToken.None));

        Assert.DoesNotContain(owed, w => w.Href == "/gaps");
        Assert.Equal(3, owed.Count(w => w is { Act: "Name an owner", Href: "/areas" }));
        Assert.Contains(owed, w => w is { Href: "/paths/new?kind=PasswordReset", Act: "Register a path" } && w.AboutWhom.Contains("Password reset", StringComparison.Ordinal));
    }
}
