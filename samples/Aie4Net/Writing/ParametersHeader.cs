using Aie4Net.Arithmetic;
using Aie4Net.Planning;
using Hls4Net;

namespace Aie4Net.Writing;

/// <summary>src/parameters.h: a struct of constants for each layer.</summary>
public static class ParametersHeader
{
    /// <summary>The file.</summary>
    public static string Text(HlsProject project, GraphPlan plan)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(plan);
        return CxxFile.Guarded(project, "PARAMETERS", $$"""
            #include <cstdint>

            #include "kernels/dense_modes.h"

            namespace {{project.Name}} {

            // Runs of the graph in a simulation; each one takes BATCH samples.
            constexpr int ITERATIONS = {{DataFiles.Iterations(plan, project.TestVectors)}};
            constexpr int BATCH = {{plan.BatchSize}};

            {{string.Join("\n", plan.Stages.Select(stage => Parameters(stage, plan)))}}
            } // namespace {{project.Name}}
            """);
    }

    private static string Parameters(StagePlan plan, GraphPlan graph)
    {
        var (stage, tiling) = (plan.Stage, plan.Tiling);
        var (input, weight, output) = (stage.InputInteger!.Value, stage.WeightInteger!.Value, stage.OutputInteger!.Value);
        return $$"""
            // {{CxxText.Comment(stage.Layer.Name)}}: {{stage.Input.Type}} x {{stage.Layer.Weight.Type}} -> {{stage.Output.Type}}
            struct {{plan.Name}}_parameters
            {
                using data_t = {{input.CxxName}};
                using weight_t = {{weight.CxxName}};
                using result_t = {{output.CxxName}};
                static constexpr unsigned ACCUMULATOR_BITS = {{stage.AccumulatorBits}};

                // The layer as trained: rows of a run, inputs, outputs.
                static constexpr unsigned REAL_ROWS = {{tiling.Size.Rows}}, INPUTS = {{tiling.Size.Depth}}, OUTPUTS = {{tiling.Size.Columns}};

                // The grid and its place; the block of each tile; the micro-tile.
                static constexpr int CAS_LENGTH = {{tiling.CasLength}}, CAS_NUM = {{tiling.CasNum}}, COLUMN = {{plan.Position.Column}}, ROW = {{plan.Position.Row}};
                static constexpr unsigned ROWS = {{tiling.Rows}}, K_SLICE = {{tiling.KSlice}}, N_SLICE = {{tiling.NSlice}};
                static constexpr unsigned M = {{tiling.Micro.M}}, K = {{tiling.Micro.K}}, N = {{tiling.Micro.N}};
                static constexpr unsigned BANK_BYTES = {{graph.Device.BankBytes}};

                // From the bias to sums, from sums to results.
                static constexpr int BIAS_SHIFT = {{stage.BiasShift}};
                static constexpr int SHIFT = {{stage.Shift}};
                static constexpr bool USE_RELU = {{(stage.HasRelu ? "true" : "false")}};
                static constexpr aie4net::rounding ROUNDING = aie4net::rounding::{{TileModes.Of(stage.Output.Type.Rounding)}};
                static constexpr aie4net::saturation SATURATION = aie4net::saturation::{{TileModes.Of(stage.Output.Type)}};
            };

            """;
    }
}
