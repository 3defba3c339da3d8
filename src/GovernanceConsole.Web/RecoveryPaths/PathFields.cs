using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Web.Shell;

namespace GovernanceConsole.Web.RecoveryPaths;

/// <summary>What is typed into the form of a path. It starts from the stored description and becomes one again.</summary>
public sealed class PathFields
{
    public string Name { get; set; } = "";

    public PathType Type { get; set; } = PathType.Phone;

    public Lane Lane { get; set; } = Lane.GovernedRecovery;

    public RiskLevel Level { get; set; } = RiskLevel.High;

    public HashSet<IntakeChannel> Channels { get; } = [];

    public HashSet<RequestKind> Kinds { get; } = [];

    public DesignedBy DesignedBy { get; set; } = DesignedBy.Iam;

    public PersonId? Designer { get; set; }

    public ControlArea? Area { get; set; }

    public IdentityDomainId? Domain { get; set; }

    public List<PickerChoice<DeskId>> Desks { get; } = [];

    public HashSet<ReachKind> Opens { get; } = [];

    public string? ReachNote { get; set; }

    public List<PickerChoice<GovernedSystemId>> Systems { get; } = [];

    public IdentityAssurance? IdentityAssurance { get; set; }

    public AuthenticatorAssurance? AuthenticatorAssurance { get; set; }

    public static PathFields Of(PathDetails path)
    {
        var described = path.Description;
        var fields = new PathFields
        {
            Name = described.Name,
            Type = described.Type,
            Lane = described.Lane,
            Level = described.Level,
            DesignedBy = described.DesignedBy,
            Designer = described.Designer,
            Area = described.Area,
            Domain = described.IdentityDomain,
            ReachNote = path.Reach.Note,
            IdentityAssurance = described.IdentityAssurance,
            AuthenticatorAssurance = described.AuthenticatorAssurance,
        };
        fields.Channels.UnionWith(described.Channels);
        fields.Kinds.UnionWith(described.RequestKinds);
        fields.Desks.AddRange(path.Desks.Select(d => new PickerChoice<DeskId>(d.Id, d.Name)));
        fields.Opens.UnionWith(path.Reach.Opens);
        fields.Systems.AddRange(path.SystemsBehind.Select(s => new PickerChoice<GovernedSystemId>(s.Id, s.Name)));
        return fields;
    }

    public PathDescription ToDescription() => new(
        Name, Type, Lane, Level, [.. Channels.Order()], [.. Kinds.Order()], DesignedBy, Designer, Area, Domain, [.. Desks.Select(d => d.Id)],
        IdentityAssurance, AuthenticatorAssurance);

    public ReachDescription ToReach() => new([.. Opens.Order()], string.IsNullOrWhiteSpace(ReachNote) ? null : ReachNote, [.. Systems.Select(s => s.Id)]);
}
