using System.Numerics;
using Hls4Net.Operators;
using Hls4Net.Streams;

namespace Hls4Net.Compiler.Estimate;

/// <summary>
/// Counts, from the typed model, what its kernels will need: multipliers, adders, memories and cycles. What the kernels leave to the
/// vendor's tool is counted from the least to the most that it can become.
/// </summary>
/// <param name="block">The multiplier that DSP blocks are counted in.</param>
/// <param name="streams">The streams of an io_stream project; null in io_parallel.</param>
internal sealed class Estimator(DspBlock block, StreamPlan? streams)
{
    private const int MemoryBits = 18 * 1024;

    // Below this, tools use registers and look-up tables for memories by default.
    private const int SmallMemory = 1024;

    private readonly ILookup<Layer?, StreamStage>? _stages = streams?.Stages.ToLookup(stage => stage.Layer);

    /// <summary>Estimates every layer of a project.</summary>
    public static ModelEstimate Of(HlsProject project)
    {
        var (model, streams) = (project.Model, project.Streams);
        var name = project.Config.Options.Texts.FirstOrDefault(option => option.Key.Equals("Part", StringComparison.OrdinalIgnoreCase)).Value ?? "";
        var part = new PartCatalogue().Find(name);
        var block = part?.Multiplier ?? PartCatalogue.DefaultMultiplier;
        var estimator = new Estimator(block, streams);
        var products = model.Layers.SelectMany(layer => layer.MatrixProducts).ToArray();
        var isPipeline = streams is null && products.All(product => product.Strategy != Strategy.Resource && product.ParallelPositions == product.Positions);
        var isChain = model.Layers.Where(layer => layer is not Reshape).SelectMany(layer => layer.Inputs).GroupBy(Root).All(reads => reads.Count() == 1);
        return new ModelEstimate([.. model.Layers.Where(layer => layer is not (Input or Reshape)).Select(estimator.Of)], part, block)
        {
            IsDataflow = !isPipeline && (streams is not null || isChain),
            IsSequential = !isPipeline && streams is null && !isChain,
            Frontier = new ReuseFrontier(model, streams is not null, block).Points(),
        };
    }

    private LayerEstimate Of(Layer layer)
    {
        var estimate = layer.MatrixProducts.Count > 0 ? OfProducts(layer) : OfArithmetic(layer);
        var tables = layer.Tables.Where(table => layer.Types.ContainsKey(table.Key)).Select(table => (long)table.Value.Length * layer.Types[table.Key].Width).ToArray();
        var fifos = _stages?[layer].SelectMany(stage => stage.Outputs)
            .Where(channel => !channel.IsPort).Select(channel => (long)channel.Depth * channel.Width * channel.Tensor.Type.Width).ToArray() ?? [];
        return estimate with
        {
            TableBits = Sum(tables),
            FifoBits = Sum(fifos),
            Bram = estimate.Bram + Memories(tables, Side(layer)) + Memories(fifos, 1),
        };
    }

    private static long Sum(long[] values)
    {
        var sum = 0L;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    private LayerEstimate OfProducts(Layer layer)
    {
        var total = new LayerEstimate(layer);
        foreach (var product in layer.MatrixProducts)
        {
            var cost = new ProductCost(product, streams is not null, Pixels(product));
            total = total with
            {
                Multiplications = total.Multiplications + (cost.Size * product.Positions),
                Multipliers = total.Multipliers + cost.Multipliers,
                Adders = total.Adders + cost.Adders,
                Dsp = total.Dsp + (block.Of(layer.Input.Type, product.Weight.Type) * cost.Multipliers),
                WeightBits = total.WeightBits + cost.WeightBits,
                Bram = total.Bram + cost.Bram,
                Latency = Bounds.Max(total.Latency, cost.Latency),
                Interval = Bounds.Max(total.Interval, cost.Interval),
            };
        }

        return total;
    }

    // A line buffer takes in every pixel, and as many beside them as the window reaches over the edges.
    private Bounds? Pixels(IMatrixProduct product) => streams is null || product is not Convolution { Input.Shape: { Rank: > 1 } shape } convolution ? null
        : new Bounds(shape.Count / shape[^1], shape.Dimensions.SkipLast(1).Aggregate(1L, (pixels, size) => pixels * (size + convolution.Window.Taps - 1)));

    // Element by element: all of a tensor at once, or all of a token.
    private LayerEstimate OfArithmetic(Layer layer)
    {
        var (elements, side) = ((long)layer.Output.Shape.Count, Side(layer));
        var calls = Math.Max(1, elements / side);
        var estimate = new LayerEstimate(layer) { Interval = Bounds.Exactly(calls), Latency = new Bounds(calls, calls + Depth(layer)) };
        return layer switch
        {
            BatchNormalization scale => estimate with
            {
                Multiplications = scale.Scale is null ? 0 : elements,
                Multipliers = scale.Scale is null ? 0 : side,
                Adders = scale.Bias is null ? 0 : side,
                Dsp = scale.Scale is null ? Bounds.Zero : block.Of(layer.Input.Type, scale.Scale.Type) * side,
            },
            Merge { Operation: MergeOperation.Multiply } => estimate with
            {
                Multiplications = elements, Multipliers = side, Dsp = block.Of(layer.Inputs[0].Type, layer.Inputs[1].Type) * side,
            },
            Merge => estimate with { Adders = side },
            Softmax softmax when layer.Types.TryGetValue("exp_table", out var exponential) && layer.Types.TryGetValue("inv_table", out var inverse) => estimate with
            {
                Multiplications = elements, Multipliers = side, Adders = side, Dsp = block.Of(exponential, inverse) * side,
            },
            LeakyRelu => estimate with { Multiplications = elements, Multipliers = side, Dsp = block.Of(layer.Input.Type, layer.Types["param"]) * side },
            PRelu => estimate with
            {
                Multiplications = elements, Multipliers = side, Dsp = block.Of(layer.Input.Type, layer.Weights.Values.First().Type) * side,
            },
            Pooling { Operation: PoolingOperation.Max } => estimate,
            Relu or Clip or Linear or Concatenate or Constant or LookupLayer or ArgMax or RearrangeLayer => estimate,
            _ => estimate with { Unknown = $"the arithmetic of {layer.ClassName} is not counted" },
        };
    }

    // What is computed side by side: the elements of a token, or of the whole tensor.
    private long Side(Layer layer) =>
        streams is null || layer.Output.Shape.Rank == 0 ? Math.Max(1, layer.Output.Shape.Count) : layer.Output.Shape[^1];

    private static int Depth(Layer layer) => layer is Softmax ? 6 + BitOperations.Log2((uint)layer.Output.Shape[^1]) : 4;

    // Every memory block has two ports, so that two elements share a table.
    private static Bounds Memories(long[] bits, long readers) => bits.Aggregate(Bounds.Zero, (sum, each) =>
        sum + (new Bounds(each <= SmallMemory ? 0 : Blocks(each), Blocks(each)) * ((readers + 1) / 2)));

    private static long Blocks(long bits) => (bits + MemoryBits - 1) / MemoryBits;

    private static Tensor Root(Tensor tensor) => tensor.Producer is Reshape reshape ? Root(reshape.Input) : tensor;
}
