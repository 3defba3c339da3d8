namespace GovernanceConsole.Web.Shell;

/// <summary>One choice of a <see cref="Picker{TId}"/>.</summary>
/// <param name="Id">What is picked.</param>
/// <param name="Text">Its name.</param>
/// <param name="Detail">What tells it from others of the same name; may be empty.</param>
public sealed record PickerChoice<TId>(TId Id, string Text, string Detail = "")
    where TId : struct;
