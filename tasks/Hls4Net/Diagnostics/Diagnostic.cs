using System.Globalization;

namespace Hls4Net;

/// <summary>One occurrence of a problem.</summary>
/// <param name="Descriptor">The kind of problem.</param>
/// <param name="Message">The finished sentence, invariant culture.</param>
/// <param name="File">Model, configuration or project file it concerns; null where there is none.</param>
/// <param name="Node">The user's name of the node (or layer) it concerns; null where there is none.</param>
/// <param name="Line">1-based line in <paramref name="File"/>; 0 where lines make no sense.</param>
/// <param name="Column">1-based column; 0 where unknown.</param>
public sealed record Diagnostic(
    DiagnosticDescriptor Descriptor, string Message, string? File = null, string? Node = null, int Line = 0, int Column = 0)
{
    /// <summary>Fills the descriptor's format.</summary>
    public static Diagnostic Create(DiagnosticDescriptor descriptor, string? node, params object?[] arguments)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        var text = string.Format(CultureInfo.InvariantCulture, descriptor.Format, arguments);
        return new Diagnostic(descriptor, text, Node: node);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Descriptor.Code}: {(Node is null ? "" : $"node '{Node}': ")}{Message}";
}
