using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.RecoveryPaths;
using GovernanceConsole.Storage;
using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Requests;

/// <summary>What decides about a request, read at the instant of the decision.</summary>
internal static class RequestReads
{
    /// <summary>An outsourced desk that no system has reported anything from for so long is not seen.</summary>
    internal static readonly TimeSpan UnseenAfter = TimeSpan.FromDays(30);

    internal static readonly string[] ContactKinds = ["K03", "K04", "K05"];

    /// <summary>One request with its signals, votes and editors; null where there is none.</summary>
    public static Task<Request?> FindAsync(GovernanceDbContext context, RequestId id) =>
        context.Set<Request>().Include(r => r.Signals).Include(r => r.Votes.OrderBy(v => v.CastAt)).Include(r => r.Editors).AsSplitQuery().SingleOrDefaultAsync(r => r.Id == id);

    /// <summary>
    /// The strictest of the classes that the records know of a subject: nobody who asks can choose a softer one.
    /// </summary>
    /// <returns>Null where nobody knows who it is.</returns>
    public static async Task<SubjectClass?> ClassAsync(GovernanceDbContext context, PolicyDocument policy, string kind, RequestIntake intake)
    {
        if (intake.SubjectKind != SubjectKind.Person)
            return intake.SubjectKind == SubjectKind.MachineIdentity ? SubjectClass.Service : SubjectClass.Customer;
        if (intake.Subject is not { } person || await context.Set<Subject>().AsNoTracking().Where(s => s.Id == person).Select(s => (Engagement?)s.Engagement).SingleOrDefaultAsync() is not { } engagement)
            return null;
        var classes = await context.Set<SubjectMark>().AsNoTracking().Where(m => m.PersonId == person && m.EndedAt == null).Select(m => m.Class).ToListAsync();
        classes.Add(engagement switch
        {
            Engagement.Employee => SubjectClass.Standard,
            Engagement.Contractor => SubjectClass.Contractor,
            Engagement.ThirdParty => SubjectClass.ThirdParty,
        });
        return Strictest(policy, kind, classes);
    }

    internal static SubjectClass Strictest(PolicyDocument policy, string kind, IReadOnlyList<SubjectClass> classes)
    {
        foreach (var subject in classes)
        {
            if (policy.NotOffered.Any(n => n.Cell == RequestRule.IdOf(kind, subject) && n.Because == NotOfferedBecause.Denied))
                return subject;
        }

        return classes
            .OrderByDescending(c => policy.FindRule(RequestRule.IdOf(kind, c)) is { } rule ? (int)rule.Level * 10 + rule.Approval.Seats.Count : -1)
            .ThenByDescending(c => c)
            .First();
    }

    /// <summary>The facts that raise the level, as they are now.</summary>
    public static async Task<RoutingFacts> FactsAsync(GovernanceDbContext context, string kind, SubjectClass? subject, RequestIntake intake, GovernedSystemId? system, DateTimeOffset now)
    {
        var attributes = new HashSet<RaisingCondition>();
        if (system is { } id && await context.Set<TargetSystem>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id) is { } target)
        {
            if (target.HighlyAvailable)
                attributes.Add(RaisingCondition.HighlyAvailableSystem);
            if (target.ExternallyFacing)
                attributes.Add(RaisingCondition.ExternallyFacingSystem);
            if (target.PrivilegedAdministration)
                attributes.Add(RaisingCondition.PrivilegedAdministrationSystem);
        }

