// One violation of each architecture rule. The rules must find every one of them here before they are believed elsewhere.
// The namespaces stand for slices, so the file holds several.
#pragma warning disable IDE0161, CS0649, CS0169, CA1822, MA0038, IDE0051, IDE0052

using Microsoft.EntityFrameworkCore;

namespace GovernanceConsole.Tests.Architecture.Planted.Metrics
{
    public class Tile
    {
        public static int Count() => 0;
    }

    internal sealed class TooClose
    {
        private readonly RecoveryPaths.Entity? _entity;
    }
}

namespace GovernanceConsole.Tests.Architecture.Planted.RecoveryPaths
{
    using GovernanceConsole.Tests.Architecture.Planted.Metrics;

    public interface IPublicView;

    internal sealed class Entity : IPublicView;

    internal sealed class UpwardsInField
    {
        private readonly Tile? _tile;
    }

    internal sealed class UpwardsInSignature
    {
        public void Show(Tile tile) => _ = tile;
    }

    internal sealed class UpwardsInBody
    {
        public object Show() => new Tile();
    }

    internal sealed class UpwardsInGenericArgument
    {
        private readonly Dictionary<string, List<Tile[]>>? _tiles;
    }

    internal sealed class UpwardsInBaseType : Tile;

    [AttributeUsage(AttributeTargets.Class)]
    internal sealed class PointsAtAttribute(Type type) : Attribute
    {
        public Type Type { get; } = type;
    }

    [PointsAt(typeof(Tile))]
    internal sealed class UpwardsInAttributeArgument;

    internal sealed class UpwardsInLambda
    {
        public IEnumerable<int> Show(IEnumerable<int> numbers) => numbers.Where(n => n > Tile.Count());
    }

    internal sealed class UpwardsInAsyncBody
    {
        public async Task<int> ShowAsync()
        {
            await Task.Yield();
            return Tile.Count();
        }
    }
}

namespace GovernanceConsole.Tests.Architecture.Planted.Requests
{
    public sealed class Request;

    internal sealed class Downwards
    {
        private readonly RecoveryPaths.IPublicView? _path;
    }
}

namespace GovernanceConsole.Tests.Architecture.Planted.Exceptions
{
    internal sealed class Sideways
    {
        private readonly Requests.Request? _request;
    }
}

namespace GovernanceConsole.Tests.Architecture.Planted.Policy
{
    internal sealed class SavesOnItsOwn
    {
        public async Task SaveAsync(DbContext context, System.Data.Common.DbCommand command)
        {
            await context.SaveChangesAsync();
            await context.Set<SavesOnItsOwn>().ExecuteUpdateAsync(_ => { });
            context.Set<SavesOnItsOwn>().ExecuteDelete();
            context.Database.ExecuteSqlRaw("");
            context.Set<SavesOnItsOwn>().FromSqlRaw("");
            command.ExecuteNonQuery();
        }
    }
}

namespace GovernanceConsole.Tests.Architecture.Planted
{
    internal static class MakesAnEventOnTheSpot
    {
        public static readonly global::GovernanceConsole.AuditLedger.EventKind Kind = new("planted.on-the-spot", "");
    }

    internal static class ReadsTheClock
    {
#pragma warning disable RS0030
        public static DateTimeOffset Now() => DateTimeOffset.UtcNow;
#pragma warning restore RS0030
    }

    internal readonly record struct CommandId;

    internal sealed class PlantedUseCase
    {
        public Task ExecuteAsync(CommandId command) => Task.FromResult(command);
    }

    [Microsoft.AspNetCore.Components.Route("/planted")]
    internal sealed class PlantedPage : Microsoft.AspNetCore.Components.ComponentBase;

    internal static class Names
    {
        internal sealed class PathManager;

        internal static class PathHelper;

        internal static class PathHelpers;

        internal static class PathUtil;

        internal static class PathUtils;

        internal sealed record PathDto;
    }
}
