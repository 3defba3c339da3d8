using System.Linq.Expressions;
using System.Reflection;
using GovernanceConsole.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace GovernanceConsole.Tests.Fixtures;

/// <summary>
/// Compiles every query that a test runs on SQLite for SQL Server as well, so that a query which only SQLite can do
/// fails in the test that runs it, and no list of queries must be kept.
/// </summary>
internal sealed class TranslatesForSqlServer : IQueryExpressionInterceptor
{
    public static readonly TranslatesForSqlServer Too = new();

    private static readonly DbContextOptions<SqlServerGovernanceDbContext> Options =
        new DbContextOptionsBuilder<SqlServerGovernanceDbContext>().UseSqlServer("Server=none").AddInterceptors(SearchIgnoresCase.Always).Options;

    private static readonly MethodInfo Compile = typeof(IDatabase).GetMethod(nameof(IDatabase.CompileQuery))!;

    private TranslatesForSqlServer()
    {
    }

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        using var context = new SqlServerGovernanceDbContext(Options);
        var query = new OnModel(context.Model).Visit(queryExpression);
        var result = typeof(IQueryable).IsAssignableFrom(query.Type) ? typeof(IEnumerable<>).MakeGenericType(query.Type.GetGenericArguments()) : query.Type;
        try
        {
            Compile.MakeGenericMethod(result).Invoke(context.GetService<IDatabase>(), [query, false]);
        }
        catch (TargetInvocationException failure)
        {
            throw new InvalidOperationException($"SQLite can run this query and SQL Server cannot: {failure.InnerException!.Message}", failure.InnerException);
        }

        return queryExpression;
    }

    private sealed class OnModel(IModel model) : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) =>
            node is EntityQueryRootExpression root ? root.UpdateEntityType(model.FindEntityType(root.EntityType.Name)!) : base.VisitExtension(node);
    }
}
