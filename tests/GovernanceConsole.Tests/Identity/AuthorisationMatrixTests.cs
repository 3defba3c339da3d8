using System.Collections;
using System.Reflection;
using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Tests.ApiKeys;
using GovernanceConsole.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Tests.Identity;

/// <summary>
/// Keeps docs/authz-matrix.csv true and proves every "no" in it on the real road. GOVERNANCE_UPDATE=1 writes the file.
/// </summary>
public sealed class AuthorisationMatrixTests
{
    /// <summary>
    /// Everything the platform administrator may do: run the console, and keep the directory that signs people in.
    /// Who adds a line here says why it decides nothing (B-14).
    /// </summary>
    private static readonly string[] RunsTheConsole =
    [
        "RegisterPerson", "UpdatePerson", "MarkPersonAsLeft", "MarkPersonAsReturned", // the directory, as a feed would keep it
        "RecordContactOfRecord", "EndContactOfRecord", // likewise, never their own, and new ones cool off before a desk may rely on them
        "RegisterUnit", "UpdateUnit", // the shape of the organisation, which no decision hangs on
        "CheckImport", "ImportFile", "CancelImport", // files of people and systems only, by the rules of typing; histories and paths are refused
        "LinkAccount", "UnlinkAccount", "GrantRole", "EndRole", // who may sign in and in which role, never for oneself
        "RecordExport", // an export of what an administrator reads anyway
        "RunJobNow", // wakes a job that would have run anyway; what is due, the job decides
        "SendMailAgain", // the same notice to the same person
        "CreateApiKey", "RotateApiKey", "RevokeApiKey", // which systems may call, for scopes that decide nothing either
    ];

    /// <summary>Use cases that write down what was read and change nothing else; their entries go to the ledger of security events.</summary>
    private static readonly string[] WriteDownReading = ["RecordExport", "RecordProofRelease", "RecordTrailRead"];

    [Fact]
    public void Document_SaysWhatTheUseCasesDeclare()
    {
        var document = RepositoryTree.At("docs", "authz-matrix.csv");
        var expected = AuthorisationMatrix.Render(UseCaseAuthorisation.UseCases);
        if (Environment.GetEnvironmentVariable("GOVERNANCE_UPDATE") == "1")
            File.WriteAllText(document, expected);

        Assert.True(
            File.Exists(document) && File.ReadAllText(document).ReplaceLineEndings("\n") == expected,
            "docs/authz-matrix.csv is not what the use cases declare. Run this test with GOVERNANCE_UPDATE=1, read the difference, and commit the file.");
    }

    [Fact]
    public void EveryUseCase_SaysWhoMayDoIt() => Assert.Empty(UseCaseAuthorisation.Undeclared);

    [Fact]
    public void UseCase_PlantedWithoutDeclaration_IsFoundAndOpenToNobody()
    {
        Assert.True(UseCaseAuthorisation.IsUseCase(typeof(PlantedWithoutDeclaration)));
        Assert.Empty(UseCaseAuthorisation.Of(typeof(PlantedWithoutDeclaration)));
        Assert.All(AuthorisationMatrix.Columns, c => Assert.Equal(AuthorisationMatrix.Never, AuthorisationMatrix.Cell(typeof(PlantedWithoutDeclaration), c)));
        Assert.All(Enum.GetValues<ActorKind>(), kind => Assert.False(UseCaseAuthorisation.MightAllow(typeof(PlantedWithoutDeclaration), kind, AllRoles)));
    }

    [Fact]
    public void Cell_OfEachKindOfDeclaration_SaysWhatIsNeeded()
    {
        string Cell(string column) => AuthorisationMatrix.Cell(typeof(PlantedWithEveryDeclaration), column);

        Assert.Equal("yes", Cell(nameof(Role.Governance)));
        Assert.Equal("ControlOwner or RiskOwner", Cell(nameof(Role.Manager)));
        Assert.Equal("Self", Cell(AuthorisationMatrix.AnyPerson));
        Assert.Equal("yes", Cell(AuthorisationMatrix.Job));
        Assert.Equal("ledger:read", Cell(AuthorisationMatrix.ApiClient));
        Assert.Equal("-", Cell(AuthorisationMatrix.CommandLine));
        Assert.Equal("-", Cell(nameof(Role.Auditor)));
    }

