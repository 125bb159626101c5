using Hls4Net.Streams;

namespace Hls4Net.CxxProjects;

/// <summary>Templates of the layers that only move or choose data, and of products of data.</summary>
internal static class DataMovement
{
    private static readonly string[] Rearrangements =
    [
        nameof(Transpose), nameof(Gather), nameof(Resize), nameof(DepthToSpace), nameof(SpaceToDepth), "ZeroPadding1D", "ZeroPadding2D",
    ];

    /// <summary>Offers them.</summary>
    public static void Register(Backend backend)
    {
        backend.RegisterTemplate(new ConstantConfigTemplate());
        backend.RegisterTemplate(new KernelCall<Constant>("constant", "nnet_constant.h", "value"));
        backend.RegisterTemplate(new ArgMaxConfigTemplate());
        backend.RegisterTemplate(new KernelCall<ArgMax>("argmax", "nnet_argmax.h"));
        backend.RegisterTemplate(new EmbeddingConfigTemplate());
        backend.RegisterTemplate(new KernelCall<Embedding>("embedding", "nnet_embedding.h", "embeddings") { WorksByToken = (_, width) => width == 1 });
        backend.RegisterTemplate(new EinsumConfigTemplate());
        backend.RegisterTemplate(new KernelCall<Einsum>("einsum", "nnet_einsum.h", "left_table", "right_table", "left_step_table", "right_step_table"));
        backend.RegisterTemplate(new ConcatenateConfigTemplate());
        backend.RegisterTemplate(new ConcatenateCall());
        foreach (var rearrangement in Rearrangements)
        {
            backend.RegisterTemplate(new RearrangeConfigTemplate(rearrangement));
            backend.RegisterTemplate(new KernelCall<RearrangeLayer>(rearrangement, _ => "rearrange", "nnet_rearrange.h", "index_table")
            {
                Steps = layer => Enumerable.Repeat(StreamStep.Read(), layer.Input.Shape.Count / layer.Input.Shape[^1])
                    .Concat(Enumerable.Repeat(StreamStep.Write(), layer.Output.Shape.Count / layer.Output.Shape[^1])),
            });
        }
    }
}
