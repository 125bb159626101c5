using System.Globalization;
using System.Numerics;
using System.Text;
using Aie4Net.Arithmetic;
using Aie4Net.Planning;
using Hls4Net;

namespace Aie4Net.Writing;

/// <summary>The test vectors as the simulators take them: a text file per port, run after run, rows of the port's slice.</summary>
public static class DataFiles
{
    private const int StreamBits = 128;

    /// <summary>Adds what goes into each input port, and what must come out of each output port.</summary>
    public static void Add(OutputTree output, GraphPlan plan, TestVectors vectors)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(vectors);
        var rows = Enumerable.Range(0, Iterations(plan, vectors)).SelectMany(run => Rows(plan, vectors, run)).ToArray();
        AddPorts(output, "data/ifm_c", rows, plan.InputPorts, plan.First.Tiling.KSlice, plan.First.Stage.InputInteger!.Value.Bits);
        foreach (var stage in plan.Stages)
        {
            var evaluation = new DenseEvaluation(stage.Stage);
            rows = Array.ConvertAll(rows, row => evaluation.Apply(row));
        }

        AddPorts(output, "data/golden_p", rows, plan.OutputPorts, plan.Last.Tiling.NSlice, plan.Last.Stage.OutputInteger!.Value.Bits);
    }

    /// <summary>Runs that all samples take; one without any.</summary>
    public static int Iterations(GraphPlan plan, TestVectors vectors)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(vectors);
        return Math.Max(1, (vectors.Count + plan.BatchSize - 1) / plan.BatchSize);
    }

    /// <summary>The rows of a run: those of its samples, then zeros.</summary>
    private static IEnumerable<long[]> Rows(GraphPlan plan, TestVectors vectors, int run)
    {
        var depth = plan.First.Tiling.Size.Depth;
        var real = vectors.Inputs.Skip(run * plan.BatchSize).Take(plan.BatchSize).SelectMany(sample => sample[0].Chunk(depth))
            .Select(row => Array.ConvertAll(row, raw => (long)raw)).ToArray();
        return real.Concat(Enumerable.Repeat(new long[depth], plan.First.Tiling.Rows - real.Length));
    }

    private static void AddPorts(OutputTree output, string prefix, long[][] rows, int ports, int slice, int bits)
    {
        for (var port = 0; port < ports; port++)
        {
            var first = port * slice;
            var values = rows.SelectMany(row => Enumerable.Range(first, slice).Select(column => column < row.Length ? row[column] : 0));
            var text = new StringBuilder();
            foreach (var line in values.Chunk(StreamBits / bits))
            {
                text.AppendJoin(' ', line.Select(value => value.ToString(CultureInfo.InvariantCulture))).Append('\n');
            }

            output.Add(FormattableString.Invariant($"{prefix}{port}.txt"), text.ToString());
        }
    }
}
