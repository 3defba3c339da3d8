using GovernanceConsole.AuditLedger;
using GovernanceConsole.Identity;
using GovernanceConsole.Organisation;
using GovernanceConsole.Policy;
using GovernanceConsole.Requests;
using GovernanceConsole.Web.Api;
using Microsoft.AspNetCore.Mvc;

namespace GovernanceConsole.Web.Requests;

/// <summary>
/// Requests for other systems: they raise, read, and report what systems know. Nothing here approves, rejects, confirms,
/// clears, releases or changes a request: that takes a person in the browser.
/// </summary>
internal static class RequestApi
{
    public static void MapRequestApi(this IEndpointRouteBuilder api)
    {
        var requests = api.MapGroup("/requests").WithTags("Requests");
        requests.MapGet("", ListAsync).NeedsScope(ApiScope.RequestsRead).WithName("listRequests").WithSummary("Requests, in the order of their numbers.");
        requests.MapGet("/{number}", FindAsync).NeedsScope(ApiScope.RequestsRead).WithName("getRequest").WithSummary("One request: what is asked, where it stands, which signals count, who must still agree.");
        requests.MapPost("", RaiseAsync).NeedsScope(ApiScope.RequestsWrite).WithName("createRequest").Produces<ApiRaised>(StatusCodes.Status201Created)
            .WithSummary("Raises a request, or several linked ones. Lane and level come from the policy; urgency is written down and changes nothing.");
        requests.MapPost("/triggered", TriggerAsync).NeedsScope(ApiScope.RequestsTrigger).WithName("createTriggeredRequest").Produces<ApiRaised>(StatusCodes.Status201Created)
            .WithSummary("Raises what a source of record asks for by itself: somebody leaves, a machine identity is retired, legal orders it. Where the policy says so the trigger stands in for signals and approval.");
        requests.MapPost("/{number}/signals", ReportSignalAsync).NeedsScope(ApiScope.RequestsEvidence).WithName("createSignal").Produces<ApiSignalReported>(StatusCodes.Status201Created)
            .WithSummary("Reports a verification signal that a system confirms. A person's word, such as a call-back, is recorded by that person alone.");
        requests.MapPost("/{number}/execution", ReportExecutionAsync).NeedsScope(ApiScope.RequestsExecution).WithName("createExecution").Produces(StatusCodes.Status204NoContent)
            .WithSummary("Reports that it was carried out, exactly as approved: once, before its end, with the states before and after as the target system tells them.");
    }

    private static async Task<ApiPage<ApiRequestRow>> ListAsync(ApiPaging paging, RequestReportQueries requests, [FromQuery] string? state, CancellationToken cancellationToken)
    {
        if (state is not null && !Enum.GetNames<RequestState>().Contains(state, StringComparer.OrdinalIgnoreCase))
            throw new ApiProblemException(new ParameterIsNotUnderstood("state", $"one of {string.Join(", ", Enum.GetNames<RequestState>().Select(n => char.ToLowerInvariant(n[0]) + n[1..]))}"));
        var found = await requests.ListAsync(paging.After, state is null ? null : Enum.Parse<RequestState>(state, ignoreCase: true), paging.Limit + 1, cancellationToken);
        return paging.PageOf(found, row => row.Number, ApiRequestRow.Of);
    }

    private static async Task<TaggedResult<ApiRequest>> FindAsync(string number, RequestReportQueries requests, CancellationToken cancellationToken) =>
        await requests.FindAsync(number, cancellationToken) is { } request ? new TaggedResult<ApiRequest>(ApiRequest.Of(request), request.Version) : throw NoSuchRequest();

    private static async Task<IResult> RaiseAsync(ApiCommand<ApiNewRequest> command, RequestReportQueries known, SubmitRequest submit, CancellationToken cancellationToken) =>
        command.Answer(await submit.ExecuteAsync(command.Id, await command.Body.ToInputAsync(known, cancellationToken), command.Actor, cancellationToken), ApiRaised.Answer);

