using GovernanceConsole.Identity;

namespace GovernanceConsole.Web.Api;

/// <summary>A POST without the header that lets it be repeated.</summary>
internal sealed record IdempotencyKeyIsMissing : Refusal
{
    public override string Sentence => $"Send a header {ApiHeaders.IdempotencyKey} with a text of your own for this act, such as a UUID, and the same one when you repeat it.";

    public override string Field => ApiHeaders.IdempotencyKey;
}

/// <summary>One that cannot be kept apart from others for certain.</summary>
internal sealed record IdempotencyKeyIsNotUnderstood : Refusal
{
    public override string Sentence => $"The header {ApiHeaders.IdempotencyKey} holds 1 to {ApiHeaders.LongestIdempotencyKey} printable ASCII characters, and comes once.";

    public override string Field => ApiHeaders.IdempotencyKey;
}

/// <summary>It was accepted with other content before.</summary>
internal sealed record IdempotencyKeyIsUsed : Refusal
{
    public override string Sentence => $"This {ApiHeaders.IdempotencyKey} was accepted with other content before. Nothing was changed; send what is new with a new one.";

    public override string Field => ApiHeaders.IdempotencyKey;
}

/// <summary>What is changed must be named in the version that was read.</summary>
internal sealed record VersionIsMissing : Refusal
{
    public override string Sentence => "Send the ETag of what you read as If-Match: what others changed meanwhile is then not written over.";

    public override string Field => "If-Match";
}

/// <summary>A header that holds no ETag of this console.</summary>
internal sealed record VersionIsNotUnderstood : Refusal
{
    public override string Sentence => "If-Match holds one ETag, as this console gave it out.";

    public override string Field => "If-Match";
}

/// <summary>A body that is not the JSON that the address takes.</summary>
/// <param name="Path">The field; null where the whole is meant.</param>
/// <param name="What">What is wrong, in a sentence.</param>
internal sealed record BodyIsNotUnderstood(string? Path, string What) : Refusal
{
    public override string Sentence => What;

    public override string? Field => Path;
}

/// <summary>A parameter of the address that holds something else than it may.</summary>
/// <param name="Name">Which.</param>
/// <param name="Wanted">What it may hold, as it goes on after "holds".</param>
internal sealed record ParameterIsNotUnderstood(string Name, string Wanted) : Refusal
{
    public override string Sentence => $"The parameter “{Name}” holds {Wanted}.";

    public override string Field => Name;
}

/// <summary>A name of the body that nobody has here, or that is not open to the key: one answer for both.</summary>
/// <param name="Path">The field.</param>
/// <param name="What">What it names.</param>
internal sealed record ReferenceIsUnknown(string Path, string What) : Refusal
{
    public override string Sentence => $"The field “{Path}” names no {What} that is known here.";

    public override string Field => Path;
}