    [Fact]
    [Trait("row", "B-14")]
    public void PlatformAdministrator_RunsTheConsoleAndDecidesNothing()
    {
        var may = UseCaseAuthorisation.UseCases
            .Where(u => AuthorisationMatrix.Cell(u, nameof(Role.PlatformAdministrator)) != AuthorisationMatrix.Never)
            .Select(u => u.Name);

        Expect.None(may.Except(RunsTheConsole, StringComparer.Ordinal));
    }

    /// <summary>Machines raise, read and report: who adds a line here says which of the three it is.</summary>
    private static readonly string[] DoneByMachines =
    [
        "RecordProofRelease", // reads
        "SubmitRequest", // raises
        "RecordSignal", // reports what a system confirms
        "ExecuteRequest", // reports what was carried out
        "CallEndpoint", // nothing: it writes down what a key was refused
    ];

    [Fact]
    public void ApiClient_RaisesReadsAndReports() =>
        Assert.Equal(
            DoneByMachines.Order(StringComparer.Ordinal),
            UseCaseAuthorisation.UseCases.Where(u => AuthorisationMatrix.Cell(u, AuthorisationMatrix.ApiClient) != AuthorisationMatrix.Never).Select(u => u.Name).Order(StringComparer.Ordinal));

    /// <summary>A relation to an object is a person's: no key is owner, proposer or assignee of anything.</summary>
    [Fact]
    public void ApiClient_WithEveryScope_IsNoPerson()
    {
        Assert.False(UseCaseAuthorisation.MightAllow(typeof(OpenPage), ActorKind.ApiKey, AllRoles, Enum.GetValues<ApiScope>().ToHashSet()));
        Assert.False(UseCaseAuthorisation.MightAllow(typeof(PlantedWithEveryDeclaration), ActorKind.ApiKey, AllRoles, new HashSet<ApiScope> { ApiScope.PathsRead }));
        Assert.False(UseCaseAuthorisation.MightAllow(typeof(PlantedWithEveryDeclaration), ActorKind.CommandLine, AllRoles, Enum.GetValues<ApiScope>().ToHashSet()));
        Assert.Throws<ArgumentException>(() => new MayBeDoneByAttribute(Role.ApiClient));
        Assert.Throws<ArgumentException>(() => new MayBeDoneByAttribute(ActorKind.Person));
    }

    [Fact]
    public void Auditor_ChangesNothing() =>
        Expect.None(UseCaseAuthorisation.UseCases
            .Where(u => AuthorisationMatrix.Cell(u, nameof(Role.Auditor)) != AuthorisationMatrix.Never)
            .Select(u => u.Name)
            .Except(WriteDownReading, StringComparer.Ordinal));

    /// <summary>
    /// One person per role, and one without: each calls every use case that the matrix closes to them, through the real
    /// road. The refusal comes before the input is read, so there is none.
    /// </summary>
    [Fact]
    [Trait("row", "B-14")]
    public async Task EveryNoOfTheMatrix_IsRefusedOnTheRoad()
    {
        await using var console = await TestConsole.StartAsync();
        var tried = new List<string>();
        var wrong = new List<string>();
        foreach (var (column, actor) in await ActorsAsync(console))
        {
            foreach (var useCase in UseCaseAuthorisation.UseCases.Where(u => IsClosedTo(u, column)))
            {
                tried.Add($"{column}: {useCase.Name}");
                var refusals = await RefusalsAsync(console, useCase, actor);
                if (refusals is not [NotAllowed])
                    wrong.Add($"{column} came past the permission of {useCase.Name}: {string.Join(", ", refusals.Select(r => r.Code))}");
            }
        }

        Expect.None(wrong);
        Assert.True(tried.Count > UseCaseAuthorisation.UseCases.Count * AuthorisationMatrix.Columns.Count / 2, $"Only {tried.Count} were tried.");
    }