        return new RoutingFacts(kind, subject)
        {
            SystemAttributes = attributes,
            ContactChangedAt = await ContactChangedAtAsync(context, intake),
            VerificationFailedAt = await FailedAtAsync(context, intake),
            IsDeskUnseen = await IsUnseenAsync(context, intake.Desk, now),
            Tags = intake.Tags.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>When a contact or factor of the subject was last changed: through a request of this console, or in the contacts of record.</summary>
    public static async Task<DateTimeOffset?> ContactChangedAtAsync(GovernanceDbContext context, RequestIntake intake)
    {
        var executed = await ChangeExecutedAtAsync(context, intake);
        var recorded = intake.Subject is { } subject ? await ContactReads.ChangedAtAsync(context, subject) : null;
        return recorded is null || executed > recorded ? executed : recorded;
    }

    /// <summary>When a request to change a contact or factor of the subject was last executed; null for never.</summary>
    public static Task<DateTimeOffset?> ChangeExecutedAtAsync(GovernanceDbContext context, RequestIntake intake) =>
        OfTheSame(context, intake).Where(r => ContactKinds.Contains(r.Kind)).MaxAsync(r => r.ExecutedAt);

    /// <summary>What must be gone through now: by the policy it was submitted under or the present one, whichever asks for more (D11).</summary>
    public static async Task<Outcome<Route>> RouteAsync(GovernanceDbContext context, Request request, DateTimeOffset now)
    {
        var intake = RequestIntake.Of(request);
        var inForce = await PolicyInForce.ReadAsync(context);
        // Who became an executive meanwhile is treated so at once; who is none any more asks anew.
        var known = new[] { request.SubjectClass, await ClassAsync(context, inForce.Document, request.Kind, intake) }.OfType<SubjectClass>().Distinct().ToList();
        var subject = request.SubjectClass is null || known.Count == 0 ? null : (SubjectClass?)Strictest(inForce.Document, request.Kind, known);
        var facts = await FactsAsync(context, request.Kind, subject, intake, request.SystemId, now);
        var present = RequestRouting.Decide(inForce.Document, inForce.Version, facts, now);
        if (!present.IsAccepted || request.PolicyVersion == inForce.Version)
            return present;
        var then = RequestRouting.Decide(await PolicyInForce.DocumentOfAsync(context, request.PolicyVersion), request.PolicyVersion, facts, now);
        return then.IsAccepted ? RequestRouting.StricterOf(present.Value, then.Value) : present;
    }

    /// <summary>The active path that serves a kind by a channel, at the desk where one is named; the number decides between several.</summary>
    public static async Task<RecoveryPathId?> PathAsync(GovernanceDbContext context, PolicyDocument policy, string kind, IntakeChannel channel, DeskId? desk) =>
        RequestKinds.FindByCode(policy.FindKind(kind)?.Like ?? kind) is { } served ? await PathReads.ServingAsync(context, served, channel, desk) : null;

    /// <summary>Another request of the same kind about the same subject that failed at another desk lately .</summary>
    public static Task<string?> FailedElsewhereAsync(GovernanceDbContext context, RequestIntake intake, string kind, DateTimeOffset since) =>
        OfTheSame(context, intake)
            .Where(r => r.Kind == kind && r.DeskId != intake.Desk && r.Signals.Any(s => s.Result == SignalResult.Failed && s.TakenAt > since))
            .OrderByDescending(r => r.SubmittedAt).Select(r => r.Number).FirstOrDefaultAsync();

    private static Task<DateTimeOffset?> FailedAtAsync(GovernanceDbContext context, RequestIntake intake) =>
        OfTheSame(context, intake).SelectMany(r => r.Signals).Where(s => s.Result == SignalResult.Failed).MaxAsync(s => (DateTimeOffset?)s.TakenAt);

    private static async Task<bool> IsUnseenAsync(GovernanceDbContext context, DeskId? desk, DateTimeOffset now)
    {
        if (desk is null || !await context.Set<IntakeDesk>().AsNoTracking().AnyAsync(d => d.Id == desk && d.Kind == DeskKind.Outsourced))
            return false;
        var since = now - UnseenAfter;
        return !await context.Set<Request>().AsNoTracking().AnyAsync(r =>
            r.DeskId == desk && ((r.ExecutedById == null && r.ExecutedAt > since) || r.Signals.Any(s => s.ReportedByKey != null && s.TakenAt > since)));
    }

    /// <summary>Every request about the same subject.</summary>
    public static IQueryable<Request> OfTheSame(GovernanceDbContext context, RequestIntake intake)
    {
        var (subject, reference, kind) = (intake.Subject, intake.SubjectReference, intake.SubjectKind);
        var requests = context.Set<Request>().AsNoTracking();
        return subject is not null
            ? requests.Where(r => r.SubjectId == subject)
            : requests.Where(r => r.SubjectKind == kind && r.SubjectReference != null && r.SubjectReference == reference);
    }
}

/// <summary>A directory entry, as far as being the subject or an approver of a request goes.</summary>
internal sealed class Subject
{
    public PersonId Id { get; init; }

    /// <summary>The key by which the directory and other systems know them.</summary>
    public string DirectoryKey { get; init; } = "";

    public string Name { get; init; } = "";

    public DirectoryEntryKind Kind { get; init; }

    public Engagement Engagement { get; init; }

    public PersonId? ManagerId { get; init; }

    public DateOnly? ContractEndsOn { get; init; }

    public bool MayAct { get; init; }
}

/// <summary>A system, as far as being the target of a request goes.</summary>
internal sealed class TargetSystem
{
    public GovernedSystemId Id { get; init; }

    /// <summary>The code by which other systems know it.</summary>
    public string Code { get; init; } = "";

    public string Name { get; init; } = "";

    public PersonId? RiskOwnerId { get; init; }

    public bool HighlyAvailable { get; init; }

    public bool ExternallyFacing { get; init; }

    public bool PrivilegedAdministration { get; init; }
}

/// <summary>A desk, as far as taking requests in goes.</summary>
internal sealed class IntakeDesk
{
    public DeskId Id { get; init; }

    /// <summary>The code by which other systems know it.</summary>
    public string Code { get; init; } = "";

    public string Name { get; init; } = "";

    public DeskKind Kind { get; init; }

    public PersonId LeadId { get; init; }
}

/// <summary>A path, as far as requests that run on it name it.</summary>
internal sealed class RunPath
{
    public RecoveryPathId Id { get; init; }

    public string Number { get; init; } = "";

    public string Name { get; init; } = "";
}
