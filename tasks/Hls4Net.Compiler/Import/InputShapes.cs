using System.Globalization;
using Hls4Net.Compiler.Onnx;
using Hls4Net.Import;

namespace Hls4Net.Compiler.Import;

/// <summary>
/// Decides the shape of each model input and which of its dimensions is the batch: the first one, when there are at least
/// two or it is symbolic, unless a reader of the input says otherwise. A graph works on one sample, so the batch counts as 1.
/// </summary>
internal sealed class InputShapes
{
    private readonly Dictionary<string, int[]> _given = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, int> _batchAxes;
    private readonly DiagnosticBag _diagnostics;

    /// <param name="text">What the user says of shapes.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="batchAxes">Which dimension is the batch, of inputs where it is not the first.</param>
    /// <param name="diagnostics">Where problems go.</param>
    public InputShapes(string text, IReadOnlyList<OnnxValue> inputs, IReadOnlyDictionary<string, int> batchAxes, DiagnosticBag diagnostics)
    {
        (_batchAxes, _diagnostics) = (batchAxes, diagnostics);
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // Tensor names may hold anything, '=' included: the last one separates.
            var split = part.LastIndexOf('=');
            var name = split < 0 ? "" : part[..split].Trim();
            int[]? shape = split < 0 ? null : Numbers(part[(split + 1)..]);
            if (shape is null)
            {
                diagnostics.Report(ImportDiagnostics.BadInputShapes, null, text, $"'{part}' is not a name and positive numbers");
            }
            else if (!inputs.Any(i => i.Name == name))
            {
                var known = string.Join(", ", inputs.Select(i => $"'{NameText.Show(i.Name)}'"));
                diagnostics.Report(ImportDiagnostics.BadInputShapes, null, text, $"the model has no input '{NameText.Show(name)}'; it has {known}");
            }
            else
            {
                _given[name] = shape;
            }
        }
    }

    /// <summary>ONNX shape (batch as 1), batch axis (−1 for none) and the batch size the file states (null where it is open); null after an error.</summary>
    public (int[] Shape, int BatchAxis, long? Batch)? Of(OnnxValue input)
    {
        var given = _given.GetValueOrDefault(input.Name);
        if (input.Shape is not { } stated)
        {
            return given is null ? Dynamic(input, "unknown") : (WithBatch(given, 0), 0, null);
        }

        var batchAxis = BatchAxis(input);

        if (given is not null)
        {
            return Given(input, stated, given);
        }

        var hasBatch = stated.Count > 1 || (stated.Count == 1 && !stated[0].IsFixed);
        if (stated.Where((d, axis) => !d.IsFixed && !(hasBatch && axis == batchAxis)).Any())
        {
            return Dynamic(input, $"[{string.Join(',', stated)}]");
        }

        long? fixedBatch = !hasBatch ? 1 : stated[batchAxis].IsFixed ? stated[batchAxis].Value : null;
        int[] shape = [.. stated.Select((d, axis) => axis == batchAxis && hasBatch ? 1 : (int)Math.Min(d.Value!.Value, int.MaxValue))];
        if (!Fits(shape, input))
        {
            return null;
        }

        if (fixedBatch > 1)
        {
            var all = $"[{string.Join(',', stated)}]";
            _diagnostics.Report(
                ImportDiagnostics.BatchDropped, null, NameText.Show(input.Name), fixedBatch, all,
                $"{NameText.Show(input.Name)}={string.Join(',', stated)}", $"{NameText.Show(input.Name)}={string.Join(',', stated.Where((_, axis) => axis != batchAxis))}", batchAxis == 0 ? "first" : "second");
        }

        return (shape, hasBatch ? batchAxis : -1, fixedBatch);
    }

    private (int[] Shape, int BatchAxis, long? Batch)? Given(OnnxValue input, IReadOnlyList<OnnxDimension> stated, int[] given)
    {
        var whole = given.Length == stated.Count;
        if (!whole && given.Length != stated.Count - 1)
        {
            return Wrong($"input '{NameText.Show(input.Name)}' has {stated.Count} dimensions [{string.Join(',', stated)}], not {given.Length}");
        }

        var batchAxis = BatchAxis(input);
        for (var axis = 0; axis < given.Length; axis++)
        {
            var dimension = stated[whole || axis < batchAxis ? axis : axis + 1];
            if (dimension.IsFixed && dimension.Value != given[axis] && !(whole && axis == batchAxis && stated.Count > 1))
            {
                return Wrong($"dimension {axis} of input '{NameText.Show(input.Name)}' is {dimension} in the model, not {given[axis]}");
            }
        }

        int[] shape = whole ? given : WithBatch(given, batchAxis);
        var batch = stated.Count > 0 && stated[batchAxis].IsFixed ? stated[batchAxis].Value : null;

        // An entry above 1 for the batch says that the whole tensor is one sample.
        return !Fits(shape, input) ? null
            : whole && (given.Length == 1 || given[batchAxis] > 1) ? (shape, -1, 1)
            : (shape, batchAxis, batch);

        (int[], int, long?)? Wrong(string what)
        {
            _diagnostics.Report(ImportDiagnostics.BadInputShapes, null, string.Join(',', given), what);
            return null;
        }
    }

    private bool Fits(int[] shape, OnnxValue input)
    {
        if (shape.Aggregate(1.0, (product, d) => product * d) <= OnnxLimits.Default.InputElements)
        {
            return true;
        }

        _diagnostics.Add(OnnxReader.Exceeded(
            $"input '{NameText.Show(input.Name)}' of dimensions [{string.Join(',', shape)}]", OnnxLimits.Default.InputElements).Diagnostics[0]);
        return false;
    }

    private (int[], int, long?)? Dynamic(OnnxValue input, string shape)
    {
        var example = input.Shape is null ? "…" : string.Join(',', input.Shape.Where((_, axis) => axis != BatchAxis(input)).Select(d => d.IsFixed ? d.ToString() : "…"));
        _diagnostics.Report(
            ImportDiagnostics.DynamicShape, null, NameText.Show(input.Name), NameText.Show(shape), $"{NameText.Show(input.Name)}={example}");
        return null;
    }

    private int BatchAxis(OnnxValue input) => _batchAxes.TryGetValue(input.Name, out var axis) && axis < input.Shape?.Count ? axis : 0;

    private static int[] WithBatch(int[] sample, int axis) => [.. sample.Take(axis), 1, .. sample.Skip(axis)];

    private static int[]? Numbers(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var numbers = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]) || numbers[i] < 1)
            {
                return null;
            }
        }

        return numbers;
    }
}
