namespace Hls4Net.Tools;

/// <summary>Intel's SYCL compiler, through the project's CMake file.</summary>
internal static class OneApiFlow
{
    /// <summary>The compiler; versions after 2025.0 make no hardware.</summary>
    public static readonly ToolFlavour Flavour = new("icpx")
    {
        Newest = new Version(2025, 0),
        Variables = ["CMPLR_ROOT/bin", "ONEAPI_ROOT/compiler/latest/bin", "INTELFPGAOCLSDKROOT/bin"],
        Folders = ["/opt/intel/oneapi/compiler/*/bin", "C:/Program Files (x86)/Intel/oneAPI/compiler/*/bin"],
        VersionPattern = @"Compiler (\d+\.\d+(?:\.\d+)?)",
        Messages = [ToolFlavour.CompilerMessage, @"^(?:aoc: )?(?<severity>Error|Warning|error|warning): (?<text>.*)$"],
        PassedVariables = ["CMPLR_ROOT", "ONEAPI_ROOT", "INTELFPGAOCLSDKROOT", "QUARTUS_ROOTDIR_OVERRIDE", "LD_LIBRARY_PATH", "LM_LICENSE_FILE"],
    };

    /// <summary>The commands; its hardware needs no further packing.</summary>
    public static IReadOnlyList<ToolCommand> Plan(SynthesisRequest request) => [.. request.Steps.SelectMany(step => Of(step, request.Project))];

    private static ToolCommand[] Of(SynthesisStep step, string project) => step switch
    {
        SynthesisStep.CSim => [.. Build(step, "fpga_emu"), new([step], $"./{project}.fpga_emu", [])],
        SynthesisStep.CSynth => Build(step, "report"),
        SynthesisStep.CoSim => [.. Build(step, "fpga_sim"), new([step], $"./{project}.fpga_sim", [])],
        SynthesisStep.VSynth => Build(step, "fpga"),
        _ => [],
    };

    private static ToolCommand[] Build(SynthesisStep step, string target) =>
        [new([step], "cmake", ["-S", ".", "-B", "build"]), new([step], "cmake", ["--build", "build", "--target", target])];
}
