using GovernanceConsole.Web.Tests.Fixtures;

namespace GovernanceConsole.Browser.Tests.Fixtures;

/// <summary>The console in Chromium, with an active path, two agents, and Sam, who needs to get in again.</summary>
public sealed class ConsoleWithRequests : ConsoleInChromium
{
    /// <summary>Who takes part, and what they do past the pages.</summary>
    internal RequestScene Scene { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Scene = await RequestScene.StartAsync(Services, Founder);
    }
}
