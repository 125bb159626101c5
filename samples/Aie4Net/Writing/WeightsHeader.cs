using System.Globalization;
using System.Text;
using Aie4Net.Arithmetic;
using Aie4Net.Planning;
using Hls4Net;

namespace Aie4Net.Writing;

/// <summary>src/weights/….h: the blocks of the weights and of the bias of a layer, as its tiles hold them.</summary>
public static class WeightsHeader
{
    private const int PerLine = 16;

    /// <summary>The file.</summary>
    public static string Text(HlsProject project, StagePlan plan)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(plan);
        var (stage, tiling) = (plan.Stage, plan.Tiling);
        var bias = DenseEvaluation.BiasOf(stage);
        return CxxFile.Guarded(project, $"weights_{plan.Name}", $$"""
            #include <cstdint>

            namespace {{project.Name}} {

            // {{CxxText.Comment(stage.Layer.Name)}}: {{tiling.Size.Depth}} x {{tiling.Size.Columns}} weights of {{stage.Layer.Weight.Type}}, a block of {{tiling.KSlice}} x {{tiling.NSlice}} for each tile,
            // in micro-tiles of {{tiling.Micro.K}} x {{tiling.Micro.N}}; chain by chain.
            alignas(32) static const {{stage.WeightInteger!.Value.CxxName}} {{plan.Name}}_weights[{{tiling.Tiles}}][{{tiling.KSlice * tiling.NSlice}}] = {
            {{Blocks(WeightBlocks.Of(tiling, stage.Layer.Weight.Raw))}}
            };

            // In units of 2^-{{stage.SumFraction - stage.BiasShift}}; a block for each chain.
            alignas(32) static const int32_t {{plan.Name}}_bias[{{tiling.CasNum}}][{{tiling.NSlice}}] = {
            {{Blocks(Enumerable.Range(0, tiling.CasNum).Select(chain => Slice(bias, chain, tiling.NSlice)))}}
            };

            } // namespace {{project.Name}}
            """);
    }

    private static IEnumerable<long> Slice(int[] bias, int chain, int length) =>
        Enumerable.Range(chain * length, length).Select(column => column < bias.Length ? bias[column] : 0L);

    private static string Blocks(IEnumerable<IEnumerable<long>> blocks)
    {
        var text = new StringBuilder();
        foreach (var block in blocks)
        {
            text.Append("    {\n");
            foreach (var line in block.Chunk(PerLine))
            {
                text.Append("        ").AppendJoin(", ", line.Select(value => Literal(value))).Append(",\n");
            }

            text.Append("    },\n");
        }

        return text.ToString().TrimEnd('\n');
    }

    private static string Literal(long value) => value == int.MinValue ? "(-2147483647 - 1)" : value.ToString(CultureInfo.InvariantCulture);
}
