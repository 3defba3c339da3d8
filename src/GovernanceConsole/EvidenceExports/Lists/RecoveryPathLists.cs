using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;

namespace GovernanceConsole.EvidenceExports.Lists;

/// <summary>The lists of the register: the recovery paths and the accountability gaps.</summary>
internal static class RecoveryPathLists
{
    public static ListExport<PathRow> RecoveryPaths(RecoveryPathQueries paths) => new()
    {
        Name = "recovery-paths",
        Title = "Recovery paths",
        Columns = new ExportColumns<PathRow>()
            .Text("Number", p => p.Number, width: 12)
            .Text("Name", p => p.Name, width: 36)
            .Choice<PathState>("State", p => p.State, width: 12)
            .Choice<PathType>("Type", p => p.Type)
            .Choice<Lane>("Lane", p => p.Lane)
            .Choice<RiskLevel>("Level", p => p.Level, width: 12)
            .Text("Control owner", p => p.ControlOwner?.Name)
            .YesNo("Control owner has left", p => p.ControlOwner?.HasLeft)
            .Instant("Control owner since", p => p.ControlOwnerSince)
            .Text("Risk owner", p => p.RiskOwner?.Name)
            .YesNo("Risk owner has left", p => p.RiskOwner?.HasLeft)
            .Instant("Risk owner since", p => p.RiskOwnerSince)
            .Text("Can lead to", p => string.Join(", ", p.Opens.Select(PathWords.Of)))
            .Text("Desks", p => string.Join(", ", p.Desks.Select(d => d.Name)))
            .Date("Signed off until", p => p.SignedOffUntilOn)
            .Whole("Gaps", p => p.Gaps.Count)
            .Text("Kinds of gaps", p => string.Join(", ", p.Gaps.Select(ChoiceWords.Of)), width: 40),
        Rows = (_, filter, cancellationToken) =>
        {
            var chosen = new PathFilter
            {
                Text = filter.Text("words", "Words"),
                States = One(filter.Choice<PathState>("state", "State")),
                Levels = One(filter.Choice<RiskLevel>("level", "Level")),
                Opens = filter.Choice<ReachKind>("opens", "Can lead to"),
                Type = filter.Choice<PathType>("type", "Type"),
                OnlyWithGaps = filter.YesNo("gaps", "Only with a gap") == true,
            };
            return Task.FromResult(PagedRows.ReadAsync(
                filter.OrderedBy(nameof(PathRow.Name), nameof(PathRow.State), nameof(PathRow.Level), nameof(PathRow.ControlOwner), nameof(PathRow.RiskOwner), nameof(PathRow.SignedOffUntilOn)),
                (page, token) => paths.ListAsync(chosen, page, token), cancellationToken));
        },
    };

    public static ListExport<AccountabilityGap> AccountabilityGaps(AccountabilityGapQueries gaps) => new()
    {
        Name = "accountability-gaps",
        Title = "Accountability gaps",
        Columns = new ExportColumns<AccountabilityGap>()
            .Choice<GapKind>("Kind", g => g.Kind, width: 30)
            .Text("Path", g => g.Number, width: 12)
            .Text("Name", g => g.PathName, width: 36)
            .Choice<PathState>("State", g => g.State, width: 12)
            .Choice<RiskLevel>("Level", g => g.Level, width: 12)
            .Choice<PathSeat>("Seat", g => g.Seat, width: 12)
            .Text("Person", g => g.PersonName)
            .Choice<ControlArea>("Area", g => g.Area)
            .Choice<RequestKind>("Request kind", g => g.RequestKind)
            .Text("What is missing", g => g.What, width: 60)
            .Instant("Since", g => g.Since)
            .Date("Suspended on", g => g.SuspendsOn)
            .Text("System or domain", g => g.ReachedName),
        Rows = (_, filter, cancellationToken) =>
        {
            var kind = filter.Choice<GapKind>("kind", "Kind");
            return Task.FromResult(PagedRows.ReadAsync(filter.OrderedBy(), (page, token) => gaps.ListAsync(kind, page, token), cancellationToken));
        },
    };

    public static ListExport<WayIntoSystem> WeakestPaths(WaysInQueries ways) => new()
    {
        Name = "weakest-paths",
        Title = "Ways into each system",
        Columns = new ExportColumns<WayIntoSystem>()
            .Text("System", w => w.System.Code, width: 12)
            .Text("System name", w => w.System.Name, width: 30)
            .Whole("Rank", w => w.Way.Rank)
            .YesNo("Weakest", w => w.Way.IsWeakest)
            .Text("Path", w => w.Way.Number, width: 12)
            .Text("Path name", w => w.Way.Name, width: 36)
            .Choice<Lane>("Lane", w => w.Way.Lane)
            .Choice<RiskLevel>("Level", w => w.Way.Strength.Level, width: 12)
            .Choice<IdentityAssurance>("Proofing demanded", w => w.Way.Strength.Proofing)
            .Choice<AuthenticatorAssurance>("Stands in for", w => w.Way.StandsInFor)
            .Choice<SignInComparison>("Beside the sign-in", w => w.Way.BesideSignIn),
        Rows = (_, filter, cancellationToken) =>
        {
            var beside = filter.Choice<SignInComparison>("beside", "Beside the sign-in");
            return Task.FromResult(
                from system in PagedRows.ReadAsync(
                    filter.OrderedBy(nameof(SystemWaysIn.Name), nameof(SystemWaysIn.Weakest), nameof(SystemWaysIn.Ways)),
                    (page, token) => ways.ListAsync(beside, page, token),
                    cancellationToken)
                from way in system.Ways
                select new WayIntoSystem(system, way));
        },
    };

    public static ListExport<PersonSeat> SeatsOfAPerson(PersonSeatQueries seats, PeopleQueries people) => new()
    {
        Name = "seats",
        Title = "Seats of a person",
        Columns = new ExportColumns<PersonSeat>()
            .Text("Path", s => s.Number, width: 12)
            .Text("Path name", s => s.PathName, width: 36)
            .Choice<ControlArea>("Area", s => s.Area)
            .Choice<AnswersAs>("As", s => s.As, width: 26)
            .Choice<ModelPart>("Part of the control model", s => s.Part)
            .Choice<PathState>("State", s => s.State, width: 12)
            .Instant("Since", s => s.Since)
            .Date("Confirm until", s => s.ConfirmUntilOn),
        Rows = async (_, filter, cancellationToken) =>
        {
            var order = filter.OrderedBy(nameof(PersonSeat.Number), nameof(PersonSeat.As), nameof(PersonSeat.Since), nameof(PersonSeat.ConfirmUntilOn));
            if (filter.Id<PersonId>("person") is not { } person)
            {
                filter.Required("person", "Person");
                return AsyncEnumerable.Empty<PersonSeat>();
            }

            filter.Say("Person", (await people.NamesOfAsync([person], cancellationToken)).GetValueOrDefault(person) ?? "one that does not exist");
            return PagedRows.ReadAsync(order, (page, token) => seats.OfAsync(person, page, token), cancellationToken);
        },
    };

    /// <param name="System">The system.</param>
    /// <param name="Way">One of the ways into it.</param>
    internal sealed record WayIntoSystem(SystemWaysIn System, WayIn Way);

    private static IReadOnlyList<T> One<T>(T? chosen)
        where T : struct => chosen is { } one ? [one] : [];
}
