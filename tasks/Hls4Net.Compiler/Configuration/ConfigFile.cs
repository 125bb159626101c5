namespace Hls4Net.Compiler.Configuration;

/// <summary>Reads a configuration file, JSON or YAML by its extension, into one tree. Bounded: 16 MiB, 32 levels, a million values.</summary>
internal static class ConfigFile
{
    internal const int MaximumDepth = 32;
    internal const int MaximumNodes = 1_000_000;
    private const int MaximumBytes = 16 << 20;

    /// <summary>The root of the file; null when it cannot be read, which has then been reported.</summary>
    public static ConfigNode? Read(string path, DiagnosticBag diagnostics)
    {
        byte[] bytes;
        try
        {
            if (new FileInfo(path).Length > MaximumBytes)
            {
                diagnostics.Add(Diagnostic.Create(ConfigurationDiagnostics.Unreadable, null, "it is larger than 16 MiB") with { File = path });
                return null;
            }

            bytes = File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(Diagnostic.Create(ConfigurationDiagnostics.Unreadable, null, exception.Message) with { File = path });
            return null;
        }

        try
        {
            return Path.GetExtension(path).ToUpperInvariant() switch
            {
                ".JSON" => JsonConfigReader.Read(bytes),
                ".YML" or ".YAML" => YamlConfigReader.Read(bytes),
                _ => throw new ConfigSyntaxException("its name ends neither in .json nor in .yml or .yaml", 0, 0),
            };
        }
        catch (ConfigSyntaxException exception)
        {
            diagnostics.Add(Diagnostic.Create(ConfigurationDiagnostics.Syntax, null, exception.Message) with
            {
                File = path, Line = exception.Line, Column = exception.Column,
            });
            return null;
        }
    }
}
