using System.Reflection;

namespace Hls4Net.Compiler.Plugins;

/// <summary>An exception out of a plugin's code as a coded problem that names the plugin and shows the exception whole.</summary>
internal static class PluginFailure
{
    private static readonly string[] s_ownFrames =
        ["Hls4Net.Compiler.", "Hls4Net.Tasks.", "Hls4Net.Emulation.", "Hls4Net.PassPipeline.", "Hls4Net.Rewriter.", "Hls4Net.OptimizerPass.", "Hls4Net.Writer.", "System.", "Microsoft.Build."];

    /// <summary>Wraps what <paramref name="where"/> threw.</summary>
    /// <param name="plugin">Whose code it is.</param>
    /// <param name="where">What was asked of it.</param>
    /// <param name="node">The node it was at; null for none.</param>
    /// <param name="exception">What it threw.</param>
    public static DiagnosticException Of(PluginReference plugin, string where, string? node, Exception exception) =>
        Of(plugin.Described, where, node, exception);

    /// <summary>As for one plugin, for several.</summary>
    /// <param name="plugins">Whose code it is, as text.</param>
    /// <param name="where">What was asked of them.</param>
    /// <param name="node">The node it was at; null for none.</param>
    /// <param name="exception">What was thrown.</param>
    public static DiagnosticException Of(string plugins, string where, string? node, Exception exception) =>
        new(PluginDiagnostics.PluginFailed, node, plugins, where, Text(Cause(exception)));

    /// <summary>A fault that nothing threw.</summary>
    /// <param name="plugin">Whose code it is.</param>
    /// <param name="where">What was asked of it.</param>
    /// <param name="problem">What is wrong, a whole sentence.</param>
    public static DiagnosticException Of(PluginReference plugin, string where, string problem) => Of(plugin, where, null, new PluginFaultException(problem));

    /// <summary>The exception behind those that only carry it.</summary>
    public static Exception Cause(Exception exception) =>
        exception is TargetInvocationException or TypeInitializationException or AggregateException && exception.InnerException is { } inner
            ? Cause(inner) : exception;

    // The frames below the plugin's own are how we came to call it: nothing that its author could mend.
    private static string Text(Exception exception)
    {
        if (exception is PluginFaultException)
        {
            return exception.Message;
        }

        var lines = exception.ToString().ReplaceLineEndings("\n").Split('\n').ToList();
        while (lines.Count > 1 && s_ownFrames.Any(frame => lines[^1].StartsWith("   at " + frame, StringComparison.Ordinal)))
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return string.Join('\n', lines);
    }
}
