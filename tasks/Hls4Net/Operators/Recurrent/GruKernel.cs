using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Lane kernel of <see cref="Gru"/>.</summary>
internal static class GruKernel
{
    public static LaneKernel? Create(Gru layer, LanePlan plan, RecurrentPlan recurrent)
    {
        var total = recurrent.Total(recurrent.Products[1].Range);
        if (recurrent.Activation("recurrent_table", total.Result) is not { } sigmoid)
        {
            return null;
        }

        var reset = layer.ResetAfter ? new RecurrentStage(sigmoid.Result * recurrent.Products[2].Range, recurrent.Accumulator)
            : new RecurrentStage(sigmoid.Result * recurrent.States[0], layer.Output.Type);
        var candidate = recurrent.Total(layer.ResetAfter ? reset.Result : recurrent.Products[2].Range);
        if (recurrent.Activation("table", candidate.Result) is not { } tanh)
        {
            return null;
        }

        var stages = new Stages(total, sigmoid, reset, candidate, tanh, recurrent.States[0], layer.Output.Type);
        return plan.ComputeLane(
            recurrent.Lane, total.Lane, sigmoid.Lane, reset.Lane, candidate.Lane, tanh.Lane, stages.State.Lane, LanePlan.LaneOf(stages.Rest.Raw),
            LanePlan.LaneOf(sigmoid.Result.In(stages.Rest.Fraction)), LanePlan.LaneOf(stages.Added.In(stages.State.Exact.Fraction)),
            LanePlan.LaneOf(stages.Kept.In(stages.State.Exact.Fraction))) switch
        {
            <= Lane.Int32 => new Kernel<int>(layer, recurrent, stages),
            Lane.Int64 => new Kernel<long>(layer, recurrent, stages),
            _ => null,
        };
    }

    private sealed record Stages(
        RecurrentStage Total, RecurrentActivation Sigmoid, RecurrentStage Reset, RecurrentStage Candidate, RecurrentActivation Tanh,
        FixedInterval Before, FixedType StateType)
    {
        /// <summary>1 − update.</summary>
        public FixedInterval Rest => FixedInterval.One - Sigmoid.Result;

        public FixedInterval Added => Tanh.Result * Rest;

        public FixedInterval Kept => Before * Sigmoid.Result;

        public RecurrentStage State => new(Added + Kept, StateType);
    }

    private sealed class Kernel<T>(Gru layer, RecurrentPlan plan, Stages stages) : RecurrentKernel<T>(layer, plan)
        where T : unmanaged, IBinaryInteger<T>
    {
        private readonly bool _after = layer.ResetAfter;
        private readonly VectorQuantizer<T> _total = stages.Total.Quantizer<T>();
        private readonly VectorLookup<T> _sigmoid = stages.Sigmoid.Lookup<T>();
        private readonly VectorQuantizer<T> _reset = stages.Reset.Quantizer<T>();
        private readonly VectorQuantizer<T> _candidate = stages.Candidate.Quantizer<T>();
        private readonly VectorLookup<T> _tanh = stages.Tanh.Lookup<T>();
        private readonly VectorQuantizer<T> _state = stages.State.Quantizer<T>();
        private readonly Vector512<T> _one = Vector512.Create(T.CreateChecked(FixedInterval.One.In(stages.Rest.Fraction).Max));
        private readonly int _updateShift = Shift(stages.Sigmoid.Result, stages.Rest);
        private readonly int _addedShift = Shift(stages.Added, stages.State.Exact);
        private readonly int _keptShift = Shift(stages.Kept, stages.State.Exact);

        protected override void Step(LaneBlock block, LaneTensor[] sums, LaneTensor[] states, LaneTensor aside)
        {
            var (h, g, u, v) = (states[0], sums[0], sums[1], sums[2]);
            Sum(1, h, sums, block);
            if (_after)
            {
                Sum(2, h, sums, block);
            }
            else
            {
                for (var j = 0; j < Units; j++)
                {
                    for (var part = 0; part < LaneTensor.Parts<T>(); part++)
                    {
                        aside.Store(j, part, _reset.Apply(Gate(g, u, j + Units, part) * h.Load<T>(j, part)));
                    }
                }

                Sum(2, aside, sums, block);
            }

            for (var j = 0; j < Units; j++)
            {
                for (var part = 0; part < LaneTensor.Parts<T>(); part++)
                {
                    var added = v.Load<T>(j, part);
                    added = _after ? _reset.Apply(Gate(g, u, j + Units, part) * added) : added;
                    var candidate = _tanh.Apply(_candidate.Apply(g.Load<T>(j + (2 * Units), part) + added));
                    var update = Gate(g, u, j, part);
                    var rest = _one - (update << _updateShift);
                    h.Store(j, part, _state.Apply(((candidate * rest) << _addedShift) + ((h.Load<T>(j, part) * update) << _keptShift)));
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Vector512<T> Gate(LaneTensor g, LaneTensor u, int row, int part) => _sigmoid.Apply(_total.Apply(g.Load<T>(row, part) + u.Load<T>(row, part)));
    }
}
