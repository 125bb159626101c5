namespace Hls4Net.Compiler.Configuration;

/// <summary>A value of a configuration file with the place where it stands; JSON and YAML read into the same tree.</summary>
/// <param name="Line">1-based.</param>
/// <param name="Column">1-based.</param>
internal abstract record ConfigNode(int Line, int Column);

/// <summary>A text, number, truth value or null, as text.</summary>
internal sealed record ConfigScalar(string Text, int Line, int Column) : ConfigNode(Line, Column);

/// <summary>Keys and values in the order of the file; no key occurs twice.</summary>
internal sealed record ConfigMap(IReadOnlyList<ConfigEntry> Entries, int Line, int Column) : ConfigNode(Line, Column);

/// <summary>A list; no setting takes one, so its elements are not kept.</summary>
internal sealed record ConfigList(int Line, int Column) : ConfigNode(Line, Column);

/// <summary>One key of a map.</summary>
internal sealed record ConfigEntry(string Key, int Line, int Column, ConfigNode Value);
