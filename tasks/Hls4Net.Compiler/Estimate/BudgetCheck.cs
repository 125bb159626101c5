namespace Hls4Net.Compiler.Estimate;

/// <summary>Holds an estimate against the budgets. What is certain to exceed one is an error; what may is left to the tool.</summary>
internal static class BudgetCheck
{
    private const string Reuse = "Raise its ReuseFactor (with Strategy=\"Resource\"), narrow its types with WeightPrecision, or raise the budget.";
    private const string Speed = "Lower its ReuseFactor, raise ParallelizationFactor where it is a convolution, or raise the budget.";

    /// <summary>Reports every budget that is exceeded, and targets that are missed.</summary>
    public static void Run(ModelEstimate estimate, Budgets budgets, DiagnosticBag diagnostics)
    {
        Check("MaxDsp", budgets.MaxDsp, "DSP blocks", estimate.Dsp, layer => layer.Dsp, Reuse);
        Check("MaxBram", budgets.MaxBram, "block memories of 18 kbit", estimate.Bram, layer => layer.Bram, "Lower its ReuseFactor or TableSize, narrow its types, or raise the budget.");
        Check("MaxLatencyCycles", budgets.MaxLatencyCycles, "cycles of latency", estimate.Latency, layer => layer.Latency, Speed);
        Check("MaxInterval", budgets.MaxInterval, "cycles between samples", estimate.Interval, layer => layer.Interval, Speed);
        CheckTargets(estimate, budgets, diagnostics);

        void Check(string name, long? budget, string what, Bounds whole, Func<LayerEstimate, Bounds> share, string advice)
        {
            if (budget is { } allowed && whole.Least > allowed && estimate.Layers.MaxBy(layer => share(layer).Least) is { } largest)
            {
                diagnostics.Report(EstimateDiagnostics.OverBudget, largest.Layer.Name, whole, what, name, allowed, share(largest), advice);
            }
        }
    }

    private static void CheckTargets(ModelEstimate estimate, Budgets budgets, DiagnosticBag diagnostics)
    {
        if (budgets.TargetInterval is { } interval && estimate.Interval.Least > interval)
        {
            Missed("TargetInterval", interval, "Allow more with TargetInterval, or remove ReuseFactor from layers that set it.");
        }

        if (budgets.TargetDsp is { } dsp && estimate.Dsp.Least > dsp)
        {
            Missed("TargetDsp", dsp, "Allow more with TargetDsp, narrow the types, or remove ReuseFactor from layers that set it.");
        }

        void Missed(string name, long wanted, string advice) =>
            diagnostics.Report(EstimateDiagnostics.TargetMissed, null, name, wanted, estimate.Interval, estimate.Dsp, advice);
    }
}
