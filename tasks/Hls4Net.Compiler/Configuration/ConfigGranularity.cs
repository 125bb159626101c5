namespace Hls4Net.Compiler.Configuration;

/// <summary>How much a written configuration spells out.</summary>
public enum ConfigGranularity
{
    /// <summary>The model's defaults, and what was set for single layers.</summary>
    Model,

    /// <summary>Also every class of layers.</summary>
    Type,

    /// <summary>Every layer with its types, strategy and reuse factor as decided.</summary>
    Name,
}
