using Hls4Net.Operators;

namespace Hls4Net.Compiler.Passes;

/// <summary>
/// Gives ports that nobody gave a type one: that of the quantiser that reads them, else as many integer bits as the test data needs,
/// else <c>fixed&lt;16,6&gt;</c>. In front of a quantiser with other steps, and of a product that one rounds, the port is fine enough not to
/// move what it rounds.
/// </summary>
internal sealed class InferInputTypes(IReadOnlyDictionary<string, (double Min, double Max)>? ranges) : Pass
{
    private const int IntegerBits = 6;

    // Parts of a step that a port in front of a quantiser resolves: 2^−16 of one.
    private const int PartBits = 16;

    // Significant bits of a float.
    private const int SingleBits = 24;

    private readonly List<Input> _inferred = [];

    /// <summary>The inputs whose types follow from the test data, or from nothing at all: no quantiser needs their bits.</summary>
    public IReadOnlyCollection<Input> Inferred => _inferred;

    /// <inheritdoc/>
    public override void Run(ModelGraph model, PassContext context)
    {
        foreach (var input in model.Layers.OfType<Input>().Where(input => input.Settings.For("result").IsAuto).ToArray())
        {
            context.Node = input;
            var type = TakeQuantizers(model, input) ?? Infer(input, input.Settings.For("result").AutoWidth);
            input.Settings = input.Settings.With("result", new Precision(type));
        }
    }

    /// <summary>The type of the quantisers that are all that reads a port: the port does their work.</summary>
    private static FixedType? TakeQuantizers(ModelGraph model, Input input)
    {
        var readers = input.Output.Consumers.OfType<Quantize>().ToArray();
        if (readers.Length == 0 || readers.Length != input.Output.Consumers.Count || input.Output.IsModelOutput
            || !Array.TrueForAll(readers, reader => reader is { IsConversion: true, TypeIsLimit: true } && reader.Type == readers[0].Type && !Fusion.IsSet(reader, "result"))
            || Array.Exists(readers, reader => reader.Output.IsModelOutput))
        {
            return null;
        }

        var type = readers[0].Type!.Value;
        input.Output.TrainedType = type;
        foreach (var reader in readers)
        {
            input.Absorb(reader);
            model.ReplaceUses(reader.Output, input.Output);
            model.Remove(reader);
        }

        return type;
    }

    private FixedType Infer(Input input, int width)
    {
        if (input.Output.Consumers.Select(Scaled).Where(reader => reader is not null).MinBy(Step) is { } quantizer)
        {
            var reach = quantizer.High is { } high && quantizer.Low is { } low ? Math.Max(Math.Abs(low), Math.Abs(high)) + 1.0 : 256;
            var integer = (int)Math.Ceiling(Math.Log2((reach * Step(quantizer)) + Math.Abs(quantizer.Bias?.Values.Max(Math.Abs) ?? 0))) + 2;
            var fraction = PartBits - (int)Math.Floor(Math.Log2(Step(quantizer)));
            return new FixedType(integer + fraction, integer, true, Rounding.Round, Overflow.Saturate);
        }

        // What training did not round the port should not either, as far as single precision tells numbers apart.
        if (input.Output.Consumers.Any(IsRoundedLater))
        {
            width += SingleBits - 16;
        }
        else
        {
            _inferred.Add(input);
        }

        if (ranges is null || !ranges.TryGetValue(input.Name, out var range) || range == default)
        {
            return new FixedType(width, Math.Min(IntegerBits, width));
        }

        var type = new FixedType(width, -31);
        while (type.Integer < 64 && (range.Min < -Math.ScaleB(1, type.Integer - 1) || range.Max > Math.ScaleB(1, type.Integer - 1) - type.Step))
        {
            type = type with { Integer = type.Integer + 1 };
        }

        return type;
    }

    /// <summary>The quantiser that rounds what a layer reads; null where another one computes with it.</summary>
    private static Quantize? Scaled(Layer reader) => reader switch
    {
        Quantize { IsConversion: false } quantizer => quantizer,
        Reshape or Transpose => reader.Output.Consumers.Select(Scaled).FirstOrDefault(found => found is not null),
        _ => null,
    };

    /// <summary>Whether a product of quantised weights reads the port, and only what comes of it is rounded.</summary>
    private static bool IsRoundedLater(Layer reader) => reader is IWeightedSums { Weight.IsQuantized: true } && (reader.Output.TrainedType is not null || reader.Output.KeepsExact);

    private static double Step(Quantize? quantizer) => Math.ScaleB(1 / quantizer!.Scale?.Values.Max(Math.Abs) ?? 1, quantizer.Exponent);
}