    private static async Task<IResult> TriggerAsync(ApiCommand<ApiTriggeredRequest> command, RequestReportQueries known, SubmitRequest submit, CancellationToken cancellationToken) =>
        command.Answer(await submit.ExecuteAsync(command.Id, await command.Body.ToInputAsync(known, cancellationToken), command.Actor, cancellationToken), ApiRaised.Answer);

    private static async Task<IResult> ReportSignalAsync(string number, ApiCommand<ApiNewSignal> command, RequestReportQueries known, RecordSignal record, CancellationToken cancellationToken)
    {
        var body = command.Body;
        var input = new RecordSignalInput(await IdOfAsync(number, known, cancellationToken), body.Code, body.Channel, body.Result, body.ResistsPhishing ?? false, body.Reference);
        return command.Answer(
            await record.ExecuteAsync(command.Id, input, command.Actor, cancellationToken),
            recorded => Results.Json(new ApiSignalReported(recorded.Standing, recorded.State), statusCode: StatusCodes.Status201Created));
    }

    private static async Task<IResult> ReportExecutionAsync(string number, ApiCommand<ApiNewExecution> command, RequestReportQueries known, ExecuteRequest execute, CancellationToken cancellationToken)
    {
        var body = command.Body;
        var input = new ExecuteRequestInput(await IdOfAsync(number, known, cancellationToken), body.ContentHash, body.Reference, body.Before, body.After);
        return command.Answer(await execute.ExecuteAsync(command.Id, input, command.Actor, cancellationToken), _ => Results.NoContent());
    }

    private static async Task<RequestId> IdOfAsync(string number, RequestReportQueries known, CancellationToken cancellationToken) => await known.FindIdAsync(number, cancellationToken) ?? throw NoSuchRequest();

    private static ApiProblemException NoSuchRequest() => new(new NotFound("request"));
}

/// <summary>Whose access it is: one of the three.</summary>
/// <param name="Person">The directory key of a person.</param>
/// <param name="Machine">The name of a service account or another machine identity.</param>
/// <param name="Customer">The reference of a customer record.</param>
internal sealed record ApiSubject(string? Person = null, string? Machine = null, string? Customer = null)
{
    public static ApiSubject Of(ReportedRequest request) => request.SubjectKind switch
    {
        SubjectKind.Person => new ApiSubject(Person: request.Subject),
        SubjectKind.MachineIdentity => new ApiSubject(Machine: request.SubjectReference),
        SubjectKind.CustomerRecord => new ApiSubject(Customer: request.SubjectReference),
    };

    /// <summary>Which of the three it is.</summary>
    /// <exception cref="ApiProblemException">It names none or several.</exception>
    public SubjectKind Kind => (Person, Machine, Customer) switch
    {
        (not null, null, null) => SubjectKind.Person,
        (null, not null, null) => SubjectKind.MachineIdentity,
        (null, null, not null) => SubjectKind.CustomerRecord,
        _ => throw new ApiProblemException(new BodyIsNotUnderstood("subject", "The field “subject” holds exactly one of person, machine and customer.")),
    };
}

