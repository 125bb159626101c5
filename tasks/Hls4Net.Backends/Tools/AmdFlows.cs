namespace Hls4Net.Tools;

/// <summary>AMD's drivers of high-level synthesis, of which every few versions bring another one.</summary>
internal static class AmdFlows
{
    private const string Coded =
        @"^(?<severity>ERROR|CRITICAL WARNING|WARNING): (?:\[(?<code>[^\]]+)\] )?(?<text>.*?)(?: \((?<file>[^():]+\.\w+):(?<line>\d+)(?::(?<column>\d+))?\))?$";

    private static readonly string[] s_variables = ["XILINX_VITIS/bin", "XILINX_HLS/bin"];
    private static readonly string[] s_roots = ["/tools/Xilinx", "/opt/Xilinx", "/tools/AMDDesignTools", "/opt/AMDDesignTools", "C:/Xilinx", "C:/AMDDesignTools"];

    /// <summary>The unified driver on a Tcl script; it passes no arguments on, so an option file does.</summary>
    public static readonly ToolFlavour VitisRun = Flavour("vitis-run", ["Vitis"], "--version") with { Oldest = new Version(2023, 2) };

    /// <summary>The driver before it.</summary>
    public static readonly ToolFlavour VitisHls =
        Flavour("vitis_hls", ["Vitis_HLS", "Vitis"], "-version") with { Oldest = new Version(2020, 2), Newest = new Version(2024, 1) };

    /// <summary>The component flow on a configuration file.</summary>
    public static readonly ToolFlavour VPlusPlus = Flavour("v++", ["Vitis"], "--version") with { Oldest = new Version(2023, 2) };

    /// <summary>The first one.</summary>
    public static readonly ToolFlavour VivadoHls = Flavour("vivado_hls", ["Vivado", "Vivado_HLS"], "-version") with
    {
        Newest = new Version(2020, 1), Variables = [.. s_variables, "XILINX_VIVADO/bin", "XILINX_VIVADO_HLS/bin"],
    };

    /// <summary>The commands of whichever it is.</summary>
    public static IReadOnlyList<ToolCommand> Plan(SynthesisRequest request) => [.. request.Steps.Select(step => request.Tool.Flavour.Name switch
    {
        "v++" => Component(step),
        "vivado_hls" => new ToolCommand([step], "", ["-f", "build_prj.tcl", StepFlags.Words(step)]),
        "vitis_hls" => new ToolCommand([step], "", ["-f", "build_prj.tcl"]) { Files = Options(step) },
        _ => new ToolCommand([step], "", ["--mode", "hls", "--tcl", "build_prj.tcl"]) { Files = Options(step) },
    })];

    private static ToolCommand Component(SynthesisStep step)
    {
        string[] project = ["--config", "hls_config.cfg", "--work_dir", "work"];
        return step == SynthesisStep.CSynth
            ? new ToolCommand([step], "", ["-c", "--mode", "hls", .. project])
            : new ToolCommand([step], "vitis-run", ["--mode", "hls", step switch
            {
                SynthesisStep.CSim => "--csim",
                SynthesisStep.CoSim => "--cosim",
                SynthesisStep.Export => "--package",
                _ => "--impl",
            }, .. project]);
    }

    private static SortedList<string, string> Options(SynthesisStep step) =>
        new(StringComparer.Ordinal) { ["build_opt.tcl"] = StepFlags.OptionFile(step) };

    private static ToolFlavour Flavour(string name, string[] products, string versionArgument) => new(name)
    {
        Variables = s_variables,

        // Up to 2024 the version stands below the product, later above it.
        Folders = [.. s_roots.SelectMany(_ => products, (root, product) => (root, product)).SelectMany(
            place => new[] { $"{place.root}/{place.product}/*/bin", $"{place.root}/*/{place.product}/bin" })],
        VersionArguments = [versionArgument],
        VersionPattern = @"\bv?(20\d\d\.\d+(?:\.\d+)?)",
        Messages = [Coded, ToolFlavour.CompilerMessage],
        PassedVariables = ["XILINX_VITIS", "XILINX_HLS", "XILINX_VIVADO", "XILINXD_LICENSE_FILE", "LM_LICENSE_FILE"],
    };
}
