namespace Hls4Net;

/// <summary>Carries coded problems to whoever shows them; never shown as a stack trace.</summary>
public sealed class DiagnosticException : Exception
{
    /// <summary>An empty carrier.</summary>
    public DiagnosticException()
        : this([])
    {
    }

    /// <summary>A carrier with a plain message and no diagnostics.</summary>
    public DiagnosticException(string message)
        : base(message) => Diagnostics = [];

    /// <summary>A carrier with a plain message, no diagnostics and a cause.</summary>
    public DiagnosticException(string message, Exception innerException)
        : base(message, innerException) => Diagnostics = [];

    /// <summary>Carries the given problems.</summary>
    public DiagnosticException(IEnumerable<Diagnostic> diagnostics)
        : base(string.Join(Environment.NewLine, diagnostics)) => Diagnostics = [.. diagnostics];

    /// <summary>Carries one problem.</summary>
    public DiagnosticException(DiagnosticDescriptor descriptor, string? node, params object?[] arguments)
        : this([Diagnostic.Create(descriptor, node, arguments)])
    {
    }

    /// <summary>The problems, in the order found.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }
}
