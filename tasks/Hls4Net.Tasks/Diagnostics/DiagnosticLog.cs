using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Hls4Net.Tasks.Diagnostics;

/// <summary>Diagnostics as the engine's errors, warnings and messages.</summary>
internal static class DiagnosticLog
{
    /// <summary>Logs one; the text goes in as an argument, so that braces in a user's names stay what they are.</summary>
    public static void Write(TaskLoggingHelper log, Diagnostic diagnostic, bool errorsAreWarnings)
    {
        var (code, link) = (diagnostic.Descriptor.Code, diagnostic.Descriptor.HelpLink);
        var text = diagnostic.Node is null ? diagnostic.Message : $"node '{diagnostic.Node}': {diagnostic.Message}";
        var (file, line, column) = (diagnostic.File, diagnostic.Line, diagnostic.Column);
        switch (diagnostic.Descriptor.Severity)
        {
            case Severity.Error when !errorsAreWarnings:
                log.LogError(null, code, null, link, file, line, column, 0, 0, "{0}", text);
                break;
            case Severity.Error or Severity.Warning:
                log.LogWarning(null, code, null, link, file, line, column, 0, 0, "{0}", text);
                break;
            default:
                log.LogMessage(null, code, null, file, line, column, 0, 0, MessageImportance.Normal, "{0}", text);
                break;
        }
    }
}
