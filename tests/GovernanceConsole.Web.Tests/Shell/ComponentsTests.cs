using GovernanceConsole.AuditLedger;
using Bunit;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Web.Shell;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Web.Tests.Shell;

public sealed class ComponentsTests : PageTest
{
    private enum Light
    {
        On,
        Off,
    }

    public ComponentsTests() =>
        Services.AddStateLook<Light>(light => light switch { Light.On => new("Lit", Tone.Good, "light_mode"), Light.Off => new("Dark", Tone.Quiet, "dark_mode") });

    [Fact]
    public void StateBadge_ShowsWordColourAndIconOfTheRegistration()
    {
        var badge = Render<StateBadge>(p => p.Add(b => b.State, Light.On));

        badge.MarkupMatches("""<span class="badge tone-good"><span class="icon" aria-hidden="true" translate="no">light_mode</span>Lit</span>""");
    }

    [Fact]
    public void RefusalList_ShowsEverySentenceWithItsRule()
    {
        Refusal[] refusals = [new RoleIsHeldAlready("Anna Meier", Role.Auditor), new NobodyChangesTheirOwnRoles()];

        var list = Render<RefusalList>(p => p.Add(l => l.Refusals, refusals));

        Assert.Equal("alert", list.Find(".notice").GetAttribute("role"));
        Assert.Equal(2, list.FindAll("li").Count);
        Assert.Contains(refusals[1].Sentence, list.Markup, StringComparison.Ordinal);
        Assert.Equal($"/help/rules#{refusals[1].Code}", list.FindAll("a.rule")[1].GetAttribute("href"));
    }

