using GovernanceConsole.Identity;
using GovernanceConsole.Imports;
using GovernanceConsole.Organisation;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Tests.AuditLedger;
using GovernanceConsole.Tests.Fixtures;

namespace GovernanceConsole.Tests.Imports;

/// <summary>Paths enter the register from a file by the same act as from the form.</summary>
public sealed class ImportPathsTests
{
    private const string Header = "name,type,lane,level,channels,request_kinds,designed_by,designer,area,domain,desks,opens,behind,systems,control_owner,risk_owner\n";

    private static readonly ImportMapping Paths = ShippedMappings.All.Single(m => m.Kind == ImportKind.RecoveryPaths);

    [Fact]
    public async Task Import_Paths_RegistersThemAsDraftsWithTheirOwners()
    {
        await using var console = await StartAsync();

        var result = (await console.ImportAsync(
            Header
            + "Desk password reset,phone,governed-recovery,high,phone;chat,K01;account-unlock,service-desk,E0000,reset,,,accounts;secrets,,ERP;VPN,E0001,E0002\n"
            + "Break-glass of the directory,emergency,break-glass,critical,emergency-line,break-glass-access,iam,,,,,accounts,The whole directory,,,\n",
            Paths)).Value;

        Assert.Equal((ImportState.Visible, 2, 2), (result.State, result.RowsRead, result.RowsStored));
        var paths = (await console.RowsAsync<RecoveryPath>()).ToDictionary(p => p.Name);
        Assert.Equal(["RP-0001", "RP-0002"], paths.Values.Select(p => p.Number).Order(StringComparer.Ordinal));
        Assert.All(paths.Values, p => Assert.Equal(PathState.Draft, p.State));
        Assert.Equal(2, (await console.RowsAsync<Ownership>()).Count);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    [Trait("row", "R-003")]
    public async Task Import_OnePersonInBothSeats_IsRefusedAtItsLine()
    {
        await using var console = await StartAsync();

        var result = (await console.ImportAsync(
            Header + "Desk password reset,phone,governed-recovery,high,phone,K01,service-desk,,,,,accounts,,ERP,E0001,E0001\n", Paths)).Value;

        Assert.Equal((ImportState.Checked, 1), (result.State, result.RowsRefused));
        var refused = Assert.Single(await console.FindingsAsync(result, FindingClass.Refused));
        Assert.Equal(2, refused.FirstLine);
        Assert.Contains("seat", refused.Sentence, StringComparison.Ordinal);
        Assert.Empty(await console.RowsAsync<RecoveryPath>());
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Import_UnknownKeysWordsAndEmptyReach_AreToldEachAtItsLine()
    {
        await using var console = await StartAsync();

        var result = (await console.ImportAsync(
            Header
            + "A,phone,governed-recovery,high,phone,K01,service-desk,X1,,D9,T9,accounts,,S9,,\n"
            + "B,pigeon,governed-recovery,high,phone,K99,service-desk,,,,,accounts,,ERP,,\n"
            + "C,phone,governed-recovery,high,phone,K01,service-desk,,,,,,,ERP,,\n"
            + "D,phone,governed-recovery,high,phone,K01,service-desk,,,,,accounts,,,,\n"
            + "E,phone,governed-recovery,high,phone,K01,service-desk,,,,,accounts,,ERP,,\n"
            + "E,chat,governed-recovery,high,phone,K01,service-desk,,,,,accounts,,ERP,,\n",
            Paths)).Value;

        Assert.Equal(
            [
                "2 DeskIsUnknown", "2 IdentityDomainIsUnknown", "2 PersonIsUnknown", "2 SystemIsUnknown",
                "3 WordIsUnknown", "3 WordIsUnknown", "4 ValueIsMissing", "5 NothingLiesBehindThePath", "7 PathNameComesTwice",
            ],
            (await console.FindingsAsync(result)).Select(f => $"{f.FirstLine} {f.Code}").Order(StringComparer.Ordinal));
        Assert.Equal(5, result.RowsRefused);
    }

    [Fact]
    public async Task Check_Paths_KeepsNothingOfTheRehearsal()
    {
        await using var console = await StartAsync();
        var entries = LedgerFold.VerifyChain(console.File, 1);
        const string File = Header + "Desk password reset,phone,governed-recovery,high,phone,K01,service-desk,,,,,accounts,,ERP,E0001,E0002\n";

        var result = (await console.CheckAsync(File, Paths)).Value;

        Assert.Equal(1, (await console.Use<ImportQueries>().FindAsync(console.Founder, result.Number))!.Changes!.Added);
        Assert.Empty(await console.RowsAsync<RecoveryPath>());
        Assert.Equal(entries + 2, LedgerFold.VerifyChain(console.File, 1)); // begun and checked
        Assert.Equal(0, LedgerFold.VerifyChain(console.File, 2));
        await console.ImportAsync(File, Paths, resumes: result.Id);
        Assert.Equal("RP-0001", Assert.Single(await console.RowsAsync<RecoveryPath>()).Number);
        await LedgerFold.EqualsTheTablesAsync(console);
    }

    [Fact]
    public async Task Import_TheSamePathsAgain_LeavesThemAsTheyAre()
    {
        await using var console = await StartAsync();
        const string File = Header + "Desk password reset,phone,governed-recovery,high,phone,K01,service-desk,,,,,accounts,,ERP,E0001,E0002\n";
        await console.ImportAsync(File, Paths);

        var again = (await console.ImportAsync(File, Paths)).Value;

        Assert.Equal(ImportState.Visible, again.State);
        Assert.Equal("PathNameIsTaken", Assert.Single(await console.FindingsAsync(again, FindingClass.Remark)).Code);
        Assert.Equal(1, Assert.Single(await console.RowsAsync<RecoveryPath>()).Version);
    }

    [Fact]
    public async Task Import_PathsByThePlatformAdministrator_IsRefusedAsNotAllowed()
    {
        await using var console = await StartAsync();
        var administrator = await console.PersonAsync("Pia", Role.PlatformAdministrator);

        Assert.Equal("NotAllowed", Assert.Single((await console.ImportAsync(Header + "A,phone,,,,,,,,,,,,,,\n", Paths, actor: administrator)).Refusals).Code);
    }

    private static async Task<TestConsole> StartAsync()
    {
        var console = await TestConsole.StartAsync();
        await console.PersonAsync("Carla Control"); // E0001
        await console.PersonAsync("Rolf Risk"); // E0002
        foreach (var code in new[] { "ERP", "VPN" })
            _ = (await console.Use<RegisterSystem>().ExecuteAsync(CommandId.New(), new RegisterSystemInput(code, code), console.Founder)).Value;
        return console;
    }
}
