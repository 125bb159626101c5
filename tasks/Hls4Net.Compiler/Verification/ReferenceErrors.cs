using System.Numerics;
using Hls4Net.Emulation;

namespace Hls4Net.Compiler.Verification;

/// <summary>Measures how far each tensor is from the float reference, which sees the same (quantised) inputs.</summary>
internal static class ReferenceErrors
{
    /// <summary>The errors per tensor, in the order of the layers.</summary>
    /// <param name="model">The typed model.</param>
    /// <param name="inputs">Per sample, per model input: raw integers.</param>
    /// <param name="traces">Per sample: raw integers by tensor.</param>
    public static IReadOnlyList<TensorError> Of(
        ModelGraph model, IReadOnlyList<BigInteger[][]> inputs, IReadOnlyDictionary<string, BigInteger[]>[] traces)
    {
        var reference = new ReferenceEvaluator(model);
        var errors = new OrderedDictionary<string, (double Maximum, double Sum, double Magnitude, long Count)>(StringComparer.Ordinal);
        for (var sample = 0; sample < inputs.Count; sample++)
        {
            var values = reference.Trace([.. inputs[sample].Select((raw, i) => (ReadOnlyMemory<float>)Array.ConvertAll(
                raw, value => (float)FixedPoint.ToDouble(value, model.Inputs[i].Type.Fraction)))]);
            foreach (var tensor in model.Layers.SelectMany(layer => layer.Outputs))
            {
                if (values.TryGetValue(tensor.Name, out var exact) && traces[sample].TryGetValue(tensor.Name, out var raw))
                {
                    var (maximum, sum, magnitude, count) = errors.GetValueOrDefault(tensor.Name);
                    for (var i = 0; i < raw.Length; i++)
                    {
                        var error = Math.Abs(FixedPoint.ToDouble(raw[i], tensor.Type.Fraction) - exact[i]);
                        (maximum, sum, magnitude) = (Math.Max(maximum, error), sum + error, Math.Max(magnitude, Math.Abs(exact[i])));
                    }

                    errors[tensor.Name] = (maximum, sum, magnitude, count + raw.Length);
                }
            }
        }

        return
        [
            .. model.Layers.SelectMany(layer => layer.Outputs).Where(tensor => errors.ContainsKey(tensor.Name)).Select(tensor =>
            {
                var (maximum, sum, magnitude, count) = errors[tensor.Name];
                var layer = tensor.Producer is { } producer ? $"{producer.Name} ({producer.ClassName})" : "";
                return new TensorError(tensor.Name, layer, tensor.Type, maximum, sum / Math.Max(1, count), magnitude);
            }),
        ];
    }
}
