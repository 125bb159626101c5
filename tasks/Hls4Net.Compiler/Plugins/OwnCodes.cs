using System.Reflection;

namespace Hls4Net.Compiler.Plugins;

/// <summary>
/// Which diagnostics are Hls4Net's own. A plugin may report one of ours that it finds in the library; one of its own that only looks like ours would send
/// the user to a page that does not exist, or to the wrong one.
/// </summary>
/// <param name="backends">The backends on offer: the built-in ones have codes too.</param>
internal sealed class OwnCodes(BackendCatalog backends)
{
    private const string Prefix = "HLSN";

    private static readonly Lazy<HashSet<string>> s_library = new(() => [.. CodesIn(typeof(Diagnostic).Assembly), .. CodesIn(typeof(OwnCodes).Assembly)]);

    /// <summary>A problem as it is told: under HLSN4018 where a plugin made up a code of ours.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="participants">The plugins that take part.</param>
    public Diagnostic Told(Diagnostic problem, IReadOnlyList<PluginReference> participants)
    {
        var descriptor = problem.Descriptor;
        var strangers = participants.Where(plugin => !plugin.IsBuiltIn).Select(plugin => plugin.Origin).ToArray();
        return strangers.Length == 0 || !descriptor.Code.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || s_library.Value.Contains(descriptor.Code)
            || backends.BuiltInAssemblies.Any(assembly => CodesIn(assembly).Contains(descriptor.Code))
            ? problem
            : Diagnostic.Create(
                PluginDiagnostics.ForeignCode with { Severity = descriptor.Severity }, problem.Node, string.Join(" or ", strangers), descriptor.Code, problem.Message) with
            {
                File = problem.File, Line = problem.Line, Column = problem.Column,
            };
    }

    private static IEnumerable<string> CodesIn(Assembly assembly) => assembly.GetTypes().Where(type => !type.ContainsGenericParameters)
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(field => field.FieldType == typeof(DiagnosticDescriptor)).Select(field => ((DiagnosticDescriptor)field.GetValue(null)!).Code);
}
