using System.Globalization;
using Hls4Net.Compiler.Estimate;
using Hls4Net.Compiler.TestInputs;
using Hls4Net.Compiler.Widths;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// Chooses the width of every type that nobody set, for MaxError (the fewest bits that keep within it) or TotalBits (the least error
/// with so many bits per value), by the errors on the user's samples.
/// </summary>
/// <param name="budgets">What the user aims at.</param>
/// <param name="samples">The samples.</param>
/// <param name="inputs">Knows the inputs whose types it chose.</param>
internal sealed class ChooseWidths(Budgets budgets, SampleSet? samples, InferInputTypes inputs) : Pass
{
    private const int WidestBudget = 32;

    /// <summary>The pass that types the inputs.</summary>
    public InferInputTypes Inputs => inputs;

    /// <summary>What was chosen; null where nothing was asked.</summary>
    public WidthPlan? Plan { get; private set; }

    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        if ((budgets.MaxError is null && budgets.TotalBits is null) || !IsPossible(context.Diagnostics))
        {
            return;
        }

        var trial = new WidthTrial(model, samples!.Spread(model, SampleBudget.ForErrors(model)));
        var knobs = WidthKnob.Of(model, inputs.Inferred);
        if (knobs.Count == 0)
        {
            var (error, bits) = (trial.Run().Largest, trial.Bits());
            Plan = new WidthPlan(new WidthPoint(bits, 0, error), [], [], trial.Count);
        }
        else
        {
            Plan = new WidthSearch(knobs, trial).Run(budgets);
        }

        if (budgets.MaxError is { } most && !(Plan.Chosen.Error <= most))
        {
            context.Diagnostics.Report(
                WidthDiagnostics.OutOfReach, null, Text(most), Plan.Chosen.Error, Plan.Chosen.BitsPerValue,
                "Allow more, or widen the types that you set and the tables (TableSize) on the way to the outputs.");
        }
    }

    private bool IsPossible(DiagnosticBag diagnostics)
    {
        var name = budgets.MaxError is null ? "TotalBits" : "MaxError";
        if (budgets.MaxError is { } error && !(error > 0 && double.IsFinite(error)))
        {
            diagnostics.Report(WidthDiagnostics.BadTarget, null, name, Text(error), "a number above zero, e.g. 0.01");
        }

        if (budgets.TotalBits is { } bits and not (>= WidthKnob.Narrowest and <= WidestBudget))
        {
            diagnostics.Report(WidthDiagnostics.BadTarget, null, "TotalBits", Text(bits), $"a whole number from {WidthKnob.Narrowest} to {WidestBudget}");
        }

        if (budgets is { MaxError: not null, TotalBits: not null })
        {
            diagnostics.Report(WidthDiagnostics.BadTarget, null, "TotalBits", Text(budgets.TotalBits.Value), "either MaxError or TotalBits, not both");
        }

        if (samples is null)
        {
            diagnostics.Report(WidthDiagnostics.NeedsTestData, null, name);
        }

        return !diagnostics.HasErrors;
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
