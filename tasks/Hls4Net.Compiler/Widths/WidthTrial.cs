using Hls4Net.Compiler.Passes;
using Hls4Net.Compiler.TestInputs;
using Hls4Net.Emulation;

namespace Hls4Net.Compiler.Widths;

/// <summary>How far a model's outputs are from the float reference, as a part of the reference's largest value.</summary>
/// <param name="Largest">The largest deviation; the worst output of the model counts.</param>
/// <param name="Mean">Root of the mean square.</param>
internal readonly record struct WidthError(double Largest, double Mean);

/// <summary>Tries types: infers them for the whole model, runs the emulator on samples and compares.</summary>
internal sealed class WidthTrial
{
    private readonly ModelGraph _model;
    private readonly ReadOnlyMemory<float>[] _inputs;
    private readonly double[][] _expected;
    private readonly Memory<float>[] _actual;

    /// <summary>Evaluates the float reference once.</summary>
    /// <param name="model">The model.</param>
    /// <param name="samples">Per model input: all samples, one after the other.</param>
    public WidthTrial(ModelGraph model, float[][] samples)
    {
        _model = model;
        _inputs = Array.ConvertAll(samples, values => new ReadOnlyMemory<float>(values));
        var reference = new ReferenceEvaluator(model);
        var expected = model.Outputs.Select(_ => new List<double>()).ToArray();
        foreach (var trace in SampleBlocks.Of(reference.Inputs, samples).Select(block => reference.Trace(block)))
        {
            for (var i = 0; i < expected.Length; i++)
            {
                expected[i].AddRange(trace[model.Outputs[i].Name]);
            }
        }

        _expected = Array.ConvertAll(expected, values => values.ToArray());
        _actual = Array.ConvertAll(_expected, values => new Memory<float>(new float[values.Length]));
    }

    /// <summary>How often types were tried.</summary>
    public int Count { get; private set; }

    /// <summary>The error with the present settings of the layers, whose tensors have their types afterwards.</summary>
    public WidthError Run()
    {
        Count++;
        var precision = new PrecisionContext(new DiagnosticBag());
        foreach (var layer in _model.Layers)
        {
            TypeRule.Run(layer, precision);
        }

        if (precision.Diagnostics.HasErrors)
        {
            return new WidthError(double.PositiveInfinity, double.PositiveInfinity);
        }

        new Emulator(_model).Predict(_inputs, _actual);
        var errors = _expected.Zip(_actual, (expected, actual) => Compare(expected, actual.Span)).ToArray();
        return new WidthError(errors.Max(error => error.Largest), errors.Max(error => error.Mean));
    }

    /// <summary>Bits of all weights, activations and accumulators of the typed model.</summary>
    public long Bits() => _model.Layers.Where(layer => layer is not Operators.Reshape).Sum(layer =>
        layer.Outputs.Sum(output => (long)output.Shape.Count * output.Type.Width)
        + layer.Weights.Values.Sum(weight => (long)weight.Shape.Count * weight.Type.Width)
        + (layer.Types.TryGetValue("accum", out var accumulator) ? (long)layer.Output.Shape.Count * accumulator.Width : 0));

    private static WidthError Compare(double[] expected, ReadOnlySpan<float> actual)
    {
        var (largest, squares, scale) = (0.0, 0.0, 0.0);
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs(expected[i] - actual[i]);
            largest = Math.Max(largest, difference);
            squares += difference * difference;
            scale = Math.Max(scale, Math.Abs(expected[i]));
        }

        scale = scale == 0 ? 1 : scale;
        return new WidthError(largest / scale, Math.Sqrt(squares / expected.Length) / scale);
    }
}
