namespace GovernanceConsole.Policy;

/// <summary>How surely an identity was proofed, NIST SP 800-63A.</summary>
public enum IdentityAssurance
{
    Ial1,
    Ial2,
    Ial3,
}

/// <summary>How strong the normal sign-in is, NIST SP 800-63B.</summary>
public enum AuthenticatorAssurance
{
    Aal1,
    Aal2,
    Aal3,
}
