namespace Hls4Net.Compiler.Configuration;

/// <summary>Where the user wrote a setting: for messages only.</summary>
/// <param name="Path">What a reader looks for: <c>LayerName.fc1.ReuseFactor</c>, or the metadata's name.</param>
/// <param name="Layer">Layer or class it is for; null for the whole model.</param>
/// <param name="File">Configuration file; null for the project file.</param>
/// <param name="Line">1-based line in the file.</param>
/// <param name="Column">1-based column.</param>
internal sealed record SettingPlace(string Path, string? Layer = null, string? File = null, int Line = 0, int Column = 0)
{
    /// <summary>A problem at this place.</summary>
    public void Report(DiagnosticBag diagnostics, DiagnosticDescriptor descriptor, params object?[] arguments) =>
        diagnostics.Add(Diagnostic.Create(descriptor, File is null ? Layer : null, arguments) with { File = File, Line = Line, Column = Column });

    /// <summary>The place of a key inside this one.</summary>
    public SettingPlace At(ConfigEntry entry) => this with { Path = $"{Path}.{entry.Key}", Line = entry.Line, Column = entry.Column };
}
