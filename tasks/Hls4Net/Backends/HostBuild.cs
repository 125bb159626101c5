namespace Hls4Net;

/// <summary>What a C++ compiler makes a project's test bench of, on the machine that builds the model.</summary>
/// <param name="Sources">C++ files below the project's root, the test bench among them.</param>
/// <param name="IncludeFolders">Folders below the project's root that hold headers.</param>
public sealed record HostBuild(IReadOnlyList<string> Sources, IReadOnlyList<string> IncludeFolders)
{
    /// <summary>Language standard, as compilers spell it.</summary>
    public string Standard { get; init; } = "c++14";

    /// <summary>Whether the project records every tensor where <c>HLS4NET_TRACE</c> is defined; otherwise only its outputs can be compared.</summary>
    public bool CanTrace { get; init; } = true;

    /// <summary>The layout of the built-in writers.</summary>
    /// <param name="project">Project name.</param>
    public static HostBuild OfFirmware(string project) => new([$"firmware/{project}.cpp", $"{project}_test.cpp"], ["firmware/ap_types"]);
}
