namespace Hls4Net.Tools;

/// <summary>The steps as the build scripts of the Tcl tools name them: <c>csim 0|1</c>, <c>synth 0|1</c>, …</summary>
internal static class StepFlags
{
    private static readonly (string Name, SynthesisStep? Step)[] s_flags =
    [
        ("reset", null), ("csim", SynthesisStep.CSim), ("synth", SynthesisStep.CSynth), ("cosim", SynthesisStep.CoSim),
        ("validation", null), ("export", SynthesisStep.Export), ("vsynth", SynthesisStep.VSynth),
    ];

    /// <summary>Words <c>name=0|1</c>, as scripts with arguments take them.</summary>
    public static string Words(params IEnumerable<SynthesisStep> steps) => string.Join(' ', Of(steps).Select(flag => $"{flag.Name}={flag.Value}"));

    /// <summary>The option file of scripts without arguments.</summary>
    public static string OptionFile(SynthesisStep step) =>
        $"array set opt {{\n{string.Concat(Of([step]).Select(flag => $"    {flag.Name,-10} {flag.Value}\n"))}}}\n";

    private static IEnumerable<(string Name, int Value)> Of(IEnumerable<SynthesisStep> steps) =>
        s_flags.Select(flag => (flag.Name, flag.Step is { } step && steps.Contains(step) ? 1 : 0));
}
