namespace Hls4Net.Compiler;

/// <summary>Runs the stages of one conversion: collects their problems, and makes an unexpected exception an internal error that names the stage.</summary>
internal sealed class Stages
{
    private readonly DiagnosticBag _diagnostics;
    private readonly CancellationToken _cancellation;

    private Stages(DiagnosticBag diagnostics, CancellationToken cancellation) => (_diagnostics, _cancellation) = (diagnostics, cancellation);

    /// <summary>Runs all stages; whatever stops them is among the diagnostics of the result.</summary>
    public static Conversion Run(ConversionRequest request, Action<Stages, Conversion> stages, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var diagnostics = new DiagnosticBag();
        var result = new Conversion(request, diagnostics);
        try
        {
            stages(new Stages(diagnostics, cancellation), result);
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
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new DiagnosticException(InternalDiagnostics.PassFailed, null, name, "no node", exception);
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

    /// <summary>Ends the conversion where errors were found.</summary>
    public void ThrowIfErrors() => _diagnostics.ThrowIfErrors();
}
