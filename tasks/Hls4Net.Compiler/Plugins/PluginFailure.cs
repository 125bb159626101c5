using System.Reflection;

namespace Hls4Net.Compiler.Plugins;

/// <summary>An exception out of a plugin's code as a coded problem that names the plugin.</summary>
internal static class PluginFailure
{
    /// <summary>Wraps what <paramref name="where"/> threw.</summary>
    public static DiagnosticException Of(PluginReference plugin, string where, Exception exception)
    {
        var cause = exception is TargetInvocationException or TypeInitializationException && exception.InnerException is { } inner ? inner : exception;
        var problem = Diagnostic.Create(PluginDiagnostics.RegistrationFailed, null, plugin.Origin, where, cause.GetType().Name, cause.Message);
        var place = new Diagnostic(
            new DiagnosticDescriptor(problem.Descriptor.Code, Severity.Message, problem.Descriptor.Title, "{0}"), cause.ToString());
        return new DiagnosticException([problem, place]);
    }
}
