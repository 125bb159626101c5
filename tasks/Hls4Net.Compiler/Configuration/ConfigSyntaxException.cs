namespace Hls4Net.Compiler.Configuration;

/// <summary>A configuration text that is not JSON or YAML; becomes a diagnostic in <see cref="ConfigFile"/>.</summary>
internal sealed class ConfigSyntaxException(string message, int line, int column) : Exception(message)
{
    public int Line { get; } = line;

    public int Column { get; } = column;
}
