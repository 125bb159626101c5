using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// Long short-term memory. Gates lie side by side as [input | forget | candidate | output]:
/// <c>cell = C(candidate · input + cell · forget)</c>, <c>state = R(output · tanh(cell))</c>.
/// </summary>
/// <param name="name">The user's name of the node.</param>
/// <param name="weights">
/// <c>weight</c> [NIn, 4 · NState], <c>recurrent_weight</c> [NState, 4 · NState]; zero where missing: <c>bias</c>, <c>recurrent_bias</c>,
/// <c>initial_state</c>, <c>initial_cell</c>.
/// </param>
/// <param name="statesAreInputs">Whether state and cell before the first step are second and third input.</param>
public sealed class Lstm(string name, IEnumerable<WeightTensor> weights, bool statesAreInputs = false)
    : RecurrentLayer(name, weights, ["", "recurrent_"], statesAreInputs ? [] : ["initial_state", "initial_cell"])
{
    /// <inheritdoc/>
    public override string ClassName => "LSTM";

    /// <summary>Whether the cell after the last step is a second output.</summary>
    public bool ReturnCell { get; init; }

    private protected override int StateCount => 2;

    private protected override bool HasCellOutput => ReturnCell;

    private protected override void Step(double[] sums, double[][] states)
    {
        var u = Products[1].Reference(states[0]);
        for (var j = 0; j < NState; j++)
        {
            double Sum(int gate) => sums[(gate * NState) + j] + u[(gate * NState) + j];
            states[1][j] = (Math.Tanh(Sum(2)) * Sigmoid(Sum(0))) + (states[1][j] * Sigmoid(Sum(1)));
            states[0][j] = Sigmoid(Sum(3)) * Math.Tanh(states[1][j]);
        }
    }

    private protected override void Step(FixedValue[] sums, FixedValue[][] states)
    {
        var u = Products[1].Exact(states[0], Types["accum"]);
        for (var j = 0; j < NState; j++)
        {
            FixedValue Gate(int gate, string table) =>
                Lookup(table, (sums[(gate * NState) + j] + u[(gate * NState) + j]).To(Types["accum"]));
            var kept = states[1][j] * Gate(1, "recurrent_table");
            states[1][j] = ((Gate(2, "table") * Gate(0, "recurrent_table")) + kept).To(Types["cell"]);
            states[0][j] = (Gate(3, "recurrent_table") * Lookup("cell_table", states[1][j])).To(Output.Type);
        }
    }

    private protected override LaneKernel? CreateKernel(LanePlan plan, RecurrentPlan recurrent) => LstmKernel.Create(this, plan, recurrent);

    private protected override FixedInterval[] Prove(PrecisionContext context, HiddenState assumed)
    {
        var sums = Sums(Products[0], StepInput);
        var u = Sums(Products[1], assumed);
        FixedInterval[] x = [.. sums.Zip(u, (g, r) => (g + r).To(Types["accum"]))];
        FixedInterval[] Gate(int gate) => x[(gate * NState)..((gate + 1) * NState)];
        var sigmoid = FitTable(context, "recurrent_table", new Sigmoid(Name), [.. Gate(0), .. Gate(1), .. Gate(3)]);
        var candidate = Activate(FitTable(context, "table", new Tanh(Name), Gate(2)), Gate(2));
        var (input, forget, output) = (Activate(sigmoid, Gate(0)), Activate(sigmoid, Gate(1)), Activate(sigmoid, Gate(3)));

        FixedInterval[] added = [.. candidate.Zip(input, (c, i) => c * i)];
        var cell = new CellRange(Steps, added, forget, InitialRange(1));
        var requested = Settings.Precision.TryGetValue("cell", out var own) ? own : Settings.For("result");
        Types["cell"] = requested.Explicit ?? cell.FitType(requested.AutoWidth);
        cell.Check(context, this, Types["cell"]);
        var cells = cell.In(Types["cell"]);
        if (ReturnCell && Outputs.Count > 1)
        {
            (Outputs[1].Type, Outputs[1].Range) = (Types["cell"], [.. cells.Select(c => c.Raw)]);
        }

        var squashed = Activate(FitTable(context, "cell_table", new Tanh(Name), cells), cells);
        return [.. output.Zip(squashed, (o, t) => o * t)];
    }
}
