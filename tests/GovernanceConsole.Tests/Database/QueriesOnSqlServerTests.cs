using System.Collections;
using System.Reflection;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Storage;
using GovernanceConsole.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceConsole.Tests.Database;

/// <summary>
/// Every public method of every class of queries is called over SQL Server's dialect: found, not listed, so a new one is
/// held to it by being written. Deeper queries, for which rows must be there, are held by the tests on SQLite:
/// <see cref="TranslatesForSqlServer"/>.
/// </summary>
public sealed class QueriesOnSqlServerTests
{
    public static TheoryData<string> Methods => [.. Find(typeof(BusinessServices).Assembly).Select(m => NameOf(m))];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Query_IsTranslatedForSqlServer(string name)
    {
        var method = Find(typeof(BusinessServices).Assembly).Single(m => NameOf(m) == name);
        var server = new ScriptedSqlServer();

        await CallEveryWayAsync(method, server);

        Assert.NotEmpty(server.Sent);
    }

    [Fact]
    public async Task Query_PlantedThatSqlServerCannotDo_IsFound()
    {
        var planted = Find(typeof(QueriesOnSqlServerTests).Assembly).Single(m => m.Name == nameof(PlantedQueries.OnlyOnSqliteAsync));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => CallEveryWayAsync(planted, new ScriptedSqlServer()));

        Assert.Contains("could not be translated", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_Planted_IsSentInSqlServersDialectWithAndWithoutItsFilterAndInEveryOrder()
    {
        var planted = Find(typeof(QueriesOnSqlServerTests).Assembly).Single(m => m.Name == nameof(PlantedQueries.PageAsync));
        var server = new ScriptedSqlServer().Answer("SELECT COUNT(*)", [100]);

        await CallEveryWayAsync(planted, server);

        Assert.Contains(server.Sent, s => s.Contains("OFFSET @", StringComparison.Ordinal) && s.Contains("ORDER BY [p].[name] DESC", StringComparison.Ordinal) && s.Contains("WHERE", StringComparison.Ordinal));
        Assert.Contains(server.Sent, s => s.Contains("ORDER BY [p].[directory_key]", StringComparison.Ordinal) && !s.Contains("WHERE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Query_OnSqliteThatSqlServerCannotDo_FailsInTheTestThatRunsIt()
    {
        await using var console = await TestConsole.StartAsync();
        await using var context = console.Store.OpenForReading();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => context.Set<Person>().Where(p => EF.Functions.Glob(p.Name, "A*")).ToListAsync());

        Assert.StartsWith("SQLite can run this query and SQL Server cannot", failure.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<MethodInfo> Find(Assembly assembly) =>
        assembly.GetTypes()
            .Where(t => t is { IsClass: true, IsVisible: true } && t.Name.EndsWith("Queries", StringComparison.Ordinal))
            .Where(t => t.GetConstructors().SelectMany(c => c.GetParameters()).Any(p => p.ParameterType == typeof(ReadOnlyStore))) // the others ask the scheduler
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => typeof(Task).IsAssignableFrom(m.ReturnType) || IsStream(m.ReturnType)) // the rest answers without asking the database
            .OrderBy(NameOf, StringComparer.Ordinal);

    private static bool IsStream(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>);

    private static string NameOf(MethodInfo method) =>
        $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(p => p.ParameterType.Name))})";

    /// <summary>With nothing and with everything that may be left out; lists in the order of each of their columns.</summary>
    private static async Task CallEveryWayAsync(MethodInfo method, ScriptedSqlServer server)
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IGovernanceStore>(server.Store(TimeProvider.System))
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new OrganisationTime(TimeProvider.System, TimeZoneInfo.Utc))
            .AddBusiness()
            .BuildServiceProvider();
        var queries = method.IsStatic ? null : ActivatorUtilities.GetServiceOrCreateInstance(services, method.DeclaringType!);
        foreach (var arguments in Ways(method))
        {
            try
            {
                await RunToItsEndAsync(method.Invoke(queries, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null));
            }
            catch (InvalidOperationException failure) when (failure.Message.Contains("no elements", StringComparison.Ordinal))
            {
                // The database is empty: what was asked for is not there.
            }
        }
    }

    private static IEnumerable<object?[]> Ways(MethodInfo method)
    {
        var row = method.ReturnType.GetGenericArguments().FirstOrDefault() is { IsGenericType: true } page && page.GetGenericTypeDefinition() == typeof(Page<>)
            ? page.GetGenericArguments()[0]
            : null;
        string?[] sorts = [null, .. row?.GetProperties().Select(p => p.Name) ?? []];
        foreach (var sort in sorts)
        {
            foreach (var isFull in new[] { false, true })
            {
                var sample = new SampleArguments(isFull, new PageRequest(Sort: sort, Descending: isFull));
                yield return [.. method.GetParameters().Select(sample.For)];
            }
        }
    }

    private static async Task RunToItsEndAsync(object? result)
    {
        if (result is Task task)
        {
            await task;
            result = task.GetType().GetProperty("Result")?.GetValue(task);
        }

        if (result?.GetType().GetInterfaces().FirstOrDefault(IsStream) is { } rows)
        {
            await (Task)typeof(QueriesOnSqlServerTests).GetMethod(nameof(ReadAllAsync), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(rows.GetGenericArguments()).Invoke(null, [result])!;
        }
    }

    private static async Task ReadAllAsync<T>(IAsyncEnumerable<T> rows)
    {
        await foreach (var row in rows)
            _ = row;
    }
}