/// <summary>One thing that is asked for.</summary>
/// <param name="Kind">The code of the kind: K03.</param>
/// <param name="Effect">What shall be the case afterwards: exactly this is approved and carried out.</param>
/// <param name="System">The code of the target system.</param>
/// <param name="Justification">Why the business needs it; access asks for it.</param>
/// <param name="StartsAt">When access begins; left away for at once.</param>
/// <param name="EndsAt">When access ends.</param>
/// <param name="ReviewOn">When it is looked at again, where it does not end.</param>
/// <param name="Incident">The reference of the incident or outage; emergencies ask for it.</param>
/// <param name="IsEarlyOrDisputed">It happens before its time, or somebody objects.</param>
/// <param name="Workload">For a machine identity, the workload.</param>
/// <param name="Environment">For a machine identity, where it runs.</param>
/// <param name="RotatesOn">For a machine identity, when its secret is replaced next.</param>
internal sealed record ApiPart(
    string Kind, string Effect, string? System = null, string? Justification = null, DateTimeOffset? StartsAt = null, DateTimeOffset? EndsAt = null, DateOnly? ReviewOn = null, string? Incident = null,
    bool? IsEarlyOrDisputed = null, string? Workload = null, string? Environment = null, DateOnly? RotatesOn = null)
{
    public static ApiPart Of(ReportedRequest request) => new(
        request.Content.Kind, request.Content.Effect, request.System, request.Content.Justification, request.Content.StartsAt, request.Content.EndsAt, request.Content.ReviewOn, request.Content.Incident,
        request.Content.IsEarlyOrDisputed, request.Content.Workload, request.Content.Environment, request.Content.RotatesOn);

    public async Task<RequestContent> ToContentAsync(string? triggeredBy, int place, RequestReportQueries known, CancellationToken cancellationToken) => new()
    {
        Kind = Kind,
        Effect = Effect,
        System = System is null ? null : await known.FindSystemAsync(System, cancellationToken) ?? throw new ApiProblemException(new ReferenceIsUnknown($"parts[{place}].system", "system")),
        Justification = Justification,
        StartsAt = StartsAt,
        EndsAt = EndsAt,
        ReviewOn = ReviewOn,
        Incident = Incident,
        TriggeredBy = triggeredBy,
        IsEarlyOrDisputed = IsEarlyOrDisputed ?? false,
        Workload = Workload,
        Environment = Environment,
        RotatesOn = RotatesOn,
    };
}

/// <summary>What somebody asks for.</summary>
/// <param name="Parts">One, or several of one matter: each becomes a request of its own, and they are linked.</param>
/// <param name="Subject">Whose access it is.</param>
/// <param name="Channel">By which channel it came to the system that sends it. It confers nothing.</param>
/// <param name="Requester">The directory key of who asks; left away where the directory does not know them.</param>
/// <param name="Caller">Who says that they ask, where the directory does not know them.</param>
/// <param name="Desk">The code of the desk that took it in.</param>
/// <param name="Ticket">Its number in the system that sends it.</param>
/// <param name="Urgency">Why it is said to be urgent. It is written down and changes nothing.</param>
/// <param name="Tags">Situations known to strain verification, as the policy names them.</param>
/// <param name="CameUpIn">The number of the request in which it came up that this is needed too.</param>
internal sealed record ApiNewRequest(
    IReadOnlyList<ApiPart> Parts, ApiSubject Subject, IntakeChannel Channel, string? Requester = null, string? Caller = null, string? Desk = null, string? Ticket = null, string? Urgency = null,
    IReadOnlyList<string>? Tags = null, string? CameUpIn = null)
{
    public Task<SubmitRequestInput> ToInputAsync(RequestReportQueries known, CancellationToken cancellationToken) => ToInputAsync(this, triggeredBy: null, known, cancellationToken);

    /// <summary>With the names of the other system resolved.</summary>
    /// <exception cref="ApiProblemException">One of them is not known here.</exception>
    public static async Task<SubmitRequestInput> ToInputAsync(ApiNewRequest asked, string? triggeredBy, RequestReportQueries known, CancellationToken cancellationToken)
    {
        var kind = asked.Subject.Kind;
        var parts = new List<RequestContent>();
        foreach (var part in asked.Parts)
            parts.Add(await part.ToContentAsync(triggeredBy, parts.Count, known, cancellationToken));
        return new SubmitRequestInput(
            parts, kind,
            asked.Subject.Person is { } subject ? await known.FindPersonAsync(subject, cancellationToken) ?? throw Unknown("subject.person", "person") : null,
            asked.Subject.Machine ?? asked.Subject.Customer,
            asked.Requester is { } requester ? await known.FindPersonAsync(requester, cancellationToken) ?? throw Unknown("requester", "person") : null,
            asked.Caller, asked.Channel,
            asked.Desk is { } desk ? await known.FindDeskAsync(desk, cancellationToken) ?? throw Unknown("desk", "desk") : null,
            asked.Ticket, asked.Urgency)
        {
            Tags = asked.Tags ?? [],
            CameUpIn = asked.CameUpIn is { } number ? await known.FindIdAsync(number, cancellationToken) ?? throw Unknown("cameUpIn", "request") : null,
        };
    }

    private static ApiProblemException Unknown(string field, string what) => new(new ReferenceIsUnknown(field, what));
}

