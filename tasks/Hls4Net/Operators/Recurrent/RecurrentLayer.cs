using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// A layer that reads a sequence <c>[steps, NIn]</c> step by step and keeps a state of NState numbers: its output is the state after
/// each step <c>[steps, NState]</c> (<see cref="ReturnSequences"/>) or after the last <c>[NState]</c>.
/// </summary>
/// <remarks>
/// With A = <c>Types["accum"]</c>, sums <c>g = x · weight + bias</c> and <c>u = h · recurrent_weight + recurrent_bias</c> are those of two
/// <see cref="Dense"/> layers with result type A, every gate is <c>gate(table[A(g + u)])</c>, and what a subclass makes of the gates
/// is converted to the state's type, which is the output's. A second input, where there is one, is the state before the first step.
/// </remarks>
public abstract partial class RecurrentLayer : Layer
{
    /// <summary>A layer with trained weights.</summary>
    /// <param name="name">The user's name of the node.</param>
    /// <param name="weights">By role; see <see cref="Products"/>. Offsets and states before the first step that are missing are zero.</param>
    /// <param name="prefixes">Of the roles of each matrix.</param>
    /// <param name="states">Roles of the states before the first step; empty where they are inputs.</param>
    private protected RecurrentLayer(string name, IEnumerable<WeightTensor> weights, string[] prefixes, string[] states)
        : base(name)
    {
        foreach (var weight in weights)
        {
            SetWeight(weight);
        }

        Products = [.. prefixes.Select(prefix => new RecurrentProduct(this, prefix))];
        foreach (var product in Products)
        {
            AddZeros(product.Prefix + "bias", product.NOut);
        }

        foreach (var state in states)
        {
            AddZeros(state, NState);
        }
    }

