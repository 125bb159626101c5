using System.Numerics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>What the lane kernel of a <see cref="RecurrentLayer"/> is built from: kernels of its sums, and intervals, all from its types.</summary>
internal sealed class RecurrentPlan
{
    private readonly RecurrentLayer _layer;

    private int GateFraction => _layer.Types["gate"].Fraction;

    private RecurrentPlan(RecurrentLayer layer, (SumsKernel Kernel, Lane Lane, int Rows, FixedInterval Range)[] products, FixedInterval[] states)
    {
        (_layer, Products, States) = (layer, products, states);
        StateTypes = states.Length == 1 ? [layer.Output.Type] : [layer.Output.Type, layer.Types["cell"]];
        InitialStates = [.. states.Select((_, k) => layer.InitialRange(k)).Select(range => (FixedInterval.Hull(range).Raw, range[0].Fraction))];
        InitialConstants = layer.StatesAreInputs ? [] : [.. states.Select((_, k) => layer.InitialRange(k)
            .Select(value => FixedPoint.Convert(value.Raw.Min, value.Fraction, StateTypes[k])).ToArray())];
    }

    /// <summary>Kernel, storage and interval of the sums of each matrix.</summary>
    public (SumsKernel Kernel, Lane Lane, int Rows, FixedInterval Range)[] Products { get; }

    /// <summary>Interval of each vector of state.</summary>
    public FixedInterval[] States { get; }

    /// <summary>Type of each vector of state.</summary>
    public FixedType[] StateTypes { get; }

    /// <summary>Interval and fraction bits of the states before the first step, in their own type.</summary>
    public (ValueRange Hull, int Fraction)[] InitialStates { get; }

    /// <summary>Constant states before the first step, converted.</summary>
    public BigInteger[][] InitialConstants { get; }

    /// <summary>Lane of what a step puts aside for the last matrix.</summary>
    public required Lane AsideLane { get; init; }

    /// <summary>The lane that sums and states need, those before the first step among them.</summary>
    public Lane Lane => Products.Select(product => product.Lane).Concat(States.Select(state => LanePlan.LaneOf(state.Raw)))
        .Concat(InitialStates.Select((state, k) => VectorQuantizer.LaneOf(state.Hull, state.Fraction, StateTypes[k]))).Append(AsideLane).Max();

    /// <summary>Type of the accumulator.</summary>
    public FixedType Accumulator => _layer.Types["accum"];

    /// <summary>The plan; null where no lane holds some sums.</summary>
    public static RecurrentPlan? Create(RecurrentLayer layer, LanePlan plan)
    {
        var hidden = new HiddenState(layer.Output.Type, [.. RepeatedRange.PerChannel(layer.Output.Range, layer.NState)]);
        HiddenState[] inputs = [layer.StepInput, hidden, .. layer.Products.Skip(2).Select(_ => Kept(layer, hidden))];
        var products = new (SumsKernel, Lane, int, FixedInterval)[inputs.Length];
        for (var k = 0; k < inputs.Length; k++)
        {
            var (product, accumulator) = (layer.Products[k], layer.Types["accum"]);
            var arithmetic = new DenseArithmetic(product.Sums(inputs[k].Units, inputs[k].Type), accumulator, accumulator);
            var range = arithmetic.Finished;
            if (LanePlan.LaneOf(range) == Lane.Wide
                || SumsKernels.Create(arithmetic, new LanePlan([ValueRange.Hull(inputs[k].Units)], [range], plan.Width)) is not { } kernel)
            {
                return null;
            }

            products[k] = (kernel, LanePlan.LaneOf(range), product.NOut, new FixedInterval(range, accumulator.Fraction));
        }

        var state = new FixedInterval(ValueRange.Hull(hidden.Units), hidden.Type.Fraction);
        FixedInterval[] states = layer.Types.TryGetValue("cell", out var cell) ? [state, new(cell.ReachableRange, cell.Fraction)] : [state];
        return new RecurrentPlan(layer, products, states) { AsideLane = LanePlan.LaneOf(ValueRange.Hull(inputs[^1].Units)) };
    }

    /// <summary>Sums of inputs and of a state, in the accumulator.</summary>
    public RecurrentStage Total(FixedInterval added) => new(Products[0].Range + added, Accumulator);

    /// <summary>An activation of what a stage makes; null where its entries are too wide for any lane.</summary>
    public RecurrentActivation? Activation(string table, FixedInterval values) => Entries(table) is { } entries
        ? new RecurrentActivation(values, _layer.TableIndices[table], entries, GateFraction) : null;

    /// <summary>The entries of a table as gates hold them.</summary>
    private long[]? Entries(string table)
    {
        var entries = Array.ConvertAll(_layer.Tables[table], raw => FixedValue.Of(raw, _layer.Types[table]).To(_layer.Types["gate"]).Raw);
        return entries.All(entry => entry == (long)entry) ? Array.ConvertAll(entries, entry => (long)entry) : null;
    }

    private static HiddenState Kept(RecurrentLayer layer, HiddenState hidden)
    {
        if (layer is Gru { ResetAfter: true })
        {
            return hidden;
        }

        var (table, gate) = (layer.Types["recurrent_table"], layer.Types["gate"]);
        var reset = FixedInterval.Hull(layer.Tables["recurrent_table"].Select(raw => new FixedInterval(ValueRange.Of(raw), table.Fraction))).To(gate);
        return hidden with { Units = [.. hidden.Units.Select((_, j) => (reset * hidden[j]).To(hidden.Type).Raw)] };
    }
}

/// <summary>A conversion between two steps of a kernel.</summary>
/// <param name="Exact">What is converted.</param>
/// <param name="Type">Into what.</param>
internal readonly record struct RecurrentStage(FixedInterval Exact, FixedType Type)
{
    /// <summary>The lane it needs.</summary>
    public Lane Lane => LanePlan.LaneOf(Exact.Raw) is Lane.Wide ? Lane.Wide
        : (Lane)Math.Max((int)LanePlan.LaneOf(Exact.Raw), (int)VectorQuantizer.LaneOf(Exact.Raw, Exact.Fraction, Type));

    /// <summary>The conversion.</summary>
    public VectorQuantizer<T> Quantizer<T>()
        where T : unmanaged, IBinaryInteger<T> => new(Exact.Raw, Exact.Fraction, Type);

    /// <summary>What comes out.</summary>
    public FixedInterval Result => Exact.To(Type);
}

/// <summary>A table between two steps of a kernel.</summary>
/// <param name="Values">What addresses it.</param>
/// <param name="Index">How it is addressed.</param>
/// <param name="Entries">Its entries as gates hold them.</param>
/// <param name="Fraction">Fraction bits of gates.</param>
internal sealed record RecurrentActivation(FixedInterval Values, LookupIndex Index, long[] Entries, int Fraction)
{
    /// <summary>The lane it needs.</summary>
    public Lane Lane => VectorLookup.LaneOf(Values.Raw, Values.Fraction, Index, Entries);

    /// <summary>What comes out.</summary>
    public FixedInterval Result => new(ValueRange.Hull(Entries.Select(entry => ValueRange.Of(entry))), Fraction);

    /// <summary>The table.</summary>
    public VectorLookup<T> Lookup<T>()
        where T : unmanaged, IBinaryInteger<T> => new(Values.Raw, Values.Fraction, Index, Entries);
}
