using Mono.Cecil;
using Mono.Cecil.Cil;

namespace GovernanceConsole.Tests.Architecture;

/// <summary>What the compiler made of the sources: lambdas, iterators and async bodies are nested types here like any other.</summary>
internal static class CompiledCode
{
    public static ModuleDefinition Business { get; } = Read("GovernanceConsole");

    public static ModuleDefinition Host { get; } = Read("GovernanceConsole.Web");

    public static ModuleDefinition ThisTestAssembly { get; } = Read("GovernanceConsole.Tests");

    /// <summary>Everything that is shipped.</summary>
    public static IEnumerable<ModuleDefinition> Product { get; } =
    [
        Business, Host, Read("GovernanceConsole.Ledger"), Read("GovernanceConsole.Sqlite"), Read("GovernanceConsole.SqlServer"), Read("ledger-verify"),
    ];

    public static ModuleDefinition Read(string assembly) =>
        ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));

    public static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    public static bool IsVisibleOutside(TypeDefinition type) =>
        type.IsPublic || (type.IsNestedPublic && IsVisibleOutside(type.DeclaringType));

    /// <summary>Every type that a type's declaration and bodies name, generic arguments included.</summary>
    public static IEnumerable<TypeReference> TypesNamedBy(TypeDefinition type) => Mentions(type).SelectMany(Unfold);

    /// <summary>Every method that the bodies of a type call or take the address of.</summary>
    public static IEnumerable<MethodReference> MethodsCalledBy(TypeDefinition type) =>
        Instructions(type).Select(i => i.Operand).OfType<MethodReference>();

    private static IEnumerable<Instruction> Instructions(TypeDefinition type) =>
        type.Methods.Where(m => m.HasBody).SelectMany(m => m.Body.Instructions);

    private static IEnumerable<TypeReference?> Mentions(TypeDefinition type)
    {
        IEnumerable<ICustomAttributeProvider> marked =
            [type, .. type.Fields, .. type.Properties, .. type.Events, .. type.Methods, .. type.Methods.SelectMany(m => m.Parameters)];
        var attributes = marked.SelectMany(m => m.CustomAttributes).ToList();
        var bodies = type.Methods.Where(m => m.HasBody).Select(m => m.Body).ToList();
        return
        [
            type.BaseType,
            .. type.Interfaces.Select(i => i.InterfaceType),
            .. type.GenericParameters.SelectMany(p => p.Constraints).Select(c => c.ConstraintType),
            .. type.Fields.Select(f => f.FieldType),
            .. type.Methods.SelectMany(Signature),
            .. type.Methods.SelectMany(m => m.GenericParameters).SelectMany(p => p.Constraints).Select(c => c.ConstraintType),
            .. attributes.Select(a => a.AttributeType),
            .. attributes.SelectMany(a => a.ConstructorArguments).Select(a => a.Value).OfType<TypeReference>(),
            .. bodies.SelectMany(b => b.Variables).Select(v => v.VariableType),
            .. bodies.SelectMany(b => b.ExceptionHandlers).Select(h => h.CatchType),
            .. bodies.SelectMany(b => b.Instructions).SelectMany(i => Operand(i.Operand)),
        ];
    }

    private static IEnumerable<TypeReference?> Operand(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod method => [.. method.GenericArguments, .. Operand(method.ElementMethod)],
        MethodReference method => [method.DeclaringType, .. Signature(method)],
        _ => [],
    };

    private static IEnumerable<TypeReference> Signature(MethodReference method) =>
        [method.ReturnType, .. method.Parameters.Select(p => p.ParameterType)];

    private static IEnumerable<TypeReference> Unfold(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [.. Unfold(generic.ElementType), .. generic.GenericArguments.SelectMany(Unfold)],
        TypeSpecification wrapped => Unfold(wrapped.ElementType),
        _ => [type],
    };
}
