using Mono.Cecil;

namespace GovernanceConsole.Tests.Architecture;

/// <summary>Nothing that is shipped asks the machine what time it is: rules of time are given a clock, so that tests can move it.</summary>
public sealed class ClockTests
{
    private static readonly HashSet<string> Clocks = new(StringComparer.Ordinal)
    {
        "System.DateTime::get_Now", "System.DateTime::get_UtcNow", "System.DateTime::get_Today", "System.DateTimeOffset::get_Now", "System.DateTimeOffset::get_UtcNow",
    };

    [Fact]
    [Trait("row", "B-20")]
    public void Product_AsksNoClockButTheOneItIsGiven() => Expect.None(CompiledCode.Product.SelectMany(ReadersOfTheMachinesClock));

    [Fact]
    public void Clock_ReadInAPlantedType_IsFound() =>
        Assert.Contains(typeof(Planted.ReadsTheClock).FullName!, ReadersOfTheMachinesClock(CompiledCode.ThisTestAssembly));

    private static IEnumerable<string> ReadersOfTheMachinesClock(ModuleDefinition module) =>
        module.GetTypes()
            .Where(t => CompiledCode.MethodsCalledBy(t).Any(m => Clocks.Contains($"{m.DeclaringType.FullName}::{m.Name}")))
            .Select(t => t.FullName);
}