/// <summary>Arguments for any method of the queries. A type it cannot make needs a line here.</summary>
internal sealed class SampleArguments(bool isFull, PageRequest page)
{
    private static readonly NullabilityInfoContext Nullability = new();

    public object? For(ParameterInfo parameter)
    {
        if (Nullable.GetUnderlyingType(parameter.ParameterType) is { } value)
            return isFull ? Make(value) : null;
        bool mayBeNull;
        lock (Nullability)
            mayBeNull = !parameter.ParameterType.IsValueType && Nullability.Create(parameter).WriteState == NullabilityState.Nullable;
        return mayBeNull && !isFull ? null : Make(parameter.ParameterType);
    }

    private object Make(Type type)
    {
        if (type == typeof(string))
            return "x";
        if (type == typeof(PageRequest))
            return page;
        if (type == typeof(Actor))
            return Actor.ForPerson(new PersonId(Guid.CreateVersion7()), "Gesa") with { KnownRoles = Enum.GetValues<Role>().ToHashSet() };
        if (type == typeof(PolicyDocument))
            return PolicyDocument.Default;
        if (type == typeof(RequestContent))
            return new RequestContent { Kind = "K14", Effect = "x" };
        if (type == typeof(CancellationToken))
            return CancellationToken.None;
        if (type == typeof(Guid))
            return Guid.CreateVersion7();
        if (type == typeof(DateTimeOffset))
            return TestConsole.Start;
        if (type == typeof(DateOnly))
            return new DateOnly(2026, 3, 2);
        if (type == typeof(Stream))
            return new MemoryStream();
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(0)!;
        if (type == typeof(bool))
            return isFull;
        if (type.IsPrimitive || type == typeof(decimal))
            return Convert.ChangeType(1, type, System.Globalization.CultureInfo.InvariantCulture);
        if (type.IsArray)
            return ListOf(type.GetElementType()!);
        if (type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) && type.GetGenericArguments() is [var element])
        {
            var set = typeof(HashSet<>).MakeGenericType(element);
            return type.IsAssignableFrom(element.MakeArrayType()) ? ListOf(element) : Activator.CreateInstance(type.IsAssignableFrom(set) ? set : type, ListOf(element))!;
        }

        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).FirstOrDefault(c => c.GetParameters() is not [{ ParameterType: var only }] || only != type)
            ?? throw new InvalidOperationException($"SampleArguments cannot make a {type.Name}: add a line for it.");
        return constructor.Invoke([.. constructor.GetParameters().Select(For)]);
    }

    private Array ListOf(Type element)
    {
        var list = Array.CreateInstance(element, 1);
        list.SetValue(Make(element), 0);
        return list;
    }
}

/// <summary>What the sweep over the queries must find.</summary>
public sealed class PlantedQueries(ReadOnlyStore store)
{
    public sealed record Row(string Name, string DirectoryKey);

    public async Task<int> OnlyOnSqliteAsync()
    {
        await using var context = store.Open();
        return await context.Set<Person>().CountAsync(p => EF.Functions.Glob(p.Name, "A*"));
    }

    public async Task<Page<Row>> PageAsync(PageRequest page, string? name)
    {
        await using var context = store.Open();
        var people = name is null ? context.Set<Person>() : context.Set<Person>().Where(p => p.Name.Contains(name));
        people = (page.Sort, page.Descending) switch
        {
            (nameof(Row.Name), true) => people.OrderByDescending(p => p.Name),
            (nameof(Row.Name), false) => people.OrderBy(p => p.Name),
            _ => people.OrderBy(p => p.DirectoryKey),
        };
        return await people.Select(p => new Row(p.Name, p.DirectoryKey)).ToPageAsync(page, default);
    }
}
