using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.IdentityProviderForTests;
using GovernanceConsole.Organisation;
using GovernanceConsole.Web.Identity;
using GovernanceConsole.Web.Tests.Fixtures;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GovernanceConsole.Web.Tests.Identity;

/// <summary>One provider and one console for all of these; people are linked to accounts by the use cases.</summary>
public sealed class ProviderAndConsole : IAsyncLifetime
{
    public IdentityProvider Provider { get; } = new();

    public ConsoleFactory Console { get; private set; } = null!;

    public PersonId Anna { get; private set; }

    public T Use<T>()
        where T : notnull => Console.Services.GetRequiredService<T>();

    /// <summary>How many security events there are: what a test begins with.</summary>
    public async Task<long> CountEventsAsync() => (await EventsSinceAsync(0)).Count;

    /// <summary>The security events after so many, oldest first.</summary>
    public Task<IReadOnlyList<TrailEntry>> EventsSinceAsync(long count) => Use<TrailQueries>().EntriesAsync(
        Actor.ForPerson(Anna, "Auditor") with { KnownRoles = new HashSet<Role> { Role.Auditor } }, new TrailFilter(TrailLedger.SecurityEvents), after: count - 1);

    /// <summary>What the console reads from a session's cookie.</summary>
    public SignIn SignInOf(string session) => Use<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme)
        .TicketDataFormat.Unprotect(session[(session.IndexOf('=', StringComparison.Ordinal) + 1)..].TrimEnd(' ', ';'))!.Principal.ToActor().SignIn!;

    public async Task InitializeAsync()
    {
        await Provider.InitializeAsync();
        Console = new ConsoleFactory { Settings = Provider.Settings };
        _ = Console.Address;
        Anna = (await Use<FoundOrganisation>().ExecuteAsync(
            CommandId.New(), new FoundOrganisationInput("Anna Meier", "E1", null, new ProvenAccount(Provider.Issuer, "anna")), Actor.ForCommandLine("test"))).Value;
        var anna = Actor.ForPerson(Anna, "Anna Meier");
        await LinkAsync(anna, "E2", "Bert", Provider.Issuer, "bert");
        await LinkAsync(anna, "E3", "Otto", "https://another.example.test", "otto");
        var lea = await LinkAsync(anna, "E4", "Lea", Provider.Issuer, "lea");
        _ = (await Use<MarkPersonAsLeft>().ExecuteAsync(CommandId.New(), new MarkPersonAsLeftInput(lea), anna)).Value;
    }

    public async Task DisposeAsync()
    {
        await Console.DisposeAsync();
        await Provider.DisposeAsync();
    }

    private async Task<PersonId> LinkAsync(Actor by, string key, string name, string issuer, string subject)
    {
        var person = (await Use<RegisterPerson>().ExecuteAsync(CommandId.New(), new RegisterPersonInput(key, name, null), by)).Value;
        _ = (await Use<LinkAccount>().ExecuteAsync(CommandId.New(), new LinkAccountInput(person, issuer, subject), by)).Value;
        return person;
    }
}