    [Fact]
    public void RulesPage_ListsEveryRefusalOfTheBusiness()
    {
        var page = Render<RulesPage>();

        Assert.NotNull(page.Find($"#{nameof(NobodyChangesTheirOwnRoles)}"));
        Assert.Contains("Nobody changes their own roles", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void PersonName_WithoutAName_ShowsAGap()
    {
        Assert.Contains("vacant", Render<PersonName>(p => p.Add(n => n.Name, null).Add(n => n.Nobody, "No control owner")).Markup, StringComparison.Ordinal);
        Assert.Equal("AM", PersonName.InitialsOf("Anna-Lena von Meier"));
        Assert.Equal("Ö", PersonName.InitialsOf("Özil"));
    }

    [Fact]
    public void When_ADutyHasPassed_IsMarkedOverdue()
    {
        var when = Render<When>(p => p.Add(w => w.On, new DateOnly(2026, 2, 27)).Add(w => w.Duty, value: true));

        Assert.Equal("overdue", when.Find("time").ClassName);
        Assert.Equal("1 working day overdue", when.Find("time").TextContent);
        Assert.Equal("27 Feb 2026", when.Find("time").GetAttribute("title"));
    }

    [Fact]
    public async Task Timeline_TellsWhoDidWhatWithValuesAndNames()
    {
        var person = await PersonAsync("Anna Meier", Role.Auditor);

        var timeline = Render<Timeline>(p => p.Add(t => t.Of, person.Value));

        timeline.WaitForAssertion(() => Assert.Equal(2, timeline.FindAll(".timeline li").Count));
        Assert.Contains("Gesa Founder", timeline.Find(".timeline li").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UseCaseForm_PressedTwiceBeforeTheAnswer_RunsOnce()
    {
        var answer = new TaskCompletionSource<Outcome<Done>>();
        var ids = new List<CommandId>();
        var form = Render<UseCaseForm<Done>>(p => p.Add(f => f.Button, "Grant role").Add(f => f.Execute, id =>
        {
            ids.Add(id);
            return answer.Task;
        }));

        var first = form.Find("form").SubmitAsync();
        var second = form.Find("form").SubmitAsync();
        Assert.True(form.Find("button[type=submit]").HasAttribute("disabled"));
        answer.SetResult(default(Done));
        await Task.WhenAll(first, second);

        Assert.Single(ids);
    }

    [Fact]
    public async Task UseCaseForm_AfterARefusal_ShowsItAndTakesANewCommandId()
    {
        var ids = new List<CommandId>();
        var form = Render<UseCaseForm<Done>>(p => p.Add(f => f.Button, "Grant role").Add(f => f.Execute, id =>
        {
            ids.Add(id);
            return Task.FromResult<Outcome<Done>>(new NobodyChangesTheirOwnRoles());
        }));

        await form.Find("form").SubmitAsync();
        Assert.Contains(new NobodyChangesTheirOwnRoles().Sentence, form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        await form.Find("form").SubmitAsync();

        Assert.Equal(2, ids.Distinct().Count());
    }

    /// <summary>Whether it was committed is unknown: the same id meets the stored answer.</summary>
    [Fact]
    public async Task UseCaseForm_WhenTheAnswerIsLost_SaysSoAndRepeatsUnderTheSameCommandId()
    {
        var ids = new List<CommandId>();
        var accepted = 0;
        var form = Render<UseCaseForm<Done>>(p => p.Add(f => f.Button, "Grant role").Add(f => f.OnAccepted, EventCallback.Factory.Create<Done>(this, _ => accepted++)).Add(f => f.Execute, id =>
        {
            ids.Add(id);
            return ids.Count == 1 ? throw new TimeoutException() : Task.FromResult<Outcome<Done>>(default(Done));
        }));

        await form.Find("form").SubmitAsync();
        Assert.Contains("The answer did not arrive", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        await form.Find("form").SubmitAsync();

        Assert.Single(ids.Distinct());
        Assert.Equal(1, accepted);
        Assert.Empty(form.FindAll("[role=alert]"));
    }

    /// <summary>The same where the disk failed in the middle.</summary>
    [Fact]
    public async Task UseCaseForm_WhenItIsNotKnownWhetherItWasStored_SaysSoAndRepeatsUnderTheSameCommandId()
    {
        var ids = new List<CommandId>();
        var form = Render<UseCaseForm<Done>>(p => p.Add(f => f.Button, "Grant role").Add(f => f.Execute, id =>
        {
            ids.Add(id);
            return Task.FromResult<Outcome<Done>>(ids.Count == 1 ? new NotKnownWhetherStored() : default(Done));
        }));

        await form.Find("form").SubmitAsync();
        Assert.Contains("it is not known yet whether it was", form.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        await form.Find("form").SubmitAsync();

        Assert.Single(ids.Distinct());
        Assert.Empty(form.FindAll("[role=alert]"));
    }

    [Fact]
    public async Task ConfirmAct_WithoutAReason_KeepsTheButtonShut()
    {
        string? recorded = null;
        var act = Render<ConfirmAct<Done>>(p => p
            .Add(a => a.Button, "Suspend RP-0042")
            .Add(a => a.WhatIsRecorded, "Gesa Founder suspends RP-0042 from now on.")
            .Add(a => a.Execute, (_, reason) =>
            {
                recorded = reason;
                return Task.FromResult<Outcome<Done>>(default(Done));
            }));
        await act.Find("button").ClickAsync();

        Assert.Contains("Gesa Founder suspends RP-0042", act.Markup, StringComparison.Ordinal);
        Assert.True(act.Find("button[type=submit]").HasAttribute("disabled"));
        await act.Find("textarea").InputAsync(" Abused on 14 May ");
        await act.Find("form").SubmitAsync();

        Assert.Equal("Abused on 14 May", recorded);
        Assert.Empty(act.FindAll("textarea"));
    }

    [Fact]
    public void PageBoundary_AroundAPageThatFails_SaysWhatWasKeptAndGivesAReference()
    {
        var boundary = Render<PageBoundary>(p => p.AddChildContent<Failing>());

        Assert.Contains("everything saved before", boundary.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(12, boundary.Find("code").TextContent.Length);
    }

    [Fact]
    public void Tile_StatesItsDefinitionAsOfAndOpensItsRows()
    {
        var tile = Render<Tile>(p => p
            .Add(t => t.Name, "Ownership coverage").Add(t => t.Value, "94").Add(t => t.Unit, "%").Add(t => t.Href, "/gaps")
            .Add(t => t.Definition, "Paths with both seats filled by two people, of all active paths.")
            .Add(t => t.AsOf, Clock.GetUtcNow()).Add(t => t.Change, "+3 in 30 days").Add(t => t.IsBetter, value: true));

        Assert.Equal("/gaps", tile.Find("a.value").GetAttribute("href"));
        Assert.Contains("of all active paths", tile.Find("details").TextContent, StringComparison.Ordinal);
        Assert.Contains("2 Mar 2026, 10:00", tile.Markup, StringComparison.Ordinal);
        Assert.Contains("trending_up", tile.Find(".trend.better").TextContent, StringComparison.Ordinal);
    }

    private sealed class Failing : ComponentBase
    {
        protected override void OnInitialized() => throw new InvalidOperationException("on purpose");
    }
}
