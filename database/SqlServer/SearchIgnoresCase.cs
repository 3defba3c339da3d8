using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace GovernanceConsole.SqlServer;

/// <summary>
/// Gives <c>LIKE</c> the collation of people who search. SQLite's LIKE finds Ada by "ada" although its keys tell them
/// apart; under the database's binary collation SQL Server's would not.
/// </summary>
internal sealed class SearchIgnoresCase : IQueryExpressionInterceptor
{
    /// <summary>One for all contexts: the mapper keeps a model and compiled queries for each interceptor of queries.</summary>
    public static readonly SearchIgnoresCase Always = new();

    private const string Collation = "Latin1_General_100_CI_AS";

    private SearchIgnoresCase()
    {
    }

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) => new LikeWithCollation().Visit(queryExpression);

    private sealed class LikeWithCollation : ExpressionVisitor
    {
        private static readonly MethodInfo Collate = typeof(RelationalDbFunctionsExtensions)
            .GetMethod(nameof(RelationalDbFunctionsExtensions.Collate))!.MakeGenericMethod(typeof(string));

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node.Method.DeclaringType != typeof(DbFunctionsExtensions) || node.Method.Name != nameof(DbFunctionsExtensions.Like))
                return base.VisitMethodCall(node);
            var arguments = node.Arguments.ToArray();
            arguments[1] = Expression.Call(Collate, arguments[0], Visit(arguments[1]), Expression.Constant(Collation));
            return node.Update(node.Object, arguments);
        }
    }
}
