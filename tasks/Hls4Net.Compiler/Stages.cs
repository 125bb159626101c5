using Hls4Net.Compiler.Plugins;

namespace Hls4Net.Compiler;

/// <summary>
/// Runs the stages of one conversion: collects their problems, and makes an unexpected exception a coded one that names the
/// stage and whose failure it is.
/// </summary>
internal sealed class Stages
{
    private readonly DiagnosticBag _diagnostics;
    private readonly Blame _blame;
    private readonly CancellationToken _cancellation;

    private Stages(DiagnosticBag diagnostics, Blame blame, CancellationToken cancellation) => (_diagnostics, _blame, _cancellation) = (diagnostics, blame, cancellation);

    /// <summary>Runs all stages; whatever stops them is among the diagnostics of the result.</summary>
    public static Conversion Run(ConversionRequest request, BackendCatalog backends, Action<Stages, Conversion> stages, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(backends);
        var (diagnostics, blame) = (new DiagnosticBag(), new Blame(backends));
        var result = new Conversion(request, diagnostics, blame);
        try
        {
            stages(new Stages(diagnostics, blame, cancellation), result);
        }
        catch (DiagnosticException exception)
        {
            exception.Diagnostics.Except(diagnostics.Items).ToList().ForEach(diagnostics.Add);
        }

        return result;
    }

    /// <summary>Runs a stage. Problems it throws count as reported, so that the next one can still look for its own.</summary>
    /// <returns>What it made; null where a problem stopped it.</returns>
    public T? Run<T>(string name, Func<DiagnosticBag, T?> stage)
        where T : class
    {
        _cancellation.ThrowIfCancellationRequested();
        try
        {
            return stage(_diagnostics);
        }
        catch (DiagnosticException exception)
        {
            exception.Diagnostics.Except(_diagnostics.Items).ToList().ForEach(_diagnostics.Add);
            return null;
        }
        catch (Exception exception) when (!(exception is OperationCanceledException && _cancellation.IsCancellationRequested))
        {
            throw _blame.Explain(name, exception);
        }
    }

    /// <summary>Runs a stage that makes nothing new; its errors end the conversion.</summary>
    public void Run(string name, Action<DiagnosticBag> stage)
    {
        Run(name, bag =>
        {
            stage(bag);
            return "";
        });
        ThrowIfErrors();
    }

    /// <summary>Says which plugins take part, for failures that none of them threw itself.</summary>
    public void TakePart(IReadOnlyList<PluginReference> plugins) => _blame.Participants = plugins;

    /// <summary>Ends the conversion where errors were found.</summary>
    public void ThrowIfErrors() => _diagnostics.ThrowIfErrors();
}
