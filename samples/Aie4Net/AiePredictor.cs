using System.Numerics;
using Aie4Net.Arithmetic;
using Aie4Net.Network;
using Hls4Net;

namespace Aie4Net;

/// <summary>What the tiles compute, bit for bit; the generated class makes one.</summary>
public sealed class AiePredictor : Predictor
{
    private volatile PreparedModel? _prepared;

    /// <inheritdoc/>
    public override BigInteger[][] Predict(ModelGraph model, IReadOnlyList<BigInteger[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputs);

        // Two threads may prepare the same model at first: either result will do.
        var prepared = _prepared;
        if (prepared is null || prepared.Model != model)
        {
            _prepared = prepared = new PreparedModel(model, [.. DenseChain.Of(model).Stages.Select(stage => (stage.Layer.NIn, new DenseEvaluation(stage)))]);
        }

        var values = Array.ConvertAll(inputs[0], raw => (long)raw);
        foreach (var (length, evaluation) in prepared.Stages)
        {
            values = [.. Enumerable.Range(0, values.Length / length).SelectMany(row => evaluation.Apply(values.AsSpan(row * length, length)))];
        }

        return [Array.ConvertAll(values, raw => (BigInteger)raw)];
    }

    private sealed record PreparedModel(ModelGraph Model, IReadOnlyList<(int RowLength, DenseEvaluation Evaluation)> Stages);
}
