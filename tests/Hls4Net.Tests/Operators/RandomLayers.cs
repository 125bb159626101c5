using System.Numerics;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Operators;

/// <summary>Small random layers with random weights, types and inputs: every kind of layer, reproducible from a seed.</summary>
internal sealed class RandomLayers(int seed)
{
    public static readonly string[] Kinds =
    [
        "Dense", "BatchNormalization", "Merge", "Relu", "LeakyRelu", "PRelu", "Clip", "HardSigmoid", "Linear",
        "Sigmoid", "Tanh", "Softplus", "Softsign", "Elu", "Selu", "Softmax", "Transpose", "Concatenate", "Gather", "ZeroPadding1D",
        "Convolution", "ConvolutionTranspose", "Pooling", "LSTM", "GRU", "SimpleRNN",
        "ThresholdedRelu", "ArgMax", "Einsum", "Math", "Ramp",
        "LayerNormalization", "GroupNormalization", "Embedding", "Quantize", "MultiThreshold",
    ];

    private static readonly string[] s_roles =
        ["result", "weight", "bias", "scale", "accum", "param", "slope", "shift", "table", "exp_table", "inv_table", "inv_inp", "inp_norm", "embeddings",
            "recurrent_weight", "recurrent_bias", "recurrent_table", "cell_table", "cell", "gate", "initial_state", "initial_cell",
            "mean", "difference", "square", "variance", "normal", "reciprocal", "epsilon"];

    private readonly Random _random = new(seed);

    /// <summary>A layer whose types are random where <paramref name="auto"/> is null, else inferred at that width.</summary>
    public SingleLayer Create(string kind, int? auto, int widest = 20)
    {
        var windows = kind is "Convolution" or "ConvolutionTranspose" or "Pooling" ? new RandomWindows(_random) : null;
        var shape = windows?.Shape ?? new TensorShape(1 + _random.Next(2), 1 + _random.Next(7));
        var layer = windows?.Create(kind, Weight) ?? CreateLayer(kind, shape);
        layer.Settings = (auto is { } width ? SingleLayer.Auto(width) : RandomTypes()) with
        {
            TableSize = _random.Next(3) == 0 ? 2 + _random.Next(300) : null,
            Implementation = kind == "Softmax" ? new[] { "stable", "latency", "argmax", "skip", "legacy" }[_random.Next(5)] : null,
        };
        var second = kind == "Merge" ? new[] { shape, new TensorShape(shape[1]), new TensorShape(shape[0], 1), new TensorShape() }[_random.Next(4)] : null;
        second = kind is "Concatenate" or "Einsum" ? new TensorShape(1 + _random.Next(3), shape[1]) : second;
        if (layer is RecurrentLayer { StatesAreInputs: true } recurrent)
        {
            var state = (new TensorShape(recurrent.NState), RandomType(widest));
            return kind == "LSTM" ? SingleLayer.Of(layer, (shape, RandomType(widest)), state, (state.Item1, RandomType(widest)))
                : SingleLayer.Of(layer, (shape, RandomType(widest)), state);
        }

        return second is null
            ? SingleLayer.Of(layer, (shape, RandomType(widest)))
            : SingleLayer.Of(layer, (shape, RandomType(widest)), (second, RandomType(widest)));
    }

    /// <summary>Raw inputs over the whole range of the input types, the ends among them.</summary>
    public BigInteger[][] Inputs(SingleLayer layer)
    {
        var ends = _random.Next(3) == 0;
        return
        [
            .. layer.Layer.Inputs.Select(tensor => tensor.Range.Select(range =>
                ends ? (_random.Next(2) == 0 ? range.Min : range.Max)
                : range.Min + (BigInteger)((double)(range.Max - range.Min) * _random.NextDouble())).ToArray()),
        ];
    }

    public FixedType RandomType(int widest)
    {
        var width = 1 + _random.Next(widest);
        var signed = _random.Next(3) > 0;
        var integer = _random.Next(6) switch
        {
            0 => -_random.Next(5),
            1 => width + _random.Next(4),
            _ => Math.Min(width, 1 + _random.Next(8)),
        };
        var overflow = signed ? (Overflow)_random.Next(5) : (Overflow)_random.Next(4);
        var saturationBits = overflow >= Overflow.Wrap && _random.Next(3) == 0 ? _random.Next(Math.Min(3, width + 1)) : 0;
        return _random.Next(3) == 0
            ? new FixedType(width, integer, signed)
            : new FixedType(width, integer, signed, (Rounding)_random.Next(7), overflow, saturationBits);
    }

