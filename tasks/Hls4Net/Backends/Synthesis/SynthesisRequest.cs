namespace Hls4Net;

/// <summary>What a tool shall do with a project.</summary>
/// <param name="Project">Project name: top function and file names.</param>
/// <param name="Tool">The tool that was found.</param>
/// <param name="Steps">The steps wanted, in order.</param>
public sealed record SynthesisRequest(string Project, LocatedTool Tool, IReadOnlyList<SynthesisStep> Steps);
