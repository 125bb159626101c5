namespace Hls4Net.Compiler.Synthesis;

/// <summary>Steps as users write them: <c>csim;csynth;cosim;export;vsynth</c>.</summary>
public static class SynthesisSteps
{
    /// <summary>The words, in the order in which the steps run.</summary>
    public static IReadOnlyList<string> Words { get; } = [.. Enum.GetValues<SynthesisStep>().Select(ToText)];

    /// <summary>A step as users write it.</summary>
    public static string ToText(SynthesisStep step) => step.ToString().ToLowerInvariant();

    /// <summary>Several steps of one command: <c>csynth+cosim</c>.</summary>
    public static string ToText(IEnumerable<SynthesisStep> steps) => string.Join('+', steps.Select(ToText));

    /// <summary>
    /// The steps of a text, in the order in which they run, each once; whatever works on hardware brings <c>csynth</c> along. Empty: <c>csynth</c>.
    /// </summary>
    /// <param name="text">Words separated by <c>;</c>, <c>,</c> or spaces.</param>
    /// <param name="unknown">The first word that is no step; null where all are.</param>
    public static IReadOnlyList<SynthesisStep> Parse(string text, out string? unknown)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        unknown = words.FirstOrDefault(word => !Words.Contains(word, StringComparer.OrdinalIgnoreCase));
        var steps = Array.FindAll(Enum.GetValues<SynthesisStep>(), step => words.Contains(ToText(step), StringComparer.OrdinalIgnoreCase));
        return steps.Length > 0 && steps[^1] <= SynthesisStep.CSynth ? steps
            : Array.FindAll(Enum.GetValues<SynthesisStep>(), step => step == SynthesisStep.CSynth || Array.IndexOf(steps, step) >= 0);
    }
}
