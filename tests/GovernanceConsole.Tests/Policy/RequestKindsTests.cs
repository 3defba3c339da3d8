using GovernanceConsole.Policy;

namespace GovernanceConsole.Tests.Policy;

public sealed class RequestKindsTests
{
    [Fact]
    public void All_NamesEveryKindOnceInTheOrderOfItsCodes()
    {
        Assert.Equal(Enum.GetValues<RequestKind>(), RequestKinds.All.Select(k => k.Kind));
        Assert.Equal(Enumerable.Range(1, 19).Select(n => $"K{n:00}"), RequestKinds.All.Select(k => k.Code));
        Assert.All(Enum.GetValues<RequestKind>(), kind => Assert.Equal(kind, RequestKinds.Of(kind).Kind));
    }

    [Fact]
    public void FindByCode_WhateverItsCase_FindsTheKind_AndNothingForAnother()
    {
        Assert.Equal(RequestKind.ServiceAccountRestoration, RequestKinds.FindByCode("k10"));
        Assert.Null(RequestKinds.FindByCode("K20"));
    }
}
