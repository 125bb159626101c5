using System.Numerics;

namespace Hls4Net.Operators;

/// <content>The tables of the exponential and of the inverse.</content>
public sealed partial class Softmax
{
    // 15 and 29 block memories of 36 Kbit.
    private const int MostDifferences = 1 << 15;
    private const int MostSums = 1 << 16;

    private const double FineStep = 1.0 / 1024;

    private LookupTable ExpTable(PrecisionContext context, ValueRange arguments, FixedType argumentType, int size)
    {
        var request = CheckedRequest(context, "exp_table");
        var sign = IsStable ? -Scale : Scale;
        if (request.Explicit is not { } type)
        {
            var span = FixedPoint.ToDouble(arguments.Max - arguments.Min, argumentType.Fraction) * Scale;
            if (!IsStable && span * Math.Log2(Math.E) > request.AutoWidth)
            {
                context.Diagnostics.Report(OperatorDiagnostics.LogitsTooWide, Name, span, request.AutoWidth);
            }

            // The limits keep doubles finite; no type of a sensible width tells what is beyond from zero.
            return LookupTable.Fitted(
                x => Math.Exp(Math.Clamp(sign * x, -600, 600)), arguments, argumentType.Fraction, request.AutoWidth + Guard,
                IsPrecise ? Math.Max(size, PreciseSize(3, MostDifferences)) : size);
        }

        var bits = Math.Min(CompatibleBits(size), argumentType.Width);
        return CompatibleTable(argumentType, bits, type, x => MathF.Exp((float)sign * x));
    }

    private LookupTable InvTable(PrecisionContext context, ValueRange sums, FixedType sumType, int size)
    {
        var request = CheckedRequest(context, "inv_table");
        if (request.Explicit is not { } type)
        {
            return LookupTable.Fitted(
                x => 1 / Math.Max(x, sumType.Step), sums, sumType.Fraction, request.AutoWidth + Guard, FittedInverseSize(size));
        }

        return CompatibleTable(sumType, Math.Min(CompatibleBits(size), sumType.Width), type, x => 1f / x);
    }

    /// <summary>hls4ml's layout: the top bits of a value are its address, an entry is sampled at its lowest value.</summary>
    private static LookupTable CompatibleTable(FixedType argument, int bits, FixedType type, Func<float, float> function)
    {
        var count = 1 << bits;
        var zero = argument.Signed ? count / 2 : 0;
        var index = new LookupIndex(1, argument.Integer - bits, zero, Truncate: false, count);
        return LookupTable.Compatible(
            index, type, k => function((float)Math.ScaleB((double)(k - zero), argument.Integer - bits)));
    }

    /// <summary>
    /// A fitted table of the inverse grows with the vector: sums reach from 1 to its length, and near 1, where one probability
    /// dominates, a bin of 1/64 costs less than a percent.
    /// </summary>
    private int FittedInverseSize(int size) => Settings.TableSize is not null ? size
        : IsPrecise ? Math.Max(size, PreciseSize(BitOperations.Log2((uint)Length), MostSums))
        : (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp((IsQuantized ? 1024L : 64) * Length, LookupTable.DefaultSize, 16 * LookupTable.DefaultSize));

    /// <summary>Whether a quantiser of the model rounds the probabilities: its steps ask for more than a percent.</summary>
    private bool IsQuantized => Output.TrainedType is not null || Output.KeepsExact;

    /// <summary>
    /// Whether the logits are exact numbers of a quantised network and nothing rounds the probabilities but the result type, or a quantiser of
    /// many steps: then the tables are as fine as the type's steps, in so far as memories of an FPGA hold them, and have guard bits.
    /// </summary>
    private bool IsPrecise => IsStable && (Input.KeepsExact || Input.Producer is Quantize) && !(IsQuantized && QuantizedStep > FineStep) && Settings.TableSize is null && Settings.For("result").IsAuto;

    /// <summary>The largest step that a quantiser behind makes of the probabilities.</summary>
    private double QuantizedStep => Output.TrainedType?.Step
        ?? Output.Consumers.OfType<Quantize>().Select(quantizer => Math.ScaleB(1, quantizer.Exponent) / Math.Abs(quantizer.Scale?.TrainedOf(0) ?? 1)).DefaultIfEmpty(1).Max();

    private int Guard => IsPrecise ? 4 : 0;

    /// <summary>A bin for every step of the result type along an interval of <c>2^span</c>.</summary>
    private int PreciseSize(int span, int most) => (int)Math.Min(most, 1L << Math.Min(span + Settings.For("result").AutoWidth, 30));

    /// <summary>Address bits of a compatible table: no more than the input and the inverse have.</summary>
    private int CompatibleBits(int size)
    {
        var bits = Math.Min(Input.Type.Width, BitOperations.Log2((uint)(size - 1)) + 1);
        return TableRequest("inv_table").Explicit is { } inverse ? Math.Min(bits, inverse.Width) : bits;
    }

    private Precision TableRequest(string role) => PrecisionContext.RequestFor(this, role, s_compatible);

    private Precision CheckedRequest(PrecisionContext context, string role)
    {
        var request = TableRequest(role);
        if (request.Explicit is not { FitsInt64: false } type)
        {
            return request;
        }

        context.Diagnostics.Report(PrecisionDiagnostics.ConstantTooWide, Name, role, type);
        return Precision.Auto;
    }
}
