using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// Gated recurrent unit. Gates lie side by side as [update | reset | candidate]:
/// <c>state = R(candidate · (1 − update) + state · update)</c>. The reset gate acts behind the matrix of the candidate, on
/// <c>A(reset · u)</c>, or before it, on <c>R(reset · state)</c> (<see cref="ResetAfter"/>).
/// </summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="weights">
/// <c>weight</c> [NIn, 3 · NState], <c>recurrent_weight</c> [NState, 2 · NState] of update and reset, <c>candidate_weight</c>
/// [NState, NState]; zero where missing: <c>bias</c>, <c>recurrent_bias</c>, <c>candidate_bias</c>, <c>initial_state</c>.
/// </param>
/// <param name="statesAreInputs">Whether the state before the first step is a second input.</param>
public sealed class Gru(string name, IEnumerable<WeightTensor> weights, bool statesAreInputs = false)
    : RecurrentLayer(name, weights, ["", "recurrent_", "candidate_"], statesAreInputs ? [] : ["initial_state"])
{
    /// <inheritdoc/>
    public override string ClassName => "GRU";

    /// <summary>Whether the reset gate acts on the sums of the candidate instead of the state that they are made of.</summary>
    public bool ResetAfter { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, object? Value)> Parameters => base.Parameters.Append(("reset_after", ResetAfter));

    private protected override void Step(double[] sums, double[][] states)
    {
        var (h, n) = (states[0], NState);
        var u = Products[1].Reference(h);
        double Reset(int j) => Sigmoid(sums[n + j] + u[n + j]);
        var v = Products[2].Reference(ResetAfter ? h : [.. h.Select((value, j) => Reset(j) * value)]);
        for (var j = 0; j < n; j++)
        {
            var update = Sigmoid(sums[j] + u[j]);
            var candidate = Math.Tanh(sums[(2 * n) + j] + (ResetAfter ? Reset(j) * v[j] : v[j]));
            h[j] = (candidate * (1 - update)) + (h[j] * update);
        }
    }

    private protected override void Step(FixedValue[] sums, FixedValue[][] states)
    {
        var (h, n, accumulator) = (states[0], NState, Types["accum"]);
        var u = Products[1].Exact(h, accumulator);
        FixedValue[] gates = [.. u.Select((sum, k) => Lookup("recurrent_table", (sums[k] + sum).To(accumulator)))];
        var v = Products[2].Exact(ResetAfter ? h : [.. h.Select((value, j) => (gates[n + j] * value).To(Output.Type))], accumulator);
        for (var j = 0; j < n; j++)
        {
            var added = ResetAfter ? (gates[n + j] * v[j]).To(accumulator) : v[j];
            var candidate = Lookup("table", (sums[(2 * n) + j] + added).To(accumulator));
            h[j] = ((candidate * (FixedValue.One - gates[j])) + (h[j] * gates[j])).To(Output.Type);
        }
    }

    private protected override LaneKernel? CreateKernel(LanePlan plan, RecurrentPlan recurrent) => GruKernel.Create(this, plan, recurrent);

    private protected override FixedInterval[] Prove(PrecisionContext context, HiddenState assumed)
    {
        var (sums, u, n, accumulator) = (Sums(Products[0], StepInput), Sums(Products[1], assumed), NState, Types["accum"]);
        FixedInterval[] x = [.. u.Zip(sums, (r, g) => (g + r).To(accumulator))];
        var gates = Activate(FitTable(context, "recurrent_table", new Sigmoid(Name), x), x);

        FixedInterval[] added = ResetAfter
            ? [.. Sums(Products[2], assumed).Select((v, j) => (gates[n + j] * v).To(accumulator))]
            : Sums(Products[2], new HiddenState(assumed.Type, [.. Enumerable.Range(0, n).Select(j => (gates[n + j] * assumed[j]).To(assumed.Type).Raw)]));
        x = [.. added.Select((v, j) => (sums[(2 * n) + j] + v).To(accumulator))];
        var candidates = Activate(FitTable(context, "table", new Tanh(Name), x), x);

        // Between candidate and state as long as the update gate lies between 0 and 1: then it is enough that the candidate stays within.
        var unit = new FixedInterval(new ValueRange(0, 1), 0);
        // It has the fraction bits of the product that it stands for.
        var one = gates[0] with { Raw = ValueRange.Zero } + FixedInterval.One;
        return [.. candidates.Select((candidate, j) => gates[j].IsWithin(unit) ? candidate * one
            : (candidate * (FixedInterval.One - gates[j])) + (assumed[j] * gates[j]))];
    }

    private protected override HiddenState CandidateInput(HiddenState state) =>
        ResetAfter ? state : state with { Units = [.. state.Units.Select(range => range.Hull(ValueRange.Zero))] };
}
