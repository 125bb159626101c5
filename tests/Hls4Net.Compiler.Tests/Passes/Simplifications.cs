using Hls4Net.Compiler.Passes;
using Hls4Net.Operators;

namespace Hls4Net.Tests.Passes;

/// <summary>The rewrites that keep a model's function, together as a conversion runs them.</summary>
internal static class Simplifications
{
    public static Pass[] All =>
    [
        new SkipSoftmax(), new RemoveNoOps(), new MergeReshapes(), new MergeTransposes(), new MoveTransposes(), new MoveTransposesOfOperands(),
        new MoveTransposesThroughReshapes(), new FoldTransposeIntoDense(), new FoldTransposeIntoProducer(), new FoldTransposeIntoEinsum(),
        new MergeConsecutiveScales(), new FuseScaleIntoNormalization(), new FuseBias(), new FuseBatchNorm(),
        new FoldScaleIntoProduct(), new FoldPaddingIntoConvolution(), new MergeConsecutiveDense(),
    ];

    /// <summary>Transpositions between layers that compute; those at the boundary of the model are the user's choice.</summary>
    public static IReadOnlyList<Layer> TransposesInside(ModelGraph graph) =>
        [.. graph.Layers.Where(layer => layer is Transpose && !IsFirst(layer.Input) && !IsLast(layer.Output))];

    private static bool IsFirst(Tensor tensor) => tensor.Producer is Input || (tensor.Producer is Reshape reshape && IsFirst(reshape.Input));

    private static bool IsLast(Tensor tensor) => tensor.Consumers.All(reader => reader is Reshape && IsLast(reader.Output));
}
