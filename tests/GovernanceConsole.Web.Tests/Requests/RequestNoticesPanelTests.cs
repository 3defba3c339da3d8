using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Web.Requests;
using GovernanceConsole.Web.Tests.Fixtures;

namespace GovernanceConsole.Web.Tests.Requests;

public sealed class RequestNoticesPanelTests : PageTest
{
    private RequestScene _scene = null!;
    private PersonId _emil;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _scene = await RequestScene.StartAsync(Services, Founder);
        _emil = await PersonAsync("Emil Agent", Role.DeskAgent);
    }

    [Fact]
    public async Task Panel_OfWhatWasNotExecuted_IsNotThere() => Assert.Empty(Open((await SubmittedAsync()).Id).FindAll("section"));

    [Fact]
    public async Task Panel_OfAnAgent_ConfirmsThatASystemWasTold()
    {
        var request = await ExecutedAsync();
        await SignInAsync(_scene.Bert.Person!.Value);
        var changed = 0;
        var panel = Render<RequestNoticesPanel>(p => p.Add(x => x.Request, request).Add(x => x.OnChanged, () => changed++));
        Assert.Contains("have not been told. The request is not closed before.", panel.Find("[role=status]").TextContent, StringComparison.Ordinal);
        var row = $"#notice-{(await RowAsync(request, "the identity provider")).Id.Value:N}";
        Assert.Contains("Sam Subject", panel.Markup, StringComparison.Ordinal);

        await panel.Find($"{row} button").ClickAsync(new());
        Assert.Contains("On your word, the identity provider was told.", panel.Find(".sheet").TextContent, StringComparison.Ordinal);
        await panel.Find(".sheet textarea").ChangeAsync(new() { Value = "Bert entered it." });
        await panel.Find(".sheet input").ChangeAsync(new() { Value = "IDP-9" });
        await panel.Find(".sheet form").SubmitAsync();

        await panel.WaitForAssertionAsync(() => Assert.Contains("Bert Agent says: Bert entered it. (IDP-9)", panel.Find(row).TextContent, StringComparison.Ordinal));
        Assert.Contains("Told", panel.Find(row).TextContent, StringComparison.Ordinal);
        Assert.Empty(panel.FindAll($"{row} button"));
        Assert.Equal(1, changed);
        Assert.DoesNotContain(panel.FindAll("button"), b => b.TextContent == "Do without");
    }

    [Fact]
    public async Task Panel_OfTheControlOwner_DoesWithoutForAReason()
    {
        var request = await ExecutedAsync();
        var carla = Assert.Single(await Use<PeopleQueries>().PeopleNamedLikeAsync("Carla Control")).Id;
        await SignInAsync(carla);
        var panel = Open(request);
        var row = $"#notice-{(await RowAsync(request, "the identity provider")).Id.Value:N}";

        await panel.Find($"{row} button").ClickAsync(new());
        Assert.Contains("As control owner of the path you do without telling the identity provider.", panel.Find(".sheet").TextContent, StringComparison.Ordinal);
        await panel.Find(".sheet textarea").InputAsync(new() { Value = "It was switched off." });
        await panel.Find(".sheet form").SubmitAsync();

        await panel.WaitForAssertionAsync(() => Assert.Contains("Carla Control did without: It was switched off.", panel.Find(row).TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain(panel.FindAll("button"), b => b.TextContent == "Confirm that they were told");
    }

    [Fact]
    public async Task Panel_OfWhoeverExecuted_ShowsWhyTheyDoNotConfirmThatThePersonWasTold()
    {
        var request = await ExecutedAsync("K05");
        await SignInAsync(_emil);
        var panel = Open(request);
        var row = $"#notice-{(await RowAsync(request, "the person, at all addresses of record", NoticeChannel.ByHand)).Id.Value:N}";

        await panel.Find($"{row} button").ClickAsync(new());
        await panel.Find(".sheet textarea").ChangeAsync(new() { Value = "I called." });
        await panel.Find(".sheet input").ChangeAsync(new() { Value = "CALL-1" });
        await panel.Find(".sheet form").SubmitAsync();

        await panel.WaitForAssertionAsync(() => Assert.Contains("You executed this request.", panel.Find(row).TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Panel_OfAnAuditor_OffersNoAct()
    {
        var request = await ExecutedAsync();
        await SignInAsync(await PersonAsync("Aline Auditor", Role.Auditor));

        Assert.Empty(Open(request).FindAll("button"));
    }

    private IRenderedComponent<RequestNoticesPanel> Open(RequestId request) => Render<RequestNoticesPanel>(p => p.Add(x => x.Request, request));

    private async Task<RequestNoticeRow> RowAsync(RequestId request, string told, NoticeChannel channel = NoticeChannel.ByHand) =>
        (await Use<RequestNoticeQueries>().OfAsync(request)).Single(r => r.Told == told && r.Channel == channel);

    private Task<SubmittedRequest> SubmittedAsync(string kind = "K01") => _scene.SubmitAsync(new(
        [new RequestContent { Kind = kind, Effect = "Sam can sign in again." }], SubjectKind.Person, _scene.Sam.Person, SubjectReference: null, _scene.Sam.Person, Caller: null, IntakeChannel.Phone));

    private async Task<RequestId> ExecutedAsync(string kind = "K01")
    {
        var request = (await SubmittedAsync(kind)).Id;
        await _scene.VerifyAsync(request);
        if ((await _scene.FindAsync(request)).Row.State == RequestState.AwaitingApproval)
            await _scene.ApproveAsync(request, _scene.Mona);
        _ = (await Use<ExecuteRequest>().ExecuteAsync(
            CommandId.New(), new ExecuteRequestInput(request, (await _scene.FindAsync(request)).ContentHash, "AD-4711", "locked", "open"), Elsewhere(_emil, "Emil Agent"))).Value;
        return request;
    }
}