    private Layer CreateLayer(string kind, TensorShape shape) => kind switch
    {
        "Dense" => CreateDense(shape[1]),
        "BatchNormalization" => new BatchNormalization(
            "bn", _random.Next(4) == 0 ? null : Weight("scale", Repeating(shape)), _random.Next(4) == 0 ? null : Weight("bias", Repeating(shape))),
        "Quantize" => CreateQuantize(shape),
        "MultiThreshold" => new MultiThreshold(
            "staircase", Weight("threshold", new TensorShape(_random.Next(2) == 0 ? 1 : shape[^1], 1 + _random.Next(4))),
            Whole("step", new TensorShape(_random.Next(2) == 0 ? 1 : shape[^1])), Whole("base", new TensorShape(1))),
        "Merge" => new Merge("merge", (MergeOperation)_random.Next(6)),
        "Relu" => new Relu("relu"),
        "LeakyRelu" => new LeakyRelu("leaky", Number()),
        "PRelu" => new PRelu("prelu", Weight("alpha", Repeating(shape))),
        "Clip" => new Clip("clip", _random.Next(3) == 0 ? null : Number(), _random.Next(3) == 0 ? null : Number()),
        "HardSigmoid" => new HardSigmoid("hard", Number(), Number()),
        "Linear" => new Linear("linear"),
        "Sigmoid" => new Sigmoid("sigmoid"),
        "Tanh" => new Tanh("tanh"),
        "Softplus" => new Softplus("softplus"),
        "Softsign" => new Softsign("softsign"),
        "Elu" => new Elu("elu", Number()),
        "Selu" => new Selu("selu"),
        "Transpose" => new Transpose("transpose", _random.Next(3) == 0 ? [0, 1] : [1, 0]),
        "ThresholdedRelu" => new ThresholdedRelu("threshold", Number()),
        "Einsum" => new Einsum("einsum", [0, 1], [2, 1], _random.Next(2) == 0 ? [0, 2] : [2]),
        "ArgMax" => new ArgMax("choose", _random.Next(2) == 0),
        "Math" => new MathLayer("math", (MathFunction)_random.Next(6), new[] { -1.5, 0.5, 2, 3 }[_random.Next(4)]),
        "Ramp" => new RampLayer("ramp", (RampFunction)_random.Next(4)),
        "Gather" => new Gather("gather", [[.. Enumerable.Range(0, 1 + _random.Next(4)).Select(_ => _random.Next(shape[0]))], null]),
        "ZeroPadding1D" => new ZeroPadding("padding", [_random.Next(2), _random.Next(2)], [_random.Next(2), 0], _random.Next(2) == 0 ? 0 : Number()),
        "Concatenate" => new Concatenate("join", 0),
        "Embedding" => new Embedding("rows", Weight("embeddings", new TensorShape(1 + _random.Next(9), 1 + _random.Next(3)))),
        "LayerNormalization" => new LayerNormalization(
            "norm", shape[1], _random.Next(3) == 0 ? null : Weight("scale", new TensorShape(shape[1])), _random.Next(3) == 0 ? null : Weight("bias", new TensorShape(shape[1])),
            _random.Next(3) == 0 ? 0 : Math.Abs(Number())),
        "GroupNormalization" => new GroupNormalization(
            "norm", Enumerable.Range(1, shape[1]).Where(d => shape[1] % d == 0).MaxBy(_ => _random.Next()), shape[1], Weight("scale", new TensorShape(shape[1])), null),
        "LSTM" or "GRU" or "SimpleRNN" => new RandomRecurrent(_random, Weight).Create(kind, shape[1]),
        _ => new Softmax("softmax"),
    };

    private Quantize CreateQuantize(TensorShape shape)
    {
        var (low, high) = (_random.Next(-40, 1), _random.Next(1, 200));
        return new Quantize(
            "quantize", _random.Next(-5, 3), _random.Next(5) == 0 ? null : low, _random.Next(5) == 0 ? null : high, (Rounding)_random.Next(7),
            _random.Next(3) == 0 ? null : Weight("scale", Repeating(shape)), _random.Next(3) == 0 ? null : Weight("bias", Repeating(shape)));
    }

    private WeightTensor Whole(string name, TensorShape shape) =>
        SingleLayer.Weight(name, shape, [.. Enumerable.Range(0, shape.Count).Select(_ => (double)_random.Next(-3, 4))]);

    private Dense CreateDense(int nIn)
    {
        var nOut = 1 + _random.Next(5);
        var divisors = Enumerable.Range(1, nIn).Where(d => nIn % d == 0).Concat(
            Enumerable.Range(1, nOut).Where(d => nOut % d == 0).Select(d => nIn * d)).ToArray();
        return new Dense(
            "dense", Weight("weight", new TensorShape(nIn, nOut)), _random.Next(3) == 0 ? null : Weight("bias", new TensorShape(nOut)))
        {
            Strategy = (Strategy)_random.Next(3),
            ReuseFactor = divisors[_random.Next(divisors.Length)],
        };
    }

    private TensorShape Repeating(TensorShape shape) => _random.Next(2) == 0 ? shape : new TensorShape(shape[^1]);

    private WeightTensor Weight(string name, TensorShape shape)
    {
        var zero = _random.Next(8) == 0;
        return SingleLayer.Weight(name, shape, [.. Enumerable.Range(0, shape.Count).Select(_ => zero ? 0 : Number())]);
    }

    /// <summary>Mostly near one, sometimes round, tiny or large.</summary>
    private double Number()
    {
        var value = (_random.NextDouble() * 4) - 2;
        return _random.Next(10) switch
        {
            0 => Math.Round(value),
            1 => value * 1e-6,
            2 => value * 1000,
            _ => value,
        };
    }

    private LayerSettings RandomTypes() => new()
    {
        DefaultPrecision = new Precision(_random.Next(2) == 0 ? RandomType(24) : null),
        Precision = s_roles.Where(_ => _random.Next(2) == 0).ToDictionary(
            role => role,
            role => _random.Next(4) == 0 ? new Precision(null, 4 + _random.Next(16)) : new Precision(RandomType(24)),
            StringComparer.Ordinal),
    };
}
