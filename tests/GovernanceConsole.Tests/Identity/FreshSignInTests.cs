using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Policy;
using GovernanceConsole.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Tests.Identity;

/// <summary>A sign-in carries an approval only when it is known to be fresh and strong (R-064, D15).</summary>
public sealed class FreshSignInTests
{
    private static readonly DateTimeOffset Now = TestConsole.Start;
    private static readonly SignInStrength Strong = new(new HashSet<string> { "phr", "phrh" });

    [Theory]
    [InlineData(0, null)]
    [InlineData(-300_000, null)]
    [InlineData(-300_001, typeof(SignInIsTooOld))]
    [InlineData(60_000, null)]
    [InlineData(60_001, typeof(SignInIsInTheFuture))]
    [Trait("row", "R-064")]
    public void SignIn_AtABoundaryOfTime_CountsOrNot(int milliseconds, Type? refusal) =>
        Assert.Equal(refusal, WhyNot(new SignIn(Now.AddMilliseconds(milliseconds), "phr", "https://idp.example.test", null), Strong)?.GetType());

    [Fact]
    public void SignIn_WithoutATime_CountsAsLongAgo() =>
        Assert.IsType<SignInTimeIsNotKnown>(WhyNot(new SignIn(At: null, "phr", "https://idp.example.test", null), Strong));

    [Fact]
    public void SignIn_OfNobody_CarriesNothing() => Assert.IsType<SignInTimeIsNotKnown>(WhyNot(null, SignInStrength.Any));

    [Theory]
    [InlineData("phr", null)]
    [InlineData("phrh", null)]
    [InlineData("pwd", typeof(SignInIsTooWeak))]
    [InlineData("PHR", typeof(SignInIsTooWeak))]
    [InlineData("", typeof(SignInIsTooWeak))]
    [InlineData(null, typeof(SignInIsTooWeak))]
    public void SignIn_ByAMethod_CountsWhereItIsOneOfThoseDemanded(string? method, Type? refusal) =>
        Assert.Equal(refusal, WhyNot(new SignIn(Now, method, "https://idp.example.test", null), Strong)?.GetType());

    [Fact]
    public void SignIn_ByNoMethod_CountsWhereNoneIsDemanded() => Assert.Null(WhyNot(new SignIn(Now, Method: null, "https://idp.example.test", null), SignInStrength.Any));

    [Fact]
    public async Task Limit_IsThatOfThePolicyInForce()
    {
        await using var console = await TestConsole.StartAsync();
        var second = await console.PersonAsync("Otto", Role.Governance);
        console.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.IsType<SignInIsTooOld>(await console.Use<ApprovalSignIn>().WhyNotYetAsync(second));

        await console.SetPolicyAsync(Limits.Default with { FreshSignInMinutes = 10 }, second);

        Assert.Null(await console.Use<ApprovalSignIn>().WhyNotYetAsync(second));
    }

    /// <summary>The tests let approvals be off; the business as the host builds it does not.</summary>
    [Fact]
    public void Business_AsTheHostBuildsIt_DemandsIt() =>
        Assert.Single(new ServiceCollection().AddBusiness(), service => service.ServiceType == typeof(ISignInDemand));

    private static Refusal? WhyNot(SignIn? signIn, SignInStrength strength) => FreshSignIn.WhyNot(signIn, TimeSpan.FromMinutes(5), strength, Now);
}
