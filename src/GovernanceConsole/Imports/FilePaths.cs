using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;

namespace GovernanceConsole.Imports;

/// <summary>A recovery path as a file tells it. It names others by their keys.</summary>
internal sealed record FilePath(
    string Name,
    PathType Type,
    Lane Lane,
    RiskLevel Level,
    IReadOnlyList<IntakeChannel> Channels,
    IReadOnlyList<RequestKind> RequestKinds,
    DesignedBy DesignedBy,
    string? Designer,
    ControlArea? Area,
    string? IdentityDomain,
    IReadOnlyList<string> Desks,
    IdentityAssurance? IdentityAssurance,
    AuthenticatorAssurance? AuthenticatorAssurance,
    IReadOnlyList<ReachKind> Opens,
    string? Behind,
    IReadOnlyList<string> Systems,
    string? ControlOwner,
    string? RiskOwner)
{
    public static FilePath Of(RowReader row) => new(
        row[(int)PathField.Name]!.Text!,
        ImportFields.WordOf<PathType>(row[(int)PathField.Type])!.Value,
        ImportFields.WordOf<Lane>(row[(int)PathField.Lane])!.Value,
        ImportFields.WordOf<RiskLevel>(row[(int)PathField.Level])!.Value,
        ImportFields.WordsOf<IntakeChannel>(row[(int)PathField.Channels]),
        ImportFields.WordsOf<RequestKind>(row[(int)PathField.RequestKinds]),
        ImportFields.WordOf<DesignedBy>(row[(int)PathField.DesignedBy])!.Value,
        row[(int)PathField.Designer]?.Text,
        ImportFields.WordOf<ControlArea>(row[(int)PathField.Area]),
        row[(int)PathField.IdentityDomain]?.Text,
        row[(int)PathField.Desks]?.List ?? [],
        ImportFields.WordOf<IdentityAssurance>(row[(int)PathField.IdentityAssurance]),
        ImportFields.WordOf<AuthenticatorAssurance>(row[(int)PathField.AuthenticatorAssurance]),
        ImportFields.WordsOf<ReachKind>(row[(int)PathField.Opens]),
        row[(int)PathField.Behind]?.Text,
        row[(int)PathField.Systems]?.List ?? [],
        row[(int)PathField.ControlOwner]?.Text,
        row[(int)PathField.RiskOwner]?.Text);
}

/// <summary>
/// Paths enter the register through the act that the form uses, as drafts, an entry each. A path whose name is in the
/// register already is left as it is: a file registers paths, it does not edit them.
/// </summary>
internal sealed record FilePaths(IReadOnlyList<int> Lines, IReadOnlyList<FilePath> Rows) : FileObjects(Lines)
{
    public override Task<Judgement> CheckAsync(ReadOnlyStore store, Actor actor, Rehearse rehearse, CancellationToken cancellationToken) => rehearse(ApplyAsync);

    public override async Task<Judgement> ApplyAsync(Change change)
    {
        var keys = await Keys.OfAsync(change, Rows);
        var refusals = new List<FeedFinding>();
        var remarks = new List<RowRemark>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Rows.Count; i++)
        {
            var row = Rows[i];
            var missing = keys.MissingOf(row).ToList();
            if (!names.Add(row.Name))
                missing.Add(new PathNameComesTwice(row.Name));
            if (missing.Count > 0)
            {
                refusals.AddRange(missing.Select(m => new FeedFinding(i, m)));
                continue;
            }

            var registered = await RegisterRecoveryPath.RegisterAsync(change, keys.Resolve(row));
            if (registered.Refusals is [PathNameIsTaken taken])
                remarks.Add(new RowRemark(i, taken.Code, $"{taken.Number} is called {taken.Name} already. It was left as it is: a file registers paths, it does not edit them."));
            else
                refusals.AddRange(registered.Refusals.Select(r => new FeedFinding(i, r)));
        }

        return new Judgement(refusals, remarks, new ImportedChanges(
            Added: Rows.Count - remarks.Count - refusals.Select(r => r.Row).Distinct().Count(), Changed: 0, Left: 0, Returned: 0, Unchanged: remarks.Count));
    }

    /// <summary>What the keys of the file stand for.</summary>
    private sealed class Keys
    {
        public required Dictionary<string, PersonId> People { get; init; }

        public required Dictionary<string, DeskId> Desks { get; init; }

        public required Dictionary<string, GovernedSystemId> Systems { get; init; }

        public required Dictionary<string, IdentityDomainId> Domains { get; init; }

        public static async Task<Keys> OfAsync(Change change, IReadOnlyList<FilePath> rows) => new()
        {
            People = await FileKeys.PeopleAsync(change, rows.SelectMany(PeopleOf)),
            Desks = await FileKeys.DesksAsync(change, rows.SelectMany(r => r.Desks)),
            Systems = await FileKeys.SystemsAsync(change, rows.SelectMany(r => r.Systems)),
            Domains = await FileKeys.IdentityDomainsAsync(change, rows.Select(r => r.IdentityDomain).OfType<string>()),
        };

        public IEnumerable<Refusal> MissingOf(FilePath row) =>
        [
            .. PeopleOf(row).Where(p => !People.ContainsKey(p)).Select(p => new PersonIsUnknown(p)),
            .. row.Desks.Where(d => !Desks.ContainsKey(d)).Select(d => new DeskIsUnknown(d)),
            .. row.Systems.Where(s => !Systems.ContainsKey(s)).Select(s => new SystemIsUnknown(s)),
            .. row.IdentityDomain is { } domain && !Domains.ContainsKey(domain) ? new Refusal[] { new IdentityDomainIsUnknown(domain) } : [],
        ];

        public RegisterRecoveryPathInput Resolve(FilePath row) => new(
            new PathDescription(
                row.Name, row.Type, row.Lane, row.Level, row.Channels, row.RequestKinds, row.DesignedBy, Person(row.Designer), row.Area,
                row.IdentityDomain is { } domain ? Domains[domain] : null, [.. row.Desks.Select(d => Desks[d])], row.IdentityAssurance, row.AuthenticatorAssurance),
            new ReachDescription(row.Opens, row.Behind, [.. row.Systems.Select(s => Systems[s])]),
            Person(row.ControlOwner),
            Person(row.RiskOwner));

        private static IEnumerable<string> PeopleOf(FilePath row) =>
            new[] { row.Designer, row.ControlOwner, row.RiskOwner }.OfType<string>().Distinct(StringComparer.Ordinal);

        private PersonId? Person(string? key) => key is null ? null : People[key];
    }
}
