using System.Diagnostics;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace GovernanceConsole.Web.Shell;

/// <summary>
/// Stands around every page: where it fails, the person reads what happened, what was kept and what to do, with a
/// reference that finds the failure in the log.
/// </summary>
public sealed class PageBoundary : ErrorBoundaryBase
{
    private string _reference = "";

    [Inject]
    private ILogger<PageBoundary> Log { get; set; } = default!;

    [Inject]
    private NavigationManager Location { get; set; } = default!;

    protected override Task OnErrorAsync(Exception exception)
    {
        _reference = (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString()[..12];
        PageLog.PageFailed(Log, _reference, new Uri(Location.Uri).AbsolutePath, exception);
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }

        builder.OpenComponent<PageFailed>(1);
        builder.AddAttribute(2, nameof(PageFailed.Reference), _reference);
        builder.AddAttribute(3, nameof(PageFailed.OnTryAgain), EventCallback.Factory.Create(this, Recover));
        builder.CloseComponent();
    }
}

internal static partial class PageLog
{
    [LoggerMessage(1, LogLevel.Error, "The page {Path} failed, reference {Reference}")]
    public static partial void PageFailed(ILogger log, string reference, string path, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "The answer to command {CommandId} did not arrive")]
    public static partial void AnswerDidNotArrive(ILogger log, Guid commandId, Exception exception);
}
