using System.Globalization;
using GovernanceConsole.Identity;
using Microsoft.AspNetCore.Authentication;

namespace GovernanceConsole.Web.Identity;

/// <summary>Somebody who is signed in proves themselves again, for an approval. Travels to the provider and back in the encrypted state.</summary>
/// <param name="Person">Who is to come back.</param>
/// <param name="AskedAt">When they were sent; what they proved before does not count.</param>
internal sealed record StepUp(PersonId Person, DateTimeOffset AskedAt);

internal static class StepUpProperties
{
    private const string PersonKey = ".again.person";
    private const string AskedAtKey = ".again.asked";

    public static void Ask(this AuthenticationProperties properties, StepUp stepUp)
    {
        properties.Items[PersonKey] = stepUp.Person.Value.ToString();
        properties.Items[AskedAtKey] = stepUp.AskedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
    }

    public static bool IsSignInAgain(this AuthenticationProperties properties) => properties.Items.ContainsKey(PersonKey);

    /// <summary>What was asked; null for an ordinary sign-in.</summary>
    public static StepUp? Asked(this AuthenticationProperties properties) => properties.Items.TryGetValue(PersonKey, out var person)
        ? new StepUp(new PersonId(Guid.Parse(person!)), DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(properties.Items[AskedAtKey]!, CultureInfo.InvariantCulture)))
        : null;
}
