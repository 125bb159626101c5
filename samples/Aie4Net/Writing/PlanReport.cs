using System.Globalization;
using System.Text;
using Aie4Net.Arithmetic;
using Aie4Net.Planning;
using Hls4Net;

namespace Aie4Net.Writing;

/// <summary>aie_plan.txt: what was planned, for people.</summary>
public static class PlanReport
{
    /// <summary>The file.</summary>
    public static string Text(HlsProject project, GraphPlan plan)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(plan);
        var (device, figures) = (plan.Device, new PlanFigures(plan));
        var text = new StringBuilder();
        Line($"{CxxText.Comment(project.Name)} on {device.Name} ({device.Generation}), batches of {plan.BatchSize}");
        Line($"Planned, not measured: no AMD tool has seen it.");
        Line($"");
        Line($"tiles          {figures.Tiles} of {device.Tiles} ({figures.TileShare:P1})");
        Line($"memory tiles   {plan.Buffers.Count} of {device.MemoryTiles}, {figures.MemoryTileBytes} bytes");
        Line($"ports          {plan.InputPorts} in, {plan.OutputPorts} out, 128 bits at {device.PlFrequency} MHz");
        Line($"products       {figures.ProductsPerSample} a sample, {figures.Useful:P1} of those computed (the rest is padding)");
        foreach (var (stage, i) in plan.Stages.Select((stage, i) => (stage, i)))
        {
            Append(stage, plan, i);
        }

        foreach (var buffer in plan.Buffers)
        {
            Line($"");
            Line($"buffer {buffer.Name}: {buffer.Size.Columns} x {buffer.Size.Rows} {buffer.Integer}, {buffer.Bytes} of {device.MemoryTileBytes} bytes, ports {buffer.Writers.Count} in, {buffer.Readers.Count} out (of {device.MemoryTilePorts} each)");
            buffer.Writers.ToList().ForEach(port => AppendPort("written by", port));
            buffer.Readers.ToList().ForEach(port => AppendPort("read by", port));
        }

        return text.ToString();

        void Append(StagePlan plan, GraphPlan graph, int index)
        {
            var (stage, tiling, memory, bank) = (plan.Stage, plan.Tiling, plan.Memory, graph.Device.BankBytes);
            var result = stage.Output.Type;
            Line($"");
            Line($"layer {CxxText.Comment(stage.Layer.Name)}{(stage.HasRelu ? " with ReLU" : "")}");
            Line($"  product      {tiling.Size.Rows} x {tiling.Size.Depth} x {tiling.Size.Columns}, {stage.InputInteger} x {stage.WeightInteger} -> {stage.OutputInteger}, {stage.AccumulatorBits}-bit sums");
            Line($"  types        {stage.Input.Type} x {stage.Layer.Weight.Type} -> {result}");
            Line($"  result       shift {stage.Shift}, {TileModes.Of(result.Rounding)}, {TileModes.Of(result)}");
            Line($"  grid         {tiling.CasNum} chains of {tiling.CasLength} tiles at column {plan.Position.Column}, row {plan.Position.Row}; micro-tile {tiling.Micro}");
            Line($"  block        {tiling.Rows} x {tiling.KSlice} x {tiling.NSlice} a tile, {PlanFigures.UsefulOf(plan):P1} of it not padding");
            Line($"  banks        input {Share(memory.Input)}, weights {Share(memory.Weights)}, bias and stack {Share(memory.BiasAndStack)}, output {Share(memory.Output)}");
            Line($"  results go   {(index == graph.Stages.Count - 1 ? "out" : graph.DirectEdges.Contains(index) ? "straight to the tiles of the next layer" : "through memory tiles to the next layer")}");

            string Share(int bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes} ({(double)bytes / bank:P0})");
        }

        void AppendPort(string how, BufferPort port) =>
            Line($"  {how} {port.Port}: from column {port.FirstColumn}, {port.Tiles.Columns} x {port.Tiles.Rows} tiles of {port.Tile.Columns} x {port.Tile.Rows}");

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
