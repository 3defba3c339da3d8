using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;

namespace GovernanceConsole.Web.Hosting;

/// <summary>What every POST of a form goes through.</summary>
internal static class Forms
{
    private const string NotReadable = "What was sent cannot be read as a form of this console. Go back, load the page again and repeat.";

    private const string NotOurs = "The form was not sent by a page of this console, or that page is too old. Go back, load it again and repeat.";

    /// <summary>
    /// A form that cannot be read, or whose token is wrong, ends here: the binding of parameters comes before every
    /// filter of an endpoint and would answer it with an exception.
    /// </summary>
    public static void UseForms(this IApplicationBuilder app)
    {
        app.Use(async (context, next) =>
        {
            if (await IsReadableAsync(context.Request))
                await next(context);
            else
                await Results.BadRequest(NotReadable).ExecuteAsync(context);
        });
        app.UseAntiforgery();
        app.Use((context, next) => context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } && !TellsOfAFault(context)
            ? Results.BadRequest(NotOurs).ExecuteAsync(context)
            : next(context));
    }

    /// <summary>The page that tells of a fault is shown, not sent a form: the one that failed is not looked at again.</summary>
    public static void UseFaultPage(this IApplicationBuilder app, string path)
    {
        app.UseExceptionHandler(path, createScopeForErrors: true);
        app.Use((context, next) =>
        {
            if (TellsOfAFault(context))
                context.Request.Method = HttpMethods.Get;
            return next(context);
        });
    }

    /// <summary>The middleware looks only at endpoints that bind a form; at all others somebody must: this filter.</summary>
    public static async ValueTask<object?> RefuseForgeriesAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : Results.BadRequest(NotOurs);

    private static bool TellsOfAFault(HttpContext context) => context.Features.Get<IExceptionHandlerPathFeature>() is not null;

    /// <summary>Whether the body is no form, or one that is whole; the reader keeps it for whoever asks next.</summary>
    private static async Task<bool> IsReadableAsync(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return true;
        try
        {
            if (request.HasFormContentType)
                _ = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return true;
        }
        // Too long or broken off, a broken part, a NUL among the encoded characters, an encoding nobody should read.
        catch (Exception fault) when (fault is IOException or InvalidDataException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
