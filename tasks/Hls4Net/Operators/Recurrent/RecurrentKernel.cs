using System.Numerics;
using System.Runtime.Intrinsics;
using Hls4Net.Emulation;

namespace Hls4Net.Operators;

/// <summary>
/// A <see cref="RecurrentLayer"/> step by step: sums by the kernels of dense layers, gates and states in vectors. Sums and states are
/// rows of scratch, behind those that the sums need.
/// </summary>
/// <typeparam name="T">A lane that holds everything between sums and states.</typeparam>
internal abstract unsafe class RecurrentKernel<T> : LaneKernel
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly RecurrentPlan _plan;
    private readonly VectorQuantizer<T>[] _initial;
    private readonly T[][] _constants;
    private readonly int _ofSums;

    protected RecurrentKernel(RecurrentLayer layer, RecurrentPlan plan)
    {
        _plan = plan;
        (Layer, Units, Steps) = (layer, layer.NState, layer.Steps);
        _ofSums = plan.Products.Max(product => product.Kernel.ScratchRows);
        _initial = [.. plan.InitialStates.Select((state, k) => new VectorQuantizer<T>(state.Hull, state.Fraction, plan.StateTypes[k]))];
        _constants = layer.StatesAreInputs ? [] : [.. plan.InitialConstants.Select(values => Array.ConvertAll(values, T.CreateChecked))];
    }

    /// <summary>What the sums need, then sums, states and whatever a step puts aside.</summary>
    public override int ScratchRows => _ofSums + _plan.Products.Sum(product => product.Rows) + (Units * (_plan.States.Length + 1));

    protected RecurrentLayer Layer { get; }

    protected int Units { get; }

    protected int Steps { get; }

    public override void Run(LaneBlock block)
    {
        var (x, y, row) = (block.Input(0), block.Output(0), _ofSums);
        var sums = new LaneTensor[_plan.Products.Length];
        for (var k = 0; k < sums.Length; k++)
        {
            sums[k] = Rows(block, ref row, _plan.Products[k].Lane, _plan.Products[k].Rows);
        }

        var states = new LaneTensor[_plan.States.Length];
        for (var k = 0; k < states.Length; k++)
        {
            states[k] = Rows(block, ref row, LanePlan.LaneOf(_plan.States[k].Raw), Units);
            Initialize(block, k, states[k]);
        }

        var aside = Rows(block, ref row, _plan.AsideLane, Units);
        for (var step = 0; step < Steps; step++)
        {
            var place = Layer.Place(step);
            _plan.Products[0].Kernel.Run(x, place * Layer.NIn, sums[0], 0, block);
            Step(block, sums, states, aside);
            if (Layer.ReturnSequences || step == Steps - 1)
            {
                Copy(states[0], y, Layer.ReturnSequences ? place * Units : 0);
            }
        }

        if (Layer.Outputs.Count > 1)
        {
            Copy(states[1], block.Output(1), 0);
        }
    }

    /// <summary>Turns the states into those after a step.</summary>
    /// <param name="block">Scratch rows of the sums.</param>
    /// <param name="sums">Sums of each matrix; those of the inputs are there.</param>
    /// <param name="states">The states.</param>
    /// <param name="aside">A row for each unit, read by the last matrix.</param>
    protected abstract void Step(LaneBlock block, LaneTensor[] sums, LaneTensor[] states, LaneTensor aside);

    /// <summary>Computes the sums of a matrix.</summary>
    protected void Sum(int product, LaneTensor from, LaneTensor[] sums, LaneBlock block) => _plan.Products[product].Kernel.Run(from, 0, sums[product], 0, block);

    /// <summary>A vector with more fraction bits.</summary>
    protected static int Shift(FixedInterval from, FixedInterval to) => to.Fraction - from.Fraction;

    private static LaneTensor Rows(LaneBlock block, ref int row, Lane lane, int count)
    {
        var start = block.Scratch(Lane.Int64).Pointer<byte>(row * sizeof(long));
        row += count;
        return new LaneTensor(start, lane, count);
    }

    private void Initialize(LaneBlock block, int state, LaneTensor rows)
    {
        for (var j = 0; j < Units; j++)
        {
            for (var part = 0; part < LaneTensor.Parts<T>(); part++)
            {
                rows.Store(j, part, Layer.StatesAreInputs
                    ? _initial[state].Apply(block.Input(1 + state).Load<T>(j, part)) : Vector512.Create(_constants[state][j]));
            }
        }
    }

    private void Copy(LaneTensor state, LaneTensor y, int offset)
    {
        for (var j = 0; j < Units; j++)
        {
            for (var part = 0; part < LaneTensor.Parts<T>(); part++)
            {
                y.Store(offset + j, part, state.Load<T>(j, part));
            }
        }
    }
}
