using System.Globalization;
using Hls4Net.Compiler.TestInputs;
using Hls4Net.Emulation;

namespace Hls4Net.Compiler.Report;

/// <summary>Measures a converted model and writes down what was decided.</summary>
internal static class ConversionReport
{
    // Mean deviation, as a part of the largest reference value, beyond which a network has stopped to be the one that was trained.
    private const double LossWorthWarning = 0.05;

    /// <summary>Compares with the float reference; a deviation above the tolerance is an error, saturated test data a warning.</summary>
    public static AccuracyTable Measure(Conversion conversion, Emulator emulator, DiagnosticBag diagnostics)
    {
        var samples = conversion.Samples;
        var table = AccuracyTable.Measure(conversion.Model, emulator, SamplesOf(conversion));
        ReportLoss(conversion.Model, table, samples is null ? "seeded" : "TestData", diagnostics);
        if (samples is not null)
        {
            ReportSaturation(conversion.Model, table, diagnostics);
            ReportOverflow(table, diagnostics);
            RequireTolerance(conversion.Request.Tolerance, conversion.Model, table, diagnostics);
        }

        return table;
    }

    /// <summary>The samples that a conversion is measured on: per model input, one after another.</summary>
    public static float[][] SamplesOf(Conversion conversion) => conversion.Samples is { } samples
        ? samples.Spread(conversion.Model, SampleBudget.ForErrors(conversion.Model)) : Seeded(conversion);

    private static void ReportSaturation(ModelGraph model, AccuracyTable table, DiagnosticBag diagnostics)
    {
        if (table.SaturatedInputs > 0)
        {
            diagnostics.Report(
                ReportDiagnostics.InputsSaturated, null, table.SaturatedInputs, string.Join(", ", model.Inputs.Select(input => input.Type)));
        }
    }

    private static void ReportOverflow(AccuracyTable table, DiagnosticBag diagnostics)
    {
        foreach (var row in table.Tensors.Where(row => row.Tensor.Producer is not Operators.Input))
        {
            // A type that the compiler chose cannot overflow by itself, only where what comes in is wrong already.
            if (row.Overflow is { } overflow && row.Tensor.Producer!.Settings.For("result").Explicit is not null)
            {
                var integer = (int)Math.Ceiling(Math.Log2(Math.Abs(overflow.Value) + row.Tensor.Type.Step)) + 1;
                diagnostics.Report(
                    ReportDiagnostics.Overflows, row.Tensor.Producer.Name, overflow.Count, row.Tensor.Name, row.Tensor.Type, table.Samples,
                    overflow.Value, overflow.Channel, integer);
            }
        }
    }

    private static void ReportLoss(ModelGraph model, AccuracyTable table, string kind, DiagnosticBag diagnostics)
    {
        foreach (var row in table.Tensors.Where(row => model.Outputs.Contains(row.Tensor) && !(RelativeMean(row) <= LossWorthWarning)))
        {
            if (!double.IsFinite(RelativeMean(row)))
            {
                var first = table.Tensors.First(other => !double.IsFinite(RelativeMean(other)));
                diagnostics.Report(ReportDiagnostics.ReferenceOverflows, first.Tensor.Producer!.Name, table.Samples, kind, first.Tensor.Name, row.Tensor.Name);
                continue;
            }

            var source = table.Tensors.MaxBy(other => RelativeMean(other) - InputLoss(other, table))!;
            diagnostics.Report(
                ReportDiagnostics.AccuracyLost, row.Tensor.Producer!.Name, table.Samples, kind, row.Tensor.Name, row.MeanAbsolute, RelativeMean(row),
                source.Tensor.Producer!.Name, source.Tensor.Type);
        }
    }

    private static double InputLoss(TensorError row, AccuracyTable table) =>
        row.Tensor.Producer!.Inputs.Select(input => table.Find(input) is { } found ? RelativeMean(found) : 0).DefaultIfEmpty().Max();

    private static double RelativeMean(TensorError row) => row.MaxReference == 0 ? row.MeanAbsolute : row.MeanAbsolute / row.MaxReference;

    private static void RequireTolerance(string text, ModelGraph model, AccuracyTable table, DiagnosticBag diagnostics)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var tolerance) || tolerance is not >= 0)
        {
            diagnostics.Report(ReportDiagnostics.BadTolerance, null, text);
            return;
        }

        foreach (var row in table.Tensors.Where(row => model.Outputs.Contains(row.Tensor) && !(row.MaxAbsolute <= tolerance)))
        {
            var worst = table.Tensors.MaxBy(Relative)!;
            diagnostics.Report(
                ReportDiagnostics.ToleranceExceeded, row.Tensor.Producer!.Name, row.Tensor.Name, row.MaxAbsolute, table.Samples, tolerance,
                worst.Tensor.Producer!.Name, worst.Tensor.Type);
        }
    }

    private static double Relative(TensorError row) => row.MaxReference == 0 ? row.MaxAbsolute : row.MaxAbsolute / row.MaxReference;

    private static float[][] Seeded(Conversion conversion) => SampleBlocks.ToNumbers(conversion.Model.Inputs, conversion.TestVectors.Inputs);
}
