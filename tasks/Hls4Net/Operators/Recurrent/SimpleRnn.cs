using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>The plain recurrent layer: <c>state = R(tanh(x · weight + bias + state · recurrent_weight + recurrent_bias))</c>.</summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="weights">
/// <c>weight</c> [NIn, NState], <c>recurrent_weight</c> [NState, NState]; zero where missing: <c>bias</c>, <c>recurrent_bias</c>,
/// <c>initial_state</c>.
/// </param>
/// <param name="statesAreInputs">Whether the state before the first step is a second input.</param>
public sealed class SimpleRnn(string name, IEnumerable<WeightTensor> weights, bool statesAreInputs = false)
    : RecurrentLayer(name, weights, ["", "recurrent_"], statesAreInputs ? [] : ["initial_state"])
{
    /// <inheritdoc/>
    public override string ClassName => "SimpleRNN";

    private protected override void Step(double[] sums, double[][] states)
    {
        var u = Products[1].Reference(states[0]);
        for (var j = 0; j < NState; j++)
        {
            states[0][j] = Math.Tanh(sums[j] + u[j]);
        }
    }

    private protected override void Step(FixedValue[] sums, FixedValue[][] states)
    {
        var u = Products[1].Exact(states[0], Types["accum"]);
        for (var j = 0; j < NState; j++)
        {
            states[0][j] = Lookup("table", (sums[j] + u[j]).To(Types["accum"])).To(Output.Type);
        }
    }

    private protected override LaneKernel? CreateKernel(LanePlan plan, RecurrentPlan recurrent) => SimpleRnnKernel.Create(this, plan, recurrent);

    private protected override FixedInterval[] Prove(PrecisionContext context, HiddenState assumed)
    {
        var u = Sums(Products[1], assumed);
        FixedInterval[] x = [.. Sums(Products[0], StepInput).Zip(u, (g, r) => (g + r).To(Types["accum"]))];
        return Activate(FitTable(context, "table", new Tanh(Name), x), x);
    }
}
