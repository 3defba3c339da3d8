namespace GovernanceConsole.Identity;

/// <summary>
/// Why an act did not happen: one record per rule. The type's name is the code that the ledger, the API and the tests
/// use; the sentence is for the person.
/// </summary>
public abstract record Refusal
{
    /// <summary>What was wrong and what to do, in words a control owner knows.</summary>
    public abstract string Sentence { get; }

    /// <summary>The row of the requirements in which the rule can be read; null for plain input errors.</summary>
    public virtual string? Rule => null;

    /// <summary>The input field it belongs to, for forms and imports; null when it is about the whole.</summary>
    public virtual string? Field => null;

    /// <summary>The name of the rule.</summary>
    public string Code => GetType().Name;
}
