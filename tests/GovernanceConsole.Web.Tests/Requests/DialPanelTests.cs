using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;
using GovernanceConsole.Web.Identity;
using GovernanceConsole.Web.Requests;
using GovernanceConsole.Web.Tests.Fixtures;

namespace GovernanceConsole.Web.Tests.Requests;

[Trait("row", "R-072")]
public sealed class DialPanelTests : PageTest
{
    private PersonId _anna;
    private PersonId _sam;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _anna = await PersonAsync("Anna Agent", Role.DeskAgent);
        _sam = await PersonAsync("Sam Subject");
        await ActivateAPathAsync();
    }

    [Fact]
    public async Task Panel_ForAnAgent_ShowsTheMaskedNumberWithSourceAndLastChange_AndNoFieldToTypeOne()
    {
        await ContactAsync("+49 30 23125 101");
        Clock.Advance(TimeSpan.FromDays(31));

        var panel = await OpenAsync(await SubmitAsync());

        panel.WaitForAssertion(() => Assert.Equal(["•••• 01 telephone", "Personnel file", "2 Mar 2026, 10:00", "now"], panel.FindAll("tbody th, tbody td").Take(4).Select(c => string.Join(' ', c.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)))));
        Assert.Empty(panel.FindAll("input, textarea, select, [contenteditable]"));
        Assert.DoesNotContain("23125", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Panel_ShowingANumber_HasItRecorded_AndHidesItAgain()
    {
        var contact = await ContactAsync("+49 30 23125 101");
        Clock.Advance(TimeSpan.FromDays(31));
        ContactId? shown = null;
        var panel = await OpenAsync(await SubmitAsync(), id => shown = id);
        panel.WaitForState(() => panel.FindAll("form").Count == 1);

        await panel.Find("form").SubmitAsync();

        panel.WaitForAssertion(() => Assert.Equal("+49 30 23125 101", panel.Find("strong.number").TextContent));
        Assert.Equal(contact, shown);
        await panel.FindAll("button").First(b => b.TextContent == "Hide").ClickAsync();
        Assert.DoesNotContain("23125", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Panel_OfANumberThatCoolsOff_SaysFromWhenItCounts_AndDoesNotShowIt()
    {
        await ContactAsync("+49 30 23125 101");

        var panel = await OpenAsync(await SubmitAsync());

        panel.WaitForAssertion(() => Assert.Contains("from 9 Mar 2026, 10:00 on", string.Join(' ', panel.Find("tbody").TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal));
        Assert.Empty(panel.FindAll("form"));
    }

    [Fact]
    public async Task Panel_OfSomebodyWithoutContacts_SaysWhatElseMayBeDone()
    {
        var panel = await OpenAsync(await SubmitAsync());

        panel.WaitForAssertion(() => Assert.Contains("No contact of record is known.", panel.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Panel_ForSomebodyOfNoDesk_ShowsNothing()
    {
        await ContactAsync("+49 30 23125 101");
        var request = await SubmitAsync();

        Assert.Equal("", Render<DialPanel>(p => p.Add(x => x.Request, request)).Markup.Trim());
    }

    private async Task<ContactId> ContactAsync(string number) =>
        (await Use<RecordContactOfRecord>().ExecuteAsync(CommandId.New(), new RecordContactOfRecordInput(_sam, ContactKind.Phone, number, "Personnel file"), Founder)).Value;

    private async Task<RequestId> SubmitAsync() => Assert.Single((await Use<SubmitRequest>().ExecuteAsync(
        CommandId.New(),
        new SubmitRequestInput([new RequestContent { Kind = "K01", Effect = "Sam can sign in again." }], SubjectKind.Person, _sam, SubjectReference: null, _sam, Caller: null, IntakeChannel.Phone),
        Actor.ForPerson(_anna, "Anna Agent") with { KnownRoles = new HashSet<Role> { Role.DeskAgent } })).Value).Id;

    private async Task<IRenderedComponent<DialPanel>> OpenAsync(RequestId request, Action<ContactId>? shown = null)
    {
        await SignInAsync(_anna);
        return Render<DialPanel>(p => p.Add(x => x.Request, request).Add(x => x.OnNumberShown, id => shown?.Invoke(id)));
    }

    /// <summary>Requests by phone run on it.</summary>
    private async Task ActivateAPathAsync()
    {
        var signer = await PersonAsync("Sina Signer", Role.Governance);
        var security = await PersonAsync("Svea Security", Role.SecurityOperations);
        var (control, risk) = (await PersonAsync("Carla Control"), await PersonAsync("Rolf Risk"));
        var siem = (await Use<RegisterSystem>().ExecuteAsync(CommandId.New(), new RegisterSystemInput("SIEM", "Security monitoring"), Founder)).Value;
        var path = (await Use<RegisterRecoveryPath>().ExecuteAsync(
            CommandId.New(),
            new RegisterRecoveryPathInput(
                new PathDescription(
                    "Desk by phone", PathType.Phone, Lane.GovernedRecovery, RiskLevel.Moderate, [IntakeChannel.Phone], [RequestKind.PasswordReset], DesignedBy.Iam, Founder.Person, Area: null, IdentityDomain: null, Desks: []),
                new ReachDescription([ReachKind.Accounts], "The accounts of all employees", []), control, risk),
            Founder)).Value.Id;
        _ = (await Use<DescribeBoundary>().ExecuteAsync(
            CommandId.New(), new DescribeBoundaryInput(path, await VersionAsync(), new BoundaryDescription("Call back to the number of record.", "Visit in person.", "Duty manager.", "Ticket and call log.")), Founder)).Value;
        _ = (await Use<SetControlModel>().ExecuteAsync(
            CommandId.New(),
            new SetControlModelInput(path, await VersionAsync(), "Control model 4", new Dictionary<ModelPart, PersonId>
            {
                [ModelPart.Iam] = control, [ModelPart.ServiceDesk] = signer, [ModelPart.Security] = security, [ModelPart.Business] = risk,
            }),
            Founder)).Value;
        _ = (await Use<SetNotifiedSystems>().ExecuteAsync(CommandId.New(), new SetNotifiedSystemsInput(path, await VersionAsync(), [siem]), Founder)).Value;
        _ = (await Use<SetEscalationChain>().ExecuteAsync(CommandId.New(), new SetEscalationChainInput(path, await VersionAsync(), [signer]), Founder)).Value;
        _ = (await Use<SetEvidenceList>().ExecuteAsync(
            CommandId.New(), new SetEvidenceListInput(path, await VersionAsync(), [.. Enum.GetValues<Stage>().Select(stage => new EvidenceEntry(stage, $"What {PathWords.Of(stage)} leaves"))]), Founder)).Value;
        _ = (await Use<SignOffPath>().ExecuteAsync(
            CommandId.New(),
            new SignOffPathInput(path, await VersionAsync(), Use<OrganisationTime>().Today.AddDays(90), Conditions: null, await Use<RecoveryPathQueries>().ShowForApprovalAsync(path, nameof(SignOffPath))),
            Actor.ForPerson(signer, "Sina Signer") with { SignIn = new(Use<OrganisationTime>().Now, PersonaSignIn.Method, PersonaSignIn.Issuer, SessionHash: null) })).Value;
        _ = (await Use<ActivatePath>().ExecuteAsync(CommandId.New(), new ActivatePathInput(path, await VersionAsync()), Founder)).Value;

        async Task<long> VersionAsync() => (await Use<RecoveryPathQueries>().FindAsync(path))!.Version;
    }
}
