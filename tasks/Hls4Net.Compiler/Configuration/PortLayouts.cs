namespace Hls4Net.Compiler.Configuration;

/// <summary>The order of dimensions at the ports of the hardware.</summary>
public enum PortLayout
{
    /// <summary>As the model file has them.</summary>
    AsModel,

    /// <summary>Channels last, as layers compute: no transposition stands at the port.</summary>
    ChannelsLast,
}

/// <summary>The layouts of all inputs and of all outputs.</summary>
/// <param name="Input">Of the inputs.</param>
/// <param name="Output">Of the outputs.</param>
internal sealed record PortLayouts(PortLayout Input, PortLayout Output)
{
    /// <summary>What a request says; a text that names no layout is reported.</summary>
    public static PortLayouts Read(ConversionRequest request, DiagnosticBag diagnostics) =>
        new(Parse("InputLayout", request.InputLayout, diagnostics), Parse("OutputLayout", request.OutputLayout, diagnostics));

    private static PortLayout Parse(string key, string text, DiagnosticBag diagnostics)
    {
        if (text.Length == 0)
        {
            return PortLayout.AsModel;
        }

        var names = Enum.GetNames<PortLayout>();
        var index = Array.FindIndex(names, name => name.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase));
        if (index < 0)
        {
            diagnostics.Report(ConfigurationDiagnostics.InvalidValue, null, key, text, $"one of {string.Join(", ", names)} is wanted", Suggestion.For(text, names));
        }

        return index < 0 ? PortLayout.AsModel : Enum.GetValues<PortLayout>()[index];
    }
}
