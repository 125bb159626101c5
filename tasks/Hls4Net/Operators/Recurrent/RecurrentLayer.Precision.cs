namespace Hls4Net.Operators;

/// <content>Types, tables and intervals.</content>
public abstract partial class RecurrentLayer
{
    /// <inheritdoc/>
    /// <remarks>
    /// A state is read by the step after it, so its interval is proved by induction: one is assumed, and holds where a step leads from
    /// it into itself. Gates lie between −1 and 1, which gives a first one; what a step makes of it is narrower, and its type finer.
    /// </remarks>
    public override void InferPrecision(PrecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.FitWeights(this, Weights["weight"], "weight");
        foreach (var product in Products.Skip(1))
        {
            context.FitWeights(this, product.Weight, "recurrent_weight");
        }

        for (var state = 0; state < StateCount && !StatesAreInputs; state++)
        {
            context.FitWeights(this, Weights[StateRole(state)], StateRole(state));
        }

        var silent = new PrecisionContext(new DiagnosticBag());
        var candidates = Candidates(silent);
        var assumed = candidates.First(candidate => candidate == candidates[^1] || After(silent, candidate, candidate.Type).IsWithin(candidate));
        var after = Fit(context, assumed);
        var reached = FixedInterval.Hull(after);
        context.Check(this, "result", reached.Raw, reached.Fraction, assumed.Type);
        Output.Type = assumed.Type;
        var units = HiddenState.Of(assumed.Type, InitialRange(0), after).Units;
        Output.Range = ReturnSequences ? new RepeatedRange(units, Steps) : units;
    }

    /// <summary>A state before the first step.</summary>
    internal FixedInterval[] InitialRange(int state) => StatesAreInputs
        ? [.. Inputs[1 + state].Range.Select(range => new FixedInterval(range, Inputs[1 + state].Type.Fraction))]
        : [.. Weights[StateRole(state)].Raw.Select(raw => new FixedInterval(ValueRange.Of(raw), Weights[StateRole(state)].Type.Fraction))];

    /// <summary>What the first matrix is multiplied with.</summary>
    internal HiddenState StepInput => new(Input.Type, [.. RepeatedRange.PerChannel(Input.Range, NIn)]);

    /// <summary>
    /// The states after a step that can differ from those before it, exact before the conversion to their type; fits tables and inner types.
    /// </summary>
    private protected abstract FixedInterval[] Prove(PrecisionContext context, HiddenState assumed);

    /// <summary>What the second matrix beside the state can be multiplied with; the state unless a subclass does something to it.</summary>
    private protected virtual HiddenState CandidateInput(HiddenState state) => state;

    /// <summary>The sums of a matrix in the accumulator.</summary>
    private protected FixedInterval[] Sums(RecurrentProduct product, HiddenState input)
    {
        var accumulator = Types["accum"];
        return [.. DenseRange.Within([product.Sums(input.Units, input.Type)], accumulator).Outputs.Select(sum => new FixedInterval(sum, accumulator.Fraction))];
    }

    /// <summary>Fits a table to what addresses it: hls4ml's layout where its precision is explicit.</summary>
    /// <param name="context">Where problems go.</param>
    /// <param name="role">Role of the table; <c>table</c> in the settings stands for all of them.</param>
    /// <param name="function">The function in it.</param>
    /// <param name="values">What addresses it.</param>
    private protected LookupTable FitTable(PrecisionContext context, string role, LookupLayer function, FixedInterval[] values)
    {
        var request = Settings.Precision.TryGetValue(role, out var own) ? own : PrecisionContext.RequestFor(this, "table", LookupTable.CompatibleType);
        if (request.Explicit is { FitsInt64: false } tooWide)
        {
            context.Diagnostics.Report(PrecisionDiagnostics.ConstantTooWide, Name, role, tooWide);
            request = Precision.Auto;
        }

        var hull = FixedInterval.Hull(values);
        var table = function.CreateTable(request.Explicit, hull.Raw, hull.Fraction, request.AutoWidth, LookupTable.SizeFor(this, context));
        (TableIndices[role], Types[role], Tables[role]) = (table.Index, table.Type, table.Entries);
        return table;
    }

