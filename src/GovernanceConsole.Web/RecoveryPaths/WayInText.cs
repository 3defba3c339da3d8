using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;

namespace GovernanceConsole.Web.RecoveryPaths;

/// <summary>What a way in asks for, in words.</summary>
internal static class WayInText
{
    public static string AsksFor(WayIn way) => way.Strength.Proofing is { } proofing ? $"Proofing {Of(proofing)}" : "Proofing not recorded";

    public static string SignIn(WayIn way) => Of(way.StandsInFor);

    public static string Of(SignInComparison beside) => beside switch
    {
        SignInComparison.Weaker => "Weaker",
        SignInComparison.NotRecorded => "Not recorded",
        SignInComparison.NotWeaker => "Not weaker",
    };

    /// <summary>A level as the standard writes it.</summary>
    public static string Of(IdentityAssurance? level) => level?.ToString().ToUpperInvariant() ?? "Not recorded";

    /// <summary>A level as the standard writes it.</summary>
    public static string Of(AuthenticatorAssurance? level) => level?.ToString().ToUpperInvariant() ?? "Not recorded";

    /// <summary>What somebody who does not know the standard must know to choose.</summary>
    public static string Meaning(IdentityAssurance level) => level switch
    {
        IdentityAssurance.Ial1 => "IAL1: little or no proof of who it is",
        IdentityAssurance.Ial2 => "IAL2: proof checked, remotely or in person",
        IdentityAssurance.Ial3 => "IAL3: proof checked by a trained person, face to face",
    };

    /// <summary>What somebody who does not know the standard must know to choose.</summary>
    public static string Meaning(AuthenticatorAssurance level) => level switch
    {
        AuthenticatorAssurance.Aal1 => "AAL1: one factor, such as a password",
        AuthenticatorAssurance.Aal2 => "AAL2: two factors",
        AuthenticatorAssurance.Aal3 => "AAL3: two factors, one a hardware key that resists phishing",
    };
}
