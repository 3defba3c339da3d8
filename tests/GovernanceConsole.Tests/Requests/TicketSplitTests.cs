using GovernanceConsole.Policy;
using GovernanceConsole.Requests;

namespace GovernanceConsole.Tests.Requests;

public sealed class TicketSplitTests
{
    /// <summary>Tickets as people write them, and the kinds that are in them.</summary>
    public static TheoryData<string, string> Tickets => new()
    {
        { "new phone, reset MFA, also add me to Finance", "K03 K14" },
        { "I forgot my password", "K01" },
        { "reset my password, MFA", "K01 K03" },
        { "Please reset the password of Sam and unlock the account.", "K01 K02" },
        { "User is locked out since this morning", "K02" },
        { "Reset my authenticator, I got a new mobile", "K03" },
        { "Please update my phone number to 0123", "K04" },
        { "change my recovery e-mail", "K05" },
        { "Please disable MFA for the trip", "K06" },
        { "MFA exception until Monday", "K06" },
        { "New starter on Monday needs an initial password", "K07" },
        { "Tom left the company, please offboard him", "K08" },
        { "Recover the shared mailbox of Sales", "K09" },
        { "The service account svc-ledger is disabled", "K10" },
        { "We need a new API key for the reporting job", "K11" },
        { "Rotate the client secret, the certificate expires", "K12" },
        { "I need admin rights on the build server", "K13" },
        { "Grant admin access to Finance", "K13" },
        { "Give Sam access to the ledger of accounts", "K14" },
        { "Add our new colleague to the group Treasury", "K14" },
        { "Please extend the account of the contractor by a month", "K15" },
        { "Delegate the mailbox to my assistant", "K16" },
        { "We have to use the break-glass account", "K17" },
        { "Emergency restore of sign-in in the outage", "K18" },
        { "My laptop was stolen", "K19" },
        { "My phone was stolen", "K03 K19" },
        { "I clicked the link in that mail, then lost my password", "K19 K01" },
        { "The coffee machine is empty", "" },
        { "", "" },
    };

    [Theory]
    [MemberData(nameof(Tickets))]
    public void Suggest_OfATicket_FindsItsParts(string ticket, string kinds) =>
        Assert.Equal(kinds, string.Join(' ', TicketSplit.Suggest(ticket, PolicyDocument.Default).Select(p => p.Kind)));

    [Fact]
    public void Suggest_OfATicket_SaysWhichWordsAndWhatItSaysAboutThem()
    {
        var parts = TicketSplit.Suggest("Dear desk, I have a new phone, please reset MFA; also add me to Finance. Thanks, Sam", PolicyDocument.Default);

        Assert.Equal([("K03", "new phone; reset MFA", "I have a new phone; please reset MFA"), ("K14", "add me to", "also add me to Finance")],
            parts.Select(p => (p.Kind, string.Join("; ", p.Matched), p.Excerpt)));
    }

    /// <summary>Its number is no part of what shall be the case.</summary>
    [Fact]
    public void Suggest_OfATicketWithItsNumber_LeavesTheNumberOut() => Assert.Equal("reset MFA", Assert.Single(TicketSplit.Suggest("[INC0012345] reset MFA", PolicyDocument.Default)).Excerpt);

    /// <summary>Words of another sentence make no phrase, and neither do those that are far apart.</summary>
    [Theory]
    [InlineData("It is new. The phone works.")]
    [InlineData("It is new! Phone works?")]
    [InlineData("new and shiny and very big phone")]
    public void Suggest_OfWordsThatDoNotBelongTogether_FindsNothing(string ticket) => Assert.Empty(TicketSplit.Suggest(ticket, PolicyDocument.Default));

    [Theory]
    [InlineData("new a b c phone", 1)]
    [InlineData("new a b c d phone", 0)]
    public void Suggest_OfAPhrase_LeavesRoomForThreeWords(string ticket, int parts) => Assert.Equal(parts, TicketSplit.Suggest(ticket, PolicyDocument.Default).Count);

    [Fact]
    public void Suggest_OfAKindOfTheOrganisation_FindsItByItsName()
    {
        var policy = PolicyDocument.Default;
        var entitlement = policy.FindKind("K14")!;
        var own = policy with { Kinds = [.. policy.Kinds, entitlement with { Code = "K20", Name = "Parking permit", Like = "K14" }] };

        Assert.Equal("K20", Assert.Single(TicketSplit.Suggest("Sam needs a parking permit", own)).Kind);
    }

    /// <summary>What the policy does not know is not suggested.</summary>
    [Fact]
    public void Suggest_OfAKindThatThePolicyLacks_LeavesItOut()
    {
        var policy = PolicyDocument.Default with { Kinds = [.. PolicyDocument.Default.Kinds.Where(k => k.Code != "K03")] };

        Assert.DoesNotContain(TicketSplit.Suggest("reset MFA", policy), p => p.Kind == "K03");
    }

    /// <summary>Every kind of the catalogue has words, and no phrase is without effect.</summary>
    [Fact]
    public void Words_OfEveryKind_AreThereAndFound()
    {
        Assert.Equal(RequestKinds.All.Select(k => k.Code), KindWords.All.Select(k => k.Kind));
        Assert.All(KindWords.All, words => Assert.All(words.Phrases, phrase =>
        {
            var written = string.Join(' ', phrase.Split(' ').Select(word => word.Split('|')[0].TrimEnd('*')));
            Assert.Contains(TicketSplit.Suggest(written, PolicyDocument.Default), p => p.Kind == words.Kind);
        }));
    }

    [Theory]
    [InlineData("INC0012345: reset MFA", "INC0012345")]
    [InlineData("Re: [HD-4711] new phone", "HD-4711")]
    [InlineData("reset MFA", null)]
    [InlineData("PC12 is broken", null)]
    [InlineData("ABC-12x", null)]
    [InlineData(null, null)]
    public void NumberIn_ATicket_FindsTheWordThatLooksLikeOne(string? ticket, string? number) => Assert.Equal(number, TicketSplit.NumberIn(ticket));
}