    /// <summary>What gates hold of the entries that values address.</summary>
    private protected FixedInterval[] Activate(LookupTable table, FixedInterval[] values) =>
        [.. values.Select(value => AsGate(new(table.RangeOf(value.Raw, value.Fraction), table.Type.Fraction)))];

    /// <summary>The type of gates that the user chose: their own, or, as hls4ml has it, that of the accumulator; null for none.</summary>
    private FixedType? GateRequest => (Settings.Precision.TryGetValue("gate", out var own) ? own : Settings.For("accum")).Explicit;

    private FixedInterval AsGate(FixedInterval entry) => GateRequest is { } type ? entry.To(type) : entry;

    /// <summary>Assumptions to try in turn: the narrow, the certain where gates lie between −1 and 1, and what holds without any proof.</summary>
    private HiddenState[] Candidates(PrecisionContext silent)
    {
        var initial = InitialRange(0);
        var gate = new FixedInterval(new ValueRange(-1, 1), 0);
        foreach (var type in new[] { Settings.For("table").Explicit, GateRequest }.OfType<FixedType>())
        {
            gate = gate.Hull(gate.To(type));
        }

        var bound = (gate * gate).Hull(gate);
        var bounds = Enumerable.Repeat(bound, NState).ToArray();
        var requested = Settings.For("result");
        var all = FixedInterval.Hull([bound, .. initial]);
        var wide = requested.Explicit ?? TypeFit.ToWidth(all.In(all.Fraction + (2 * requested.AutoWidth)), all.Fraction + (2 * requested.AutoWidth), requested.AutoWidth);
        var certain = HiddenState.Of(wide, initial, bounds);
        var whole = HiddenState.Whole(wide, NState);
        if (!After(silent, certain, wide).IsWithin(certain))
        {
            return [whole];
        }

        FixedInterval[] after = [.. Fit(silent, certain)];
        var reached = FixedInterval.Hull([.. after, .. initial]);
        var fine = requested.Explicit ?? TypeFit.ToWidth(reached.Raw, reached.Fraction, requested.AutoWidth);
        return [HiddenState.Of(fine, initial, after), certain, whole];
    }

    private HiddenState After(PrecisionContext context, HiddenState assumed, FixedType type) => HiddenState.Of(type, InitialRange(0), Fit(context, assumed));

    /// <summary>One step from assumed states: fits offsets, accumulator, tables and gates.</summary>
    private FixedInterval[] Fit(PrecisionContext context, HiddenState assumed)
    {
        // The type of the states is that of the output, whose proof this is part of.
        HiddenState[] inputs = [StepInput, assumed, .. Products.Skip(2).Select(_ => CandidateInput(assumed))];
        foreach (var (product, input) in Products.Zip(inputs))
        {
            context.FitBias(
                this, product.Bias, product == Products[0] ? "bias" : "recurrent_bias",
                Settings.For("accum").Explicit?.Fraction ?? (input.Type.Fraction + product.Weight.Type.Fraction));
        }

        var needs = AccumulatorNeeds(inputs);
        Types["accum"] = context.FitExactType(this, "accum", needs.Raw, needs.Fraction);
        var after = Prove(context, assumed);
        Types["gate"] = GateRequest ?? FixedInterval.Hull(Tables.Select(table =>
            new FixedInterval(ValueRange.Hull(table.Value.Select(entry => ValueRange.Of(entry))), Types[table.Key].Fraction))) switch
            {
                var entries => entries.Raw.ToType(entries.Fraction),
            };
        return after;
    }

    /// <summary>Everything the accumulator meets: sums of parts of each matrix, and the sums of inputs and states together.</summary>
    private FixedInterval AccumulatorNeeds(HiddenState[] inputs)
    {
        var sums = Products.Zip(inputs, (product, input) => DenseRange.Exact(product.Sums(input.Units, input.Type))).ToArray();
        var needs = FixedInterval.Hull(sums.Select(sum => new FixedInterval(sum.Partial, sum.Fraction)));
        var ofInputs = sums[0].Outputs.Select(range => new FixedInterval(range, sums[0].Fraction));
        var ofStates = sums.Skip(1).SelectMany(sum => sum.Outputs.Select(range => new FixedInterval(range, sum.Fraction)));
        return ofInputs.Zip(ofStates).Aggregate(needs, (all, pair) => all.Hull(pair.First + pair.Second).Hull(pair.First - pair.Second));
    }
}