/// <summary>What a source of record asks for by itself.</summary>
/// <param name="TriggeredBy">The event of the source: the id of the leaver's record, of the order, of the retirement.</param>
/// <param name="Parts">One, or several of one matter.</param>
/// <param name="Subject">Whose access it is.</param>
/// <param name="Ticket">Its number in the system that sends it.</param>
internal sealed record ApiTriggeredRequest(string TriggeredBy, IReadOnlyList<ApiPart> Parts, ApiSubject Subject, string? Ticket = null)
{
    public Task<SubmitRequestInput> ToInputAsync(RequestReportQueries known, CancellationToken cancellationToken) =>
        ApiNewRequest.ToInputAsync(new ApiNewRequest(Parts, Subject, IntakeChannel.Api, Ticket: Ticket), TriggeredBy, known, cancellationToken);
}

/// <summary>What was raised.</summary>
/// <param name="Level">The level of the whole: that of its strictest part.</param>
/// <param name="Parts">A request for each part, in their order.</param>
internal sealed record ApiRaised(RiskLevel Level, IReadOnlyList<ApiRaisedPart> Parts)
{
    public static IResult Answer(IReadOnlyList<SubmittedRequest> submitted) => Results.Json(
        new ApiRaised(submitted.Max(s => s.Level), [.. submitted.Select(s => new ApiRaisedPart(s.Number, s.State, s.RuleId, s.Lane, s.Level))]), statusCode: StatusCodes.Status201Created);
}

/// <summary>One part as a request.</summary>
/// <param name="Number">What people call it: REQ-2026-000123.</param>
/// <param name="State">Where it stands: verifying, quarantined or stopped.</param>
/// <param name="Rule">The rule that decided.</param>
/// <param name="Lane">Its lane.</param>
/// <param name="Level">Its level.</param>
internal sealed record ApiRaisedPart(string Number, RequestState State, string Rule, Lane Lane, RiskLevel Level);

/// <summary>A signal that a system confirms.</summary>
/// <param name="Code">The code of the signal: V01.</param>
/// <param name="Channel">By which of its channels.</param>
/// <param name="Result">How it came out.</param>
/// <param name="Reference">The id of the event in the system that confirms it.</param>
/// <param name="ResistsPhishing">The sign-in behind it resists phishing.</param>
internal sealed record ApiNewSignal(string Code, SignalChannel Channel, SignalResult Result, string Reference, bool? ResistsPhishing = null);

/// <summary>What a reported signal came to.</summary>
/// <param name="Standing">Whether it counts, and why.</param>
/// <param name="State">Where the request stands after it.</param>
internal sealed record ApiSignalReported(SignalStanding Standing, RequestState State);

/// <summary>That it was carried out.</summary>
/// <param name="ContentHash">The contentHash of the request as it was read and carried out: it must be what was approved.</param>
/// <param name="Reference">The id of the event in the target system.</param>
/// <param name="Before">The state before, as the target system tells it.</param>
/// <param name="After">The state after.</param>
internal sealed record ApiNewExecution(string ContentHash, string Reference, string Before, string After);

/// <summary>A request as a line of the list.</summary>
/// <param name="Number">What people call it: REQ-2026-000123.</param>
/// <param name="Kind">The code of its kind.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Lane">Its lane.</param>
/// <param name="Level">Its level.</param>
/// <param name="Ticket">Its number in another system; null for none.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="LapsesAt">When it lapses unless it is decided or carried out.</param>
internal sealed record ApiRequestRow(string Number, string Kind, RequestState State, Lane Lane, RiskLevel Level, string? Ticket, DateTimeOffset SubmittedAt, DateTimeOffset LapsesAt)
{
    public static ApiRequestRow Of(ReportedRow row) => new(row.Number, row.Kind, row.State, row.Lane, row.Level, row.Ticket, row.SubmittedAt, row.LapsesAt);
}

