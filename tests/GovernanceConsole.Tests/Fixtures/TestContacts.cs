using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;

namespace GovernanceConsole.Tests.Fixtures;

/// <summary>Contacts of record as the directory brings them. The numbers are of ranges that are kept free for fiction.</summary>
internal static class TestContacts
{
    public const string Number = "+49 30 23125 101";
    public const string Address = "sam.private@example.net";

    /// <summary>Long before any cooling-off begins.</summary>
    public static readonly DateOnly Old = new(2020, 1, 7);

    /// <summary>An old number and an old recovery address, brought by the directory.</summary>
    public static async Task<(ContactId Number, ContactId Address)> ContactsAsync(this TestConsole console, Actor person, string key)
    {
        await console.DirectorySaysAsync(key, Number, Old, Address, Old);
        var contacts = await console.Use<ContactQueries>().OfAsync(console.Founder, person.Person!.Value);
        return (contacts.Single(c => c is { Kind: ContactKind.Phone, EndedAt: null }).Id, contacts.Single(c => c is { Kind: ContactKind.RecoveryAddress, EndedAt: null }).Id);
    }

    /// <summary>What a people import would bring of the contacts of somebody who is registered.</summary>
    public static async Task<FeedResult> DirectorySaysAsync(
        this TestConsole console, string key, string? phone, DateOnly? phoneChangedOn = null, string? address = null, DateOnly? addressChangedOn = null)
    {
        FeedResult? result = null;
        var entry = (await console.Use<PeopleQueries>().PeopleNamedLikeAsync(key)).Single();
        var row = new DirectoryRow(key, entry.Name, null, DirectoryEntryKind.Individual, Engagement.Employee, null, null, null)
        {
            Phone = phone,
            PhoneChangedOn = phoneChangedOn,
            RecoveryAddress = address,
            RecoveryAddressChangedOn = addressChangedOn,
        };
        await console.Use<LedgeredChange>().ExecuteAsync<string, Done>(
            new BringsTheDirectory(), CommandId.New(), key, console.Founder,
            async change =>
            {
                result = await DirectoryFeed.ApplyAsync(change, [row], DirectoryFields.Phone | DirectoryFields.RecoveryAddress);
                return default(Done);
            },
            CancellationToken.None);
        return result!;
    }

    [MayBeDoneBy(Role.Governance)]
    private sealed class BringsTheDirectory;
}
