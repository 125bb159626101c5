namespace Hls4Net;

/// <summary>
/// Collects problems so that one build reports all of them. A stage adds what it finds and goes on as far as it can;
/// the caller stops between stages with <see cref="ThrowIfErrors"/>.
/// </summary>
public sealed class DiagnosticBag
{
    private readonly List<Diagnostic> _items = [];

    /// <summary>Everything found so far, in the order found.</summary>
    public IReadOnlyList<Diagnostic> Items => _items;

    /// <summary>Whether an error is among them.</summary>
    public bool HasErrors => _items.Exists(d => d.Descriptor.Severity == Severity.Error);

    /// <summary>Adds a finished diagnostic.</summary>
    public void Add(Diagnostic diagnostic) => _items.Add(diagnostic);

    /// <summary>Adds an occurrence of <paramref name="descriptor"/> at <paramref name="node"/> (null: the whole model).</summary>
    public void Report(DiagnosticDescriptor descriptor, string? node, params object?[] arguments) =>
        _items.Add(Diagnostic.Create(descriptor, node, arguments));

    /// <summary>Ends the stage when it found errors.</summary>
    /// <exception cref="DiagnosticException">At least one error was reported.</exception>
    public void ThrowIfErrors()
    {
        if (HasErrors)
        {
            throw new DiagnosticException(_items);
        }
    }
}
