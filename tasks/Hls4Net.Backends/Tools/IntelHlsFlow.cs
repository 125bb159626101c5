namespace Hls4Net.Tools;

/// <summary>Intel's HLS compiler, through the project's Makefile.</summary>
internal static class IntelHlsFlow
{
    /// <summary>The compiler.</summary>
    public static readonly ToolFlavour Flavour = new("i++")
    {
        Variables = ["INTELFPGAOCLSDKROOT/../hls/bin", "INTELFPGAOCLSDKROOT/bin", "QUARTUS_ROOTDIR/../hls/bin"],
        Folders = ["/opt/intelFPGA_pro/*/hls/bin", "/opt/intelFPGA/*/hls/bin", "/tools/intelFPGA_pro/*/hls/bin", "C:/intelFPGA_pro/*/hls/bin"],
        VersionPattern = @"Version (\d+\.\d+(?:\.\d+)?)",
        Messages = [ToolFlavour.CompilerMessage, @"^(?<severity>Error|Warning)(?: \((?<code>\d+)\))?: (?<text>.*)$"],
        PassedVariables = ["INTELFPGAOCLSDKROOT", "QUARTUS_ROOTDIR", "QUARTUS_ROOTDIR_OVERRIDE", "LM_LICENSE_FILE"],
    };

    /// <summary>The commands; its hardware needs no further packing.</summary>
    public static IReadOnlyList<ToolCommand> Plan(SynthesisRequest request) => [.. request.Steps.SelectMany(step => Of(step, request.Project))];

    private static ToolCommand[] Of(SynthesisStep step, string project) => step switch
    {
        SynthesisStep.CSim => [new([step], "make", [$"{project}-x86"]), new([step], $"./{project}-x86", [])],
        SynthesisStep.CSynth => [new([step], "make", [$"{project}-fpga"])],
        SynthesisStep.CoSim => [new([step], $"./{project}-fpga", [])],
        SynthesisStep.VSynth => [new([step], "make", ["-B", $"{project}-fpga", "QUARTUS_COMPILE=--quartus-compile"])],
        _ => [],
    };
}
