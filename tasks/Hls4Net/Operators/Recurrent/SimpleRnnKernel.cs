using System.Numerics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>Lane kernel of <see cref="SimpleRnn"/>.</summary>
internal static class SimpleRnnKernel
{
    public static LaneKernel? Create(SimpleRnn layer, LanePlan plan, RecurrentPlan recurrent)
    {
        var total = recurrent.Total(recurrent.Products[1].Range);
        if (recurrent.Activation("table", total.Result) is not { } tanh)
        {
            return null;
        }

        var state = new RecurrentStage(tanh.Result, layer.Output.Type);
        return plan.ComputeLane(recurrent.Lane, total.Lane, tanh.Lane, state.Lane) switch
        {
            <= Lane.Int32 => new Kernel<int>(layer, recurrent, total, tanh, state),
            Lane.Int64 => new Kernel<long>(layer, recurrent, total, tanh, state),
            _ => null,
        };
    }

    private sealed class Kernel<T>(SimpleRnn layer, RecurrentPlan plan, RecurrentStage total, RecurrentActivation tanh, RecurrentStage state)
        : RecurrentKernel<T>(layer, plan)
        where T : unmanaged, IBinaryInteger<T>
    {
        private readonly VectorQuantizer<T> _total = total.Quantizer<T>();
        private readonly VectorLookup<T> _tanh = tanh.Lookup<T>();
        private readonly VectorQuantizer<T> _state = state.Quantizer<T>();

        protected override void Step(LaneBlock block, LaneTensor[] sums, LaneTensor[] states, LaneTensor aside)
        {
            Sum(1, states[0], sums, block);
            for (var j = 0; j < Units; j++)
            {
                for (var part = 0; part < LaneTensor.Parts<T>(); part++)
                {
                    var sum = _total.Apply(sums[0].Load<T>(j, part) + sums[1].Load<T>(j, part));
                    states[0].Store(j, part, _state.Apply(_tanh.Apply(sum)));
                }
            }
        }
    }
}
