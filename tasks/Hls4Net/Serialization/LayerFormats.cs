using Hls4Net.Operators;

namespace Hls4Net.Serialization;

/// <summary>Every layer class that an embedded graph may hold. A table instead of reflection: it survives trimming and native compilation.</summary>
internal static partial class LayerFormats
{
    /// <summary>The formats, by <see cref="Layer.ClassName"/>.</summary>
    public static IReadOnlyDictionary<string, LayerFormat> ByClass { get; } = new Dictionary<string, LayerFormat>(Functions, StringComparer.Ordinal)
    {
        ["ArgMax"] = LayerFormat.Of<ArgMax>(
            (layer, writer) => writer.Flag(layer.TakesLast),
            (name, _, ref reader) => new ArgMax(name, reader.Flag())),
        ["AveragePooling1D"] = Pooling(PoolingOperation.Average),
        ["AveragePooling2D"] = Pooling(PoolingOperation.Average),
        ["BatchNormalization"] = LayerFormat.Of<BatchNormalization>((_, _) => { }, (name, weights, ref _) =>
            new BatchNormalization(name, weights.GetValueOrDefault("scale"), weights.GetValueOrDefault("bias"))),
        ["Clip"] = LayerFormat.Of<Clip>(
            (layer, writer) =>
            {
                writer.Real(layer.Minimum ?? double.NaN);
                writer.Real(layer.Maximum ?? double.NaN);
            },
            (name, _, ref reader) => new Clip(name, Bound(reader.Real()), Bound(reader.Real()))),
        ["Concatenate"] = LayerFormat.Of<Concatenate>(
            (layer, writer) => writer.Count(layer.Axis),
            (name, _, ref reader) => new Concatenate(name, reader.Count())),
        ["Constant"] = LayerFormat.Of<Constant>((_, _) => { }, (name, weights, ref _) => new Constant(name, Required(weights, "value"))),
        ["Conv1D"] = Convolution(transposed: false),
        ["Conv1DTranspose"] = Convolution(transposed: true),
        ["Conv2D"] = Convolution(transposed: false),
        ["Conv2DTranspose"] = Convolution(transposed: true),
        ["DepthToSpace"] = Rearranged("DepthToSpace"),
        ["Dense"] = LayerFormat.Of<Dense>(
            (layer, writer) =>
            {
                writer.Count(layer.ReuseFactor);
                writer.Count((int)layer.Strategy);
            },
            (name, weights, ref reader) => new Dense(name, Required(weights, "weight"), weights.GetValueOrDefault("bias"))
            {
                ReuseFactor = reader.Count(),
                Strategy = (Strategy)reader.Choice(3),
            }),
        ["DepthwiseConv1D"] = Convolution(transposed: false),
        ["DepthwiseConv2D"] = Convolution(transposed: false),
        ["Einsum"] = LayerFormat.Of<Einsum>(
            (layer, writer) =>
            {
                Write(writer, layer.Left);
                Write(writer, layer.Right);
                Write(writer, layer.Result);
            },
            (name, _, ref reader) => new Einsum(name, Labels(ref reader), Labels(ref reader), Labels(ref reader))),
        ["Elu"] = LayerFormat.Of<Elu>(
            (layer, writer) =>
            {
                writer.Real(layer.Alpha);
                Write(writer, layer.TableIndex);
            },
            (name, _, ref reader) => new Elu(name, reader.Real()) { TableIndex = Index(ref reader) }),
        ["Embedding"] = LayerFormat.Of<Embedding>((_, _) => { }, (name, weights, ref _) => new Embedding(name, Required(weights, "embeddings"))),
        ["Gather"] = Rearranged("Gather"),
        ["GRU"] = Recurrent(
            layer => ((Gru)layer).ResetAfter,
            (name, weights, reverse, sequences, after) => new Gru(name, weights.Values, StatesAreInputs(weights)) { Reverse = reverse, ReturnSequences = sequences, ResetAfter = after },
            "candidate_weight"),
        ["GroupNormalization"] = Normalization(),
        ["HardSigmoid"] = LayerFormat.Of<HardSigmoid>(
            (layer, writer) =>
            {
                writer.Real(layer.Alpha);
                writer.Real(layer.Beta);
            },
            (name, _, ref reader) => new HardSigmoid(name, reader.Real(), reader.Real())),
        ["Input"] = LayerFormat.Of<Input>(
            (layer, writer) => writer.Shape(layer.Output.Shape),
            (name, _, ref reader) => new Input(name, reader.Shape())),
        ["LSTM"] = Recurrent(
            layer => ((Lstm)layer).ReturnCell,
            (name, weights, reverse, sequences, cell) => new Lstm(name, weights.Values, StatesAreInputs(weights)) { Reverse = reverse, ReturnSequences = sequences, ReturnCell = cell }),
        ["InstanceNormalization"] = Normalization(),
        ["LayerNormalization"] = LayerFormat.Of<LayerNormalization>(
            (layer, writer) =>
            {
                writer.Count(layer.Length);
                writer.Real(layer.Epsilon);
            },
            (name, weights, ref reader) => new LayerNormalization(name, reader.Count(), Required(weights, "scale"), Required(weights, "bias"), reader.Real())),
        ["LeakyRelu"] = LayerFormat.Of<LeakyRelu>(
            (layer, writer) => writer.Real(layer.Alpha),
            (name, _, ref reader) => new LeakyRelu(name, reader.Real())),
        ["Linear"] = LayerFormat.Plain(name => new Linear(name)),
        ["MaxPooling1D"] = Pooling(PoolingOperation.Max),
        ["MaxPooling2D"] = Pooling(PoolingOperation.Max),
        ["Merge"] = LayerFormat.Of<Merge>(
            (layer, writer) => writer.Count((int)layer.Operation),
            (name, _, ref reader) => new Merge(name, (MergeOperation)reader.Choice(6))),
        ["MultiThreshold"] = LayerFormat.Of<MultiThreshold>((_, _) => { }, (name, weights, ref _) =>
            new MultiThreshold(name, Required(weights, "threshold"), Required(weights, "step"), Required(weights, "base"))),
        ["PRelu"] = LayerFormat.Of<PRelu>((_, _) => { }, (name, weights, ref _) => new PRelu(name, Required(weights, "alpha"))),
        ["Quantize"] = LayerFormat.Of<Quantize>(
            (layer, writer) =>
            {
                writer.Integer(layer.Exponent);
                writer.Count((int)layer.Rounding);
                Write(writer, layer.Low);
                Write(writer, layer.High);
            },
            (name, weights, ref reader) =>
            {
                var (exponent, rounding) = ((int)reader.Integer(-65536, 65536), (Rounding)reader.Choice(7));
                return new Quantize(name, exponent, Limit(ref reader), Limit(ref reader), rounding, weights.GetValueOrDefault("scale"), weights.GetValueOrDefault("bias"));
            }),
        ["Relu"] = LayerFormat.Plain(name => new Relu(name)),
        ["Reshape"] = LayerFormat.Of<Reshape>(
            (layer, writer) => writer.Shape(layer.Output.Shape),
            (name, _, ref reader) => new Reshape(name, reader.Shape())),
        ["Resize"] = Rearranged("Resize"),
        ["Selu"] = LayerFormat.Of<Selu>(
            (layer, writer) =>
            {
                writer.Real(layer.Alpha);
                writer.Real(layer.Gamma);
                Write(writer, layer.TableIndex);
            },
            (name, _, ref reader) => new Selu(name, reader.Real(), reader.Real()) { TableIndex = Index(ref reader) }),
        ["Sigmoid"] = Lookup(name => new Sigmoid(name)),
        ["SimpleRNN"] = Recurrent(
            _ => false, (name, weights, reverse, sequences, _) => new SimpleRnn(name, weights.Values, StatesAreInputs(weights)) { Reverse = reverse, ReturnSequences = sequences }),
        ["Softmax"] = LayerFormat.Of<Softmax>(
            (layer, writer) =>
            {
                writer.Text(layer.Implementation.ToString());
                writer.Real(layer.Scale);
                Write(writer, layer.ExpIndex);
                Write(writer, layer.InvIndex);
            },
            (name, _, ref reader) => new Softmax(name)
            {
                Settings = new LayerSettings { Implementation = reader.Text() },
                Scale = reader.Real(),
                ExpIndex = Index(ref reader),
                InvIndex = Index(ref reader),
            }),
        ["Softplus"] = Lookup(name => new Softplus(name)),
        ["Softsign"] = Lookup(name => new Softsign(name)),
        ["SpaceToDepth"] = Rearranged("SpaceToDepth"),
        ["SumPooling1D"] = Pooling(PoolingOperation.Sum),
        ["SumPooling2D"] = Pooling(PoolingOperation.Sum),
        ["Tanh"] = Lookup(name => new Operators.Tanh(name)),
        ["Transpose"] = Rearranged("Transpose"),
        ["ThresholdedRelu"] = LayerFormat.Of<ThresholdedRelu>(
            (layer, writer) => writer.Real(layer.Threshold),
            (name, _, ref reader) => new ThresholdedRelu(name, reader.Real())),
        ["ZeroPadding1D"] = Rearranged("ZeroPadding1D"),
        ["ZeroPadding2D"] = Rearranged("ZeroPadding2D"),
    };

