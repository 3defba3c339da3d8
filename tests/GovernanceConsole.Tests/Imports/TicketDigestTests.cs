using System.Reflection;
using GovernanceConsole.Imports;

namespace GovernanceConsole.Tests.Imports;

public sealed class TicketDigestTests
{
    private static readonly byte[] Salt = new byte[32];

    public static TheoryData<string, string> Properties
    {
        get
        {
            var properties = new TheoryData<string, string>();
            foreach (var (type, left) in new[] { (typeof(Ticket), new[] { "Id", "ImportId" }), (typeof(TicketEvent), ["TicketId"]) })
            {
                foreach (var property in type.GetProperties().Where(p => !left.Contains(p.Name)))
                    properties.Add(type.Name, property.Name);
            }

            return properties;
        }
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void Root_AnyStoredValueChanged_IsAnother(string type, string property)
    {
        var (ticket, row) = (new Ticket { Number = "T1" }, new TicketEvent());
        var before = RootOf(ticket, row);

        Change(type == nameof(Ticket) ? ticket : row, property);

        Assert.NotEqual(before, RootOf(ticket, row));
    }

    [Fact]
    public void Root_NothingAndEmptyText_AreTwoThings() =>
        Assert.NotEqual(RootOf(new Ticket { VerificationChannels = null }, new TicketEvent()), RootOf(new Ticket { VerificationChannels = "" }, new TicketEvent()));

    [Fact]
    public void Root_AnotherSalt_IsAnother()
    {
        var digest = new TicketDigest([.. Enumerable.Repeat((byte)1, 32)]);
        digest.Add(new Ticket { Number = "T1" }, [new TicketEvent()]);

        Assert.NotEqual(RootOf(new Ticket { Number = "T1" }, new TicketEvent()), digest.Root());
    }

    private static string RootOf(Ticket ticket, TicketEvent row)
    {
        var digest = new TicketDigest(Salt);
        digest.Add(ticket, [row]);
        return digest.Root();
    }

    private static void Change(object row, string property)
    {
        var info = row.GetType().GetProperty(property, BindingFlags.Instance | BindingFlags.Public)!;
        var type = Nullable.GetUnderlyingType(info.PropertyType) ?? info.PropertyType;
        object value = type == typeof(string) ? "changed"
            : type == typeof(int) ? 77
            : type == typeof(bool) ? true
            : type == typeof(DateTimeOffset) ? new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)
            : new DateOnly(2026, 1, 2);
        info.SetValue(row, value);
    }
}
