using Microsoft.AspNetCore.Antiforgery;

namespace GovernanceConsole.Web.Hosting;

/// <summary>What every POST of a form goes through.</summary>
internal static class Forms
{
    /// <summary>The middleware only notes that a token is wrong; somebody must look: this filter.</summary>
    public static async ValueTask<object?> RefuseForgeriesAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : Results.BadRequest("The form was not sent by a page of this console, or that page is too old. Go back, load it again and repeat.");
}