    /// <summary>What the matrix opens on a role alone gets past the permission: the refusal, if any, is another one.</summary>
    [Fact]
    public async Task EveryYesOfTheMatrix_ComesPastThePermission()
    {
        await using var console = await TestConsole.StartAsync();
        var wrong = new List<string>();
        foreach (var (column, actor) in await ActorsAsync(console))
        {
            foreach (var useCase in UseCaseAuthorisation.UseCases.Where(u => AuthorisationMatrix.Cell(u, column) is var cell && (cell == AuthorisationMatrix.Always || (column == AuthorisationMatrix.ApiClient && cell != AuthorisationMatrix.Never))))
            {
                try
                {
                    if (await RefusalsAsync(console, useCase, actor) is [NotAllowed])
                        wrong.Add($"{column} may do {useCase.Name} by the matrix and was refused.");
                }
                catch (NullReferenceException)
                {
                    // The use case read its input, and there is none: the permission lay behind it.
                }
            }
        }

        Expect.None(wrong);
    }

    private static HashSet<Role> AllRoles => [.. Enum.GetValues<Role>()];

    private static bool IsClosedTo(Type useCase, string column) =>
        AuthorisationMatrix.Cell(useCase, column) == AuthorisationMatrix.Never
        && (column is AuthorisationMatrix.Job or AuthorisationMatrix.CommandLine or AuthorisationMatrix.ApiClient
            || AuthorisationMatrix.Cell(useCase, AuthorisationMatrix.AnyPerson) == AuthorisationMatrix.Never);

    private static async Task<List<(string Column, Actor Actor)>> ActorsAsync(TestConsole console)
    {
        var actors = new List<(string, Actor)>
        {
            (AuthorisationMatrix.AnyPerson, await console.PersonAsync("Nora Norole")),
            (AuthorisationMatrix.Job, Actor.ForJob("test")),
            (AuthorisationMatrix.CommandLine, Actor.ForCommandLine("test")),
        };
        foreach (var role in Enum.GetValues<Role>().Where(r => r != Role.ApiClient))
            actors.Add((role.ToString(), await console.PersonAsync($"One {role}", role)));
        actors.Add((AuthorisationMatrix.ApiClient, await console.CallerAsync(await console.KeyAsync(Enum.GetValues<ApiScope>()))));
        return actors;
    }

    private static async Task<IReadOnlyList<Refusal>> RefusalsAsync(TestConsole console, Type useCase, Actor actor)
    {
        var execute = useCase.GetMethod("ExecuteAsync")!;
        var arguments = execute.GetParameters().Select(p =>
            p.ParameterType == typeof(CommandId) ? CommandId.New()
            : p.ParameterType == typeof(Actor) ? actor
            : p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType)
            : (object?)null);
        var task = (Task)execute.Invoke(console.Use(useCase), [.. arguments])!;
        await task;
        var outcome = task.GetType().GetProperty("Result")!.GetValue(task)!;
        return [.. ((IEnumerable)outcome.GetType().GetProperty(nameof(Outcome<>.Refusals))!.GetValue(outcome)!).Cast<Refusal>()];
    }
}

public sealed class PlantedWithoutDeclaration
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId) => Task.FromResult(Outcome<Done>.Accept(default));
}

[MayBeDoneBy(Role.Governance)]
[MayBeDoneBy(Role.Manager, Relation.ControlOwner)]
[MayBeDoneBy(Role.Manager, Relation.RiskOwner)]
[MayBeDoneBy(Relation.Self)]
[MayBeDoneBy(ActorKind.Job)]
[MayBeDoneBy(ApiScope.LedgerRead)]
public sealed class PlantedWithEveryDeclaration
{
    public Task<Outcome<Done>> ExecuteAsync(CommandId commandId) => Task.FromResult(Outcome<Done>.Accept(default));
}