    /// <summary>Its matrices: <c>weight</c> [NIn, gates · NState], <c>recurrent_weight</c>, and what a subclass has besides.</summary>
    public IReadOnlyList<RecurrentProduct> Products { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<IMatrixProduct> MatrixProducts => Products;

    /// <summary>Length of the vector of one step.</summary>
    public int NIn => Products[0].NIn;

    /// <summary>Length of the state.</summary>
    public int NState => Products[1].NIn;

    /// <summary>Number of steps.</summary>
    public int Steps => Input.Shape[0];

    /// <summary>Whether the sequence is read from its end; outputs stay at the place of their step.</summary>
    public bool Reverse { get; init; }

    /// <summary>Whether the states after all steps leave, not only the last one.</summary>
    public bool ReturnSequences { get; init; }

    /// <summary>Whether the states before the first step are inputs; else they are weights.</summary>
    public bool StatesAreInputs => !Weights.ContainsKey("initial_state");

    /// <summary>How values address the tables, by the role of the table; set by precision inference.</summary>
    public IDictionary<string, LookupIndex> TableIndices { get; } = new SortedDictionary<string, LookupIndex>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override IEnumerable<(string Name, object? Value)> Parameters =>
    [
        ("reverse", Reverse), ("sequences", ReturnSequences),
        .. Products.Select(product => (product.Prefix + "strategy", (object?)product.Strategy)),
        .. Products.Select(product => (product.Prefix + "reuse", (object?)product.ReuseFactor)),
    ];

    /// <summary>Number of vectors of state: with a cell beside the hidden state there are two.</summary>
    private protected virtual int StateCount => 1;

    /// <summary>Whether the last cell state is a second output.</summary>
    private protected virtual bool HasCellOutput => false;

    /// <summary>The place in the sequence of a step.</summary>
    public int Place(int step) => Reverse ? Steps - 1 - step : step;

    /// <inheritdoc/>
    public override IReadOnlyList<TensorShape> InferShapes()
    {
        ShapeRule.RequireInputs(this, StatesAreInputs ? 1 + StateCount : 1);
        if (Input.Shape.Rank != 2 || Input.Shape[1] != NIn)
        {
            throw ShapeRule.Misfit(this, $"{ClassName} reads steps of {NIn} values, but its input has shape {Input.Shape}.");
        }

        foreach (var product in Products)
        {
            if (product.Weight.Shape.Rank != 2 || product.Bias.Shape.Count != product.NOut || (product != Products[0] && product.NIn != NState))
            {
                throw ShapeRule.Misfit(this, $"{ClassName} has a {product.Prefix}weight of shape {product.Weight.Shape} and {product.Bias.Shape.Count} offsets for a state of {NState}.");
            }
        }

        if (Products.Skip(1).Sum(product => product.NOut) != Products[0].NOut || Products[0].NOut % NState != 0)
        {
            throw ShapeRule.Misfit(this, $"{ClassName} has {Products[0].NOut} sums of inputs for a state of {NState}, which is no whole number of gates.");
        }

        for (var state = 0; state < StateCount; state++)
        {
            if ((StatesAreInputs ? Inputs[1 + state].Shape : Weights[StateRole(state)].Shape).Count != NState)
            {
                throw ShapeRule.Misfit(this, $"{ClassName} has a state of {NState} values; its {StateRole(state)} has others.");
            }
        }

        var last = new TensorShape(NState);
        var output = ReturnSequences ? new TensorShape(Steps, NState) : last;
        return HasCellOutput ? [output, last] : [output];
    }

    /// <inheritdoc/>
    public override void EvaluateReference(ReferenceContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var states = new double[StateCount][];
        for (var k = 0; k < states.Length; k++)
        {
            states[k] = StatesAreInputs ? context.Input(1 + k).ToArray() : [.. Weights[StateRole(k)].Trained];
        }

        for (var step = 0; step < Steps; step++)
        {
            Step(Products[0].Reference(context.Input(0).Slice(Place(step) * NIn, NIn)), states);
            states[0].CopyTo(ReturnSequences ? context.Output(0).Slice(Place(step) * NState, NState) : context.Output(0));
        }

        if (HasCellOutput)
        {
            states[1].CopyTo(context.Output(1));
        }
    }

    /// <inheritdoc/>
    public override void Evaluate(EvaluationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var states = new FixedValue[StateCount][];
        for (var k = 0; k < states.Length; k++)
        {
            var type = StateType(k);
            states[k] = StatesAreInputs ? Array.ConvertAll(context.Input(1 + k).ToArray(), raw => FixedValue.Of(raw, Inputs[1 + k].Type).To(type))
                : [.. Weights[StateRole(k)].Raw.Select(raw => FixedValue.Of(raw, Weights[StateRole(k)].Type).To(type))];
        }

        for (var step = 0; step < Steps; step++)
        {
            var x = Array.ConvertAll(context.Input(0).Slice(Place(step) * NIn, NIn).ToArray(), raw => FixedValue.Of(raw, Input.Type));
            Step(Products[0].Exact(x, Types["accum"]), states);
            for (var j = 0; j < NState; j++)
            {
                context.Output(0)[(ReturnSequences ? Place(step) * NState : 0) + j] = states[0][j].Raw;
            }
        }

        for (var j = 0; HasCellOutput && j < NState; j++)
        {
            context.Output(1)[j] = states[1][j].Raw;
        }
    }

    /// <inheritdoc/>
    public override LaneKernel? CreateKernel(LanePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return RecurrentPlan.Create(this, plan) is { } recurrent ? CreateKernel(plan, recurrent) : null;
    }

    /// <summary>The kernel with steps of the subclass; null where no lane is wide enough.</summary>
    private protected abstract LaneKernel? CreateKernel(LanePlan plan, RecurrentPlan recurrent);

    /// <summary>Role of the weight that holds a state before the first step.</summary>
    private protected static string StateRole(int state) => state == 0 ? "initial_state" : "initial_cell";

    /// <summary>Type of a state: that of the output for the hidden one.</summary>
    private protected FixedType StateType(int state) => state == 0 ? Output.Type : Types["cell"];

    /// <summary>One step in double precision: new states from the sums of the inputs and the old states.</summary>
    private protected abstract void Step(double[] sums, double[][] states);

    /// <summary>One step as hardware computes it.</summary>
    private protected abstract void Step(FixedValue[] sums, FixedValue[][] states);

    /// <summary>An activation: the entry of a table, as a gate holds it.</summary>
    private protected FixedValue Lookup(string table, FixedValue x) =>
        FixedValue.Of(Tables[table][TableIndices[table].Of(x.Raw, x.Fraction)], Types[table]).To(Types["gate"]);

    private protected static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private void AddZeros(string role, int count)
    {
        if (!Weights.ContainsKey(role))
        {
            SetWeight(new WeightTensor(role, new TensorShape(count), new double[count], role));
        }
    }
}
