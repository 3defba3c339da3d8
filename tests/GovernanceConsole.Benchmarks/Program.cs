using System.Globalization;
using GovernanceConsole.Benchmarks;

// dotnet run -c Release --project tests/GovernanceConsole.Benchmarks -- import [rounds] [csv]
// dotnet run -c Release --project tests/GovernanceConsole.Benchmarks -- dashboard [visits] [csv]
// dotnet run -c Release --project tests/GovernanceConsole.Benchmarks -- write-road [callers] [seconds] [rounds]
// dotnet run -c Release --project tests/GovernanceConsole.Benchmarks -- write-road-while-importing [callers] [rounds]
// dotnet run -c Release --project tests/GovernanceConsole.Benchmarks -- append [producers] [seconds] [rounds]
// dotnet run -c Release --project tests/GovernanceConsole.Benchmarks -- cost [entries]
// dotnet run -c Release --project tests/GovernanceConsole.Benchmarks -- verify [entries] [rounds]
// dotnet run -c Release --project tests/GovernanceConsole.Benchmarks -- reconcile [objects] [rounds]
// dotnet run -c Release --project tests/GovernanceConsole.Benchmarks -- trail [entries] [visits]
// dotnet run -c Release --project tests/GovernanceConsole.Benchmarks -- requests [requests] [visits]
// dotnet run -c Release --project tests/GovernanceConsole.Benchmarks -- request-road [per second] [seconds] [rounds]
// dotnet run -c Release --project tests/GovernanceConsole.Benchmarks -- replay [requests] [tickets] [rounds]
switch (args)
{
    case ["write-road", .. var rest]:
        await WriteRoad.RunAsync(Number(rest, 0, 64), TimeSpan.FromSeconds(Number(rest, 1, 10)), Number(rest, 2, 5), withImport: false);
        return 0;
    case ["write-road-while-importing", .. var rest]:
        await WriteRoad.RunAsync(Number(rest, 0, 64), TimeSpan.Zero, Number(rest, 1, 3), withImport: true);
        return 0;
    case ["append", .. var rest]:
        await RawAppend.RunAsync(Number(rest, 0, 64), TimeSpan.FromSeconds(Number(rest, 1, 5)), Number(rest, 2, 3));
        return 0;
    case ["cost", .. var rest]:
        await EntryCost.RunAsync(Number(rest, 0, 200_000));
        return 0;
    case ["import", .. var rest]:
        return await ImportHistory.RunAsync(Number(rest, 0, 5), rest.ElementAtOrDefault(1));
    case ["dashboard", .. var rest]:
        return await Dashboard.RunAsync(Number(rest, 0, 200), rest.ElementAtOrDefault(1));
    case ["verify", .. var rest]:
        await VerifyLedger.RunAsync(Number(rest, 0, 1_000_000), Number(rest, 1, 3));
        return 0;
    case ["reconcile", .. var rest]:
        await Reconcile.RunAsync(Number(rest, 0, 100_000), Number(rest, 1, 3));
        return 0;
    case ["trail", .. var rest]:
        await SearchTrail.RunAsync(Number(rest, 0, 1_000_000), Number(rest, 1, 100));
        return 0;
    case ["requests", .. var rest]:
        await RequestQueue.RunAsync(Number(rest, 0, 1_000_000), Number(rest, 1, 100));
        return 0;
    case ["request-road", .. var rest]:
        await RequestRoad.RunAsync(Number(rest, 0, 50), TimeSpan.FromSeconds(Number(rest, 1, 20)), Number(rest, 2, 3));
        return 0;
    case ["replay", .. var rest]:
        return await ReplayPolicy.RunAsync(Number(rest, 0, 100_000), Number(rest, 1, 100_000), Number(rest, 2, 3));
    default:
        Console.Error.WriteLine("Name a benchmark: import [rounds] [csv], dashboard [visits] [csv], write-road [callers] [seconds] [rounds], write-road-while-importing [callers] [rounds], append [producers] [seconds] [rounds], cost [entries], verify [entries] [rounds], reconcile [objects] [rounds], trail [entries] [visits], requests [requests] [visits], request-road [per second] [seconds] [rounds], replay [requests] [tickets] [rounds]");
        return 1;
}

static int Number(string[] rest, int position, int otherwise) =>
    position < rest.Length ? int.Parse(rest[position], CultureInfo.InvariantCulture) : otherwise;
