using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace GovernanceConsole.Web.Identity;

/// <summary>
/// Sign-in without proof, for looking at the console on one's own machine. It exists only in Development, and answers
/// only where every bound address, the caller and the Host header are loopback.
/// </summary>
internal sealed class PersonaSignIn(IHostEnvironment environment, IServer server)
{
    /// <summary>What the ledger keeps as the method of such a sign-in.</summary>
    public const string Method = "development-persona";

    /// <summary>Nobody vouched for the person.</summary>
    public const string Issuer = "development";

    /// <summary>Whether this request may use it.</summary>
    public bool IsOfferedTo(HttpContext context) =>
        environment.IsDevelopment()
        && server.Features.Get<IServerAddressesFeature>()?.Addresses is { Count: > 0 } addresses
        && addresses.All(a => IsLoopback(BindingAddress.Parse(a).Host))
        && (context.Connection.RemoteIpAddress is not { } caller || IPAddress.IsLoopback(caller))
        && IsLoopback(context.Request.Host.Host);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
