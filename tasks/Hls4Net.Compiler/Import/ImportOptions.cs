namespace Hls4Net.Compiler.Import;

/// <summary>What the user says about a model that its file does not.</summary>
public sealed record ImportOptions
{
    /// <summary>Project name: a lower-case C identifier.</summary>
    public required string ProjectName { get; init; }

    /// <summary>The <c>Inputs</c> metadata: <c>name=1,28,28;…</c>; empty where shapes are fixed in the file.</summary>
    public string Inputs { get; init; } = "";
}