/// <summary>A request in full.</summary>
/// <param name="Number">What people call it: REQ-2026-000123.</param>
/// <param name="Version">Counts its changes.</param>
/// <param name="State">Where it stands.</param>
/// <param name="StateReason">Why it is stopped, quarantined or ended; null otherwise.</param>
/// <param name="Matter">The number of the first part of its matter; null where it stands alone.</param>
/// <param name="Subject">Whose access it is.</param>
/// <param name="Requester">The directory key of who asks; null where the directory does not know them.</param>
/// <param name="Channel">By which channel it came.</param>
/// <param name="Desk">The code of the desk; null for none.</param>
/// <param name="Ticket">Its number in another system; null for none.</param>
/// <param name="Asked">What is asked.</param>
/// <param name="ContentHash">The hash of what is asked, which an execution names.</param>
/// <param name="Rule">The rule that decided.</param>
/// <param name="PolicyVersion">Of which policy.</param>
/// <param name="Lane">Its lane.</param>
/// <param name="Level">Its level.</param>
/// <param name="RaisedBy">The rules that raised the level, one step each.</param>
/// <param name="IsVerified">Whether the signals come to what is asked for at this moment.</param>
/// <param name="Signals">In the order in which they were taken.</param>
/// <param name="OpenSeats">The approver codes of each seat that nobody has filled yet, any of which will do.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="LapsesAt">When it lapses unless it is decided or carried out.</param>
/// <param name="Execution">That it was carried out; null before.</param>
/// <param name="EndedAt">When it came to an end; null before.</param>
internal sealed record ApiRequest(
    string Number, long Version, RequestState State, string? StateReason, string? Matter, ApiSubject Subject, string? Requester, IntakeChannel Channel, string? Desk, string? Ticket, ApiPart Asked,
    string ContentHash, string Rule, int PolicyVersion, Lane Lane, RiskLevel Level, IReadOnlyList<string> RaisedBy, bool IsVerified, IReadOnlyList<ApiSignal> Signals,
    IReadOnlyList<IReadOnlyList<string>> OpenSeats, DateTimeOffset SubmittedAt, DateTimeOffset LapsesAt, ApiExecution? Execution, DateTimeOffset? EndedAt)
{
    public static ApiRequest Of(ReportedRequest request) => new(
        request.Row.Number, request.Version, request.Row.State, request.StateReason, request.Matter, ApiSubject.Of(request), request.Requester, request.Channel, request.Desk, request.Row.Ticket, ApiPart.Of(request),
        request.ContentHash, request.RuleId, request.PolicyVersion, request.Row.Lane, request.Row.Level, request.RaisedBy, request.IsVerified,
        [.. request.Signals.Select(s => new ApiSignal(s.Code, s.Channel, s.Result, s.TakenAt, s.Reference, s.Standing))], request.OpenSeats, request.Row.SubmittedAt, request.Row.LapsesAt,
        request.ExecutedAt is { } at ? new ApiExecution(at, request.ExecutionReference!, request.WatchedUntil) : null, request.EndedAt);
}

/// <summary>A verification signal.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Channel">Its channel; null for what does not count.</param>
/// <param name="Result">How it came out.</param>
/// <param name="TakenAt">When.</param>
/// <param name="Reference">Where it can be looked up; null for none.</param>
/// <param name="Standing">Whether it counts at this moment, and why; null where the kind is not offered any more.</param>
internal sealed record ApiSignal(string Code, SignalChannel? Channel, SignalResult Result, DateTimeOffset TakenAt, string? Reference, SignalStanding? Standing);

/// <summary>That a request was carried out.</summary>
/// <param name="At">When it was reported.</param>
/// <param name="Reference">The id of the event in the target system.</param>
/// <param name="WatchedUntil">Until when it is watched.</param>
internal sealed record ApiExecution(DateTimeOffset At, string Reference, DateTimeOffset? WatchedUntil);
