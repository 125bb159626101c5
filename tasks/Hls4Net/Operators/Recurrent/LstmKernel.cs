using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Lane kernel of <see cref="Lstm"/>.</summary>
internal static class LstmKernel
{
    public static LaneKernel? Create(Lstm layer, LanePlan plan, RecurrentPlan recurrent)
    {
        var total = recurrent.Total(recurrent.Products[1].Range);
        if (recurrent.Activation("recurrent_table", total.Result) is not { } sigmoid || recurrent.Activation("table", total.Result) is not { } tanh
            || recurrent.Activation("cell_table", recurrent.States[1]) is not { } squash)
        {
            return null;
        }

        var stages = new Stages(
            total, sigmoid, tanh, squash, tanh.Result * sigmoid.Result, recurrent.States[1] * sigmoid.Result,
            layer.Types["cell"], new RecurrentStage(sigmoid.Result * squash.Result, layer.Output.Type));
        return plan.ComputeLane(
            recurrent.Lane, total.Lane, sigmoid.Lane, tanh.Lane, squash.Lane, stages.Cell.Lane, stages.State.Lane,
            LanePlan.LaneOf(stages.Added.In(stages.Cell.Exact.Fraction)), LanePlan.LaneOf(stages.Kept.In(stages.Cell.Exact.Fraction))) switch
        {
            <= Lane.Int32 => new Kernel<int>(layer, recurrent, stages),
            Lane.Int64 => new Kernel<long>(layer, recurrent, stages),
            _ => null,
        };
    }

    private sealed record Stages(
        RecurrentStage Total, RecurrentActivation Sigmoid, RecurrentActivation Tanh, RecurrentActivation Squash, FixedInterval Added,
        FixedInterval Kept, FixedType CellType, RecurrentStage State)
    {
        public RecurrentStage Cell => new(Added + Kept, CellType);
    }

    private sealed class Kernel<T>(Lstm layer, RecurrentPlan plan, Stages stages) : RecurrentKernel<T>(layer, plan)
        where T : unmanaged, IBinaryInteger<T>
    {
        private readonly VectorQuantizer<T> _total = stages.Total.Quantizer<T>();
        private readonly VectorLookup<T> _sigmoid = stages.Sigmoid.Lookup<T>();
        private readonly VectorLookup<T> _tanh = stages.Tanh.Lookup<T>();
        private readonly VectorLookup<T> _squash = stages.Squash.Lookup<T>();
        private readonly VectorQuantizer<T> _cell = stages.Cell.Quantizer<T>();
        private readonly VectorQuantizer<T> _state = stages.State.Quantizer<T>();
        private readonly int _addedShift = Shift(stages.Added, stages.Cell.Exact);
        private readonly int _keptShift = Shift(stages.Kept, stages.Cell.Exact);

        protected override void Step(LaneBlock block, LaneTensor[] sums, LaneTensor[] states, LaneTensor aside)
        {
            Sum(1, states[0], sums, block);
            var (g, u) = (sums[0], sums[1]);
            for (var j = 0; j < Units; j++)
            {
                for (var part = 0; part < LaneTensor.Parts<T>(); part++)
                {
                    var added = _tanh.Apply(Total(g, u, j + (2 * Units), part)) * _sigmoid.Apply(Total(g, u, j, part));
                    var kept = states[1].Load<T>(j, part) * _sigmoid.Apply(Total(g, u, j + Units, part));
                    var cell = _cell.Apply((added << _addedShift) + (kept << _keptShift));
                    states[1].Store(j, part, cell);
                    states[0].Store(j, part, _state.Apply(_sigmoid.Apply(Total(g, u, j + (3 * Units), part)) * _squash.Apply(cell)));
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Vector512<T> Total(LaneTensor g, LaneTensor u, int row, int part) => _total.Apply(g.Load<T>(row, part) + u.Load<T>(row, part));
    }
}
