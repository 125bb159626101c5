namespace Hls4Net.Tools;

/// <summary>Siemens Catapult on a Tcl script.</summary>
internal static class CatapultFlow
{
    /// <summary>The tool.</summary>
    public static readonly ToolFlavour Flavour = new("catapult")
    {
        Variables = ["MGC_HOME/bin", "CATAPULT_HOME/bin"],
        Folders = ["/opt/Siemens/Catapult/*/Mgc_home/bin", "/opt/mentor/*/Mgc_home/bin", "/tools/Siemens/*/Mgc_home/bin"],
        VersionArguments = ["-version"],
        VersionPattern = @"(20\d\d\.\d\w*)",
        Messages =
        [
            @"^# (?<severity>Error|Warning): (?:(?<file>[^()]+)\((?<line>\d+)\): )?(?<text>.*?)(?: \((?<code>[A-Z]+-\d+)\))?$", ToolFlavour.CompilerMessage,
        ],
        PassedVariables = ["MGC_HOME", "CATAPULT_HOME", "MGLS_LICENSE_FILE", "SALT_LICENSE_SERVER", "LM_LICENSE_FILE"],
    };

    /// <summary>One command for all steps: the script starts a new project, and every step builds on the one before.</summary>
    public static IReadOnlyList<ToolCommand> Plan(SynthesisRequest request) =>
        [new(request.Steps, "", ["-product", "ultra", "-shell", "-f", "build_prj.tcl", "-eval", $"set ::argv \"{StepFlags.Words(request.Steps)}\""])];
}
