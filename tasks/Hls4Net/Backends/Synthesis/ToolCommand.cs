namespace Hls4Net;

/// <summary>One command for a tool, run in a copy of the project.</summary>
/// <param name="Steps">The step it belongs to; several where one command takes them all.</param>
/// <param name="Program">
/// Empty: the tool itself. <c>./name</c>: a program that an earlier command made in the project. Another name: looked for beside the tool, then on PATH.
/// </param>
/// <param name="Arguments">Its arguments, unquoted.</param>
public sealed record ToolCommand(IReadOnlyList<SynthesisStep> Steps, string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Option files that are written before it: path in the project → text.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new SortedList<string, string>(StringComparer.Ordinal);
}
