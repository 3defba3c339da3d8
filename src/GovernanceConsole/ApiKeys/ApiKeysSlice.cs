using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GovernanceConsole.ApiKeys;

public static class ApiKeysSlice
{
    /// <summary>The keys with which other systems call the HTTP API. The host may register its own <see cref="ApiKeySettings"/>.</summary>
    public static IServiceCollection AddApiKeys(this IServiceCollection services)
    {
        services.TryAddSingleton(new ApiKeySettings());
        return services
            .AddSingleton<CreateApiKey>()
            .AddSingleton<RotateApiKey>()
            .AddSingleton<RevokeApiKey>()
            .AddSingleton<RecordApiKeyUse>()
            .AddSingleton<RecordRefusedKey>()
            .AddSingleton<WhoMayCall>()
            .AddSingleton<ApiKeyQueries>();
    }
}
