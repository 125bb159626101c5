namespace Hls4Net.Compiler.TestInputs;

/// <summary>
/// Finds the arrays of a test data file that belong to the model: named after its inputs and outputs, or <c>input0</c>,
/// <c>output0</c> and so on, by position; an <c>.npy</c> file is the only input. Further arrays are left alone.
/// </summary>
internal sealed class SampleReader
{
    private readonly string _path;
    private readonly DiagnosticBag _diagnostics;
    private readonly IReadOnlyDictionary<string, NpyArray> _arrays;
    private (string Name, int Count)? _samples;

    private SampleReader(string path, IReadOnlyDictionary<string, NpyArray> arrays, DiagnosticBag diagnostics) =>
        (_path, _arrays, _diagnostics) = (path, arrays, diagnostics);

    /// <summary>The samples that a request names; null for none, or after a problem, which has then been reported.</summary>
    public static SampleSet? Read(ConversionRequest request, ModelGraph model, DiagnosticBag diagnostics) =>
        request.TestDataPath.Length == 0 ? null : Read(request.TestDataPath, model, diagnostics);

    /// <summary>The samples of a file for a model; null after a problem, which has then been reported.</summary>
    public static SampleSet? Read(string path, ModelGraph model, DiagnosticBag diagnostics)
    {
        try
        {
            return new SampleReader(path, TestDataFile.Read(path), diagnostics).Read(model);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            diagnostics.Add(Diagnostic.Create(TestDataDiagnostics.Unreadable, null, exception.Message.TrimEnd('.')) with { File = path });
            return null;
        }
    }

    private SampleSet? Read(ModelGraph model)
    {
        var inputs = model.Inputs.Select((tensor, i) => Take(tensor, "input", i, isNeeded: true)).ToArray();
        var outputs = model.Outputs.Select((tensor, i) => Take(tensor, "output", i, isNeeded: false)).ToArray();
        return Array.Exists(inputs, input => input is null) || _diagnostics.HasErrors ? null : new SampleSet(_samples!.Value.Count, inputs!, outputs);
    }

    private double[]? Take(Tensor tensor, string role, int index, bool isNeeded)
    {
        string[] names = [tensor.Name, FormattableString.Invariant($"{role}{index}"), isNeeded && index == 0 ? "" : tensor.Name];
        if (Array.Find(names, _arrays.ContainsKey) is not { } name)
        {
            if (isNeeded)
            {
                Report(
                    TestDataDiagnostics.MissingInput, tensor.Name, index, string.Join(", ", _arrays.Keys), Suggestion.For(tensor.Name, _arrays.Keys));
            }

            return null;
        }

        var array = _arrays[name];
        return CountSamples(name, array, tensor) && IsFinite(name, array) ? array.Values : null;
    }

    private bool CountSamples(string name, NpyArray array, Tensor tensor)
    {
        // One sample may come without a dimension for the samples.
        var isSingle = array.Shape.SequenceEqual(tensor.Shape.Dimensions);
        var count = isSingle || array.Shape.Count == 0 ? 1 : array.Shape[0];
        if (array.Values.Length != (long)count * tensor.Shape.Count)
        {
            Report(
                TestDataDiagnostics.ShapeMismatch, name, string.Join(", ", array.Shape), tensor.Name, tensor.Shape, tensor.Shape.Count);
            return false;
        }

        _samples ??= (name, count);
        if (count == _samples.Value.Count && count > 0)
        {
            return true;
        }

        Report(TestDataDiagnostics.SampleCount, name, count, _samples.Value.Name, _samples.Value.Count);
        return false;
    }

    private bool IsFinite(string name, NpyArray array)
    {
        var index = Array.FindIndex(array.Values, value => !double.IsFinite(value));
        if (index >= 0)
        {
            Report(TestDataDiagnostics.NotFinite, name, array.Values[index], index);
        }

        return index < 0;
    }

    private void Report(DiagnosticDescriptor descriptor, params object?[] arguments) =>
        _diagnostics.Add(Diagnostic.Create(descriptor, null, arguments) with { File = _path });
}
