using System.Reflection;

namespace Hls4Net.Compiler.Plugins;

/// <summary>An exception out of a plugin's code as a coded problem that names the plugin and shows the exception whole.</summary>
internal static class PluginFailure
{
    /// <summary>Wraps what <paramref name="where"/> threw.</summary>
    /// <param name="plugin">Whose code it is.</param>
    /// <param name="where">What was asked of it.</param>
    /// <param name="node">The node it was at; null for none.</param>
    /// <param name="exception">What it threw.</param>
    public static DiagnosticException Of(PluginReference plugin, string where, string? node, Exception exception) =>
        new(PluginDiagnostics.PluginFailed, node, plugin.Described, where, Cause(exception));

    /// <summary>The exception behind those that only carry it.</summary>
    public static Exception Cause(Exception exception) =>
        exception is TargetInvocationException or TypeInitializationException or AggregateException && exception.InnerException is { } inner
            ? Cause(inner) : exception;
}