    private static Dictionary<string, LayerFormat> Functions
    {
        get
        {
            var formats = new Dictionary<string, LayerFormat>(StringComparer.Ordinal);
            foreach (var function in Enum.GetValues<MathFunction>())
            {
                formats.Add(function.ToString(), Lookup(name => new MathLayer(name, function)));
            }

            foreach (var function in Enum.GetValues<RampFunction>())
            {
                formats.Add(function.ToString(), Lookup(name => new RampLayer(name, function)));
            }

            return formats;
        }
    }

    private static LayerFormat Normalization() => LayerFormat.Of<GroupNormalization>(
        (layer, writer) =>
        {
            writer.Count(layer.GroupCount);
            writer.Count(layer.Channels);
            writer.Real(layer.Epsilon);
        },
        (name, weights, ref reader) => new GroupNormalization(
            name, reader.Count(), reader.Count(), Required(weights, "scale"), Required(weights, "bias"), reader.Real()));

    private static LayerFormat Lookup(Func<string, LookupLayer> create) => LayerFormat.Of<LookupLayer>(
        (layer, writer) => Write(writer, layer.TableIndex),
        (name, _, ref reader) =>
        {
            var layer = create(name);
            layer.TableIndex = Index(ref reader);
            return layer;
        });

    private static void Write(GraphWriter writer, LookupIndex index)
    {
        writer.Integer(index.Multiplier);
        writer.Integer(index.Shift);
        writer.Integer(index.Offset);
        writer.Flag(index.Truncate);
        writer.Count(index.Count);
    }

    private static LookupIndex Index(ref GraphReader reader) =>
        new(reader.Integer(), reader.Integer(-65536, 65536), reader.Integer(), reader.Flag(), reader.Count());

    private static void Write(GraphWriter writer, long? limit)
    {
        writer.Flag(limit is not null);
        if (limit is { } value)
        {
            writer.Integer(value);
        }
    }

    private static long? Limit(ref GraphReader reader) => reader.Flag() ? reader.Integer() : null;

    private static double? Bound(double value) => double.IsNaN(value) ? null : value;

    private static WeightTensor Required(IReadOnlyDictionary<string, WeightTensor> weights, string role) =>
        weights.GetValueOrDefault(role) ?? throw GraphReader.Damaged($"a layer lacks its {role}");
}
