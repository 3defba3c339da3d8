using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Web.RecoveryPaths;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Components;

namespace GovernanceConsole.Web.Tests.RecoveryPaths;

/// <summary>The forms in which a path is described, and what its page says of what is not recorded.</summary>
public sealed class PathFormsTests : PageTest
{
    [Fact]
    [Trait("row", "R-007")]
    public async Task Describe_WithBothAssuranceLevelsChosen_RecordsThemAndThePageShowsThem()
    {
        var path = await PathAsync();
        var before = Render<RecoveryPathPage>(p => p.Add(x => x.Number, path.Number));
        await before.WaitForAssertionAsync(() => Assert.Contains("nobody can say whether it is the easier way in", before.Find("section[aria-labelledby=missing]").TextContent, StringComparison.Ordinal));

        var form = Render<EditRecoveryPathPage>(p => p.Add(x => x.Number, path.Number).Add(x => x.Act, nameof(DescribePath)));
        await form.WaitForElementAsync("#proofing");
        Assert.Equal("Not recorded", form.Find("#proofing option[value='']").TextContent);
        await form.Find("#proofing").ChangeAsync(new ChangeEventArgs { Value = nameof(IdentityAssurance.Ial1) });
        await form.Find("#sign-in").ChangeAsync(new ChangeEventArgs { Value = nameof(AuthenticatorAssurance.Aal2) });
        await form.Find("form").SubmitAsync();

        var description = (await Use<RecoveryPathQueries>().FindAsync(path.Id))!.Description;
        Assert.Equal((IdentityAssurance.Ial1, AuthenticatorAssurance.Aal2), (description.IdentityAssurance, description.AuthenticatorAssurance));
        var after = Render<RecoveryPathPage>(p => p.Add(x => x.Number, path.Number));
        await after.WaitForAssertionAsync(() => Assert.Contains("IAL1", after.Find("section[aria-labelledby=description]").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("easier way in", after.Markup, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("row", "R-002")]
    public void Register_TheNote_SaysWhenItIsNeeded()
    {
        var form = Render<RegisterRecoveryPathPage>();

        Assert.Contains("Needed where no system is named", form.Find(".field:has(#reach-note) .hint").TextContent, StringComparison.Ordinal);
    }
}
