using GovernanceConsole.EvidenceExports;

namespace GovernanceConsole.Tests.EvidenceExports;

/// <summary>Reads the memory of the whole process, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(WorkbookMemoryTests), DisableParallelization = true)]
[Collection(nameof(WorkbookMemoryTests))]
public sealed class WorkbookMemoryTests
{
    /// <summary>Memory does not grow with the rows. GOVERNANCE_LONG_TESTS makes it a million of them.</summary>
    [Fact]
    public async Task ManyRows_HoldOneBufferInMemory()
    {
        var isLong = Environment.GetEnvironmentVariable("GOVERNANCE_LONG_TESTS") is { Length: > 0 };
        var columns = new ExportColumns<int>()
            .Text("Number", i => $"REQ-2026-{i:000000}").Text("Path", _ => "Help-desk password reset").Text("Person", i => $"Person {i % 977}").Text("Reason", _ => "Forgot the password after the holidays")
            .Instant("Opened", i => DateTimeOffset.UnixEpoch.AddDays(20_000).AddSeconds(i)).Instant("Closed", i => DateTimeOffset.UnixEpoch.AddDays(20_001).AddSeconds(i))
            .Date("Due", i => new DateOnly(2026, 1, 1).AddDays(i % 365)).Whole("Count", i => i).Decimal("Hours", i => i / 8m).Percentage("Share", i => i % 100 / 100m)
            .YesNo("Met", i => i % 2 == 0).Choice<DayOfWeek>("Day", i => (DayOfWeek)(i % 7));
        GC.Collect();
        GC.WaitForPendingFinalizers(); // what other tests left must not go meanwhile
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (peak, looks) = (long.MinValue, 0);
        async IAsyncEnumerable<int> Rows(int count)
        {
            for (var i = 0; i < count; i++)
            {
                if (i % 25_000 == 0)
                {
                    await Task.Yield();
                    looks++;
                    peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
                }

                yield return i;
            }
        }

        await using var file = new FileStream(
            Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 4096, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        using var workbook = await WorkbookWriter.StartAsync(file, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        var count = isLong ? 1_000_000 : 100_000;
        Assert.Equal(count, await workbook.AddTableAsync("Requests", columns, Rows(count), CancellationToken.None));
        await workbook.FinishAsync("Requests", _ => [], CancellationToken.None);
        Assert.Equal(count / 25_000, looks);
        Assert.True(peak < 10 * 1024 * 1024, $"{peak} bytes more than before.");
    }
}
