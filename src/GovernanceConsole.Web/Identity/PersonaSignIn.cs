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

    /// <summary>Such a sign-in is as fresh as the click.</summary>
    public static Proof ProofAt(DateTimeOffset now) => new(now, Method, Issuer);

    /// <summary>Whether this request may use it.</summary>
    public bool IsOfferedTo(HttpContext context) => WhyNotFor(context) is null;

    /// <summary>Why this request may not use it, as it stands after "because"; null where it may.</summary>
    public string? WhyNotFor(HttpContext context)
    {
        if (!environment.IsDevelopment())
            return $"this console runs as {environment.EnvironmentName}";
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (addresses.Count == 0)
            return "this console does not say at which addresses it listens";
        if (addresses.FirstOrDefault(a => !IsLoopback(BindingAddress.Parse(a).Host)) is { } open)
            return $"this console also listens at {open}, where other machines reach it; start it with --urls http://localhost:5080";
        if (context.Connection.RemoteIpAddress is { } caller && !IPAddress.IsLoopback(caller))
            return $"this request came from another machine, {caller}";
        return IsLoopback(context.Request.Host.Host) ? null : $"this request came under {context.Request.Host}, which is no name of this machine alone";
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
