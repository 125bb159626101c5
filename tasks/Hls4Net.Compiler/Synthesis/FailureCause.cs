using System.Globalization;
using System.Text.RegularExpressions;

namespace Hls4Net.Compiler.Synthesis;

/// <summary>Why a tool failed, where its exit code or its last lines give it away.</summary>
/// <param name="Name">One word for records: <c>licence</c>, <c>memory</c>, <c>part</c>, <c>mismatch</c>, <c>unroll</c>, <c>disk</c>, <c>killed</c>, <c>unknown</c>.</param>
/// <param name="Advice">What it is and what to do.</param>
public sealed record FailureCause(string Name, string Advice)
{
    /// <summary>The tool said nothing that is known.</summary>
    public static readonly FailureCause Unknown = new("unknown", "its messages say why.");

    private static readonly FailureCause s_memory = new(
        "memory", "it ran out of memory. Run fewer at a time (Hls4NetMaxToolJobs), use a machine with more, or a smaller design (ReuseFactor, Strategy).");

    private static readonly FailureCause s_killed = new(
        "killed", "something killed it, most often the system for want of memory. Run fewer at a time (Hls4NetMaxToolJobs) or use a machine with more.");

    private static readonly (Regex Pattern, FailureCause Cause)[] s_known =
    [
        (Words(@"licen[cs]e.*(not found|could not|cannot|failed|unavailable|expired|invalid|denied|no such|checkout)|(failed|unable|could not|cannot|no valid).*licen[cs]e|FLEX(lm|net)"),
            new("licence", "it got no licence. Check the licence server and LM_LICENSE_FILE, XILINXD_LICENSE_FILE or MGLS_LICENSE_FILE.")),
        (Words(@"out of memory|bad_alloc|cannot allocate memory|std::length_error"), s_memory),
        (Words(@"no space left on device|disk quota exceeded"), new("disk", "the disk is full. The work lies in the folder of the synthesis cache.")),
        (Words(@"\bpart\b.*(not installed|invalid|not found|unknown|unsupported|does not exist)|(invalid|unknown|unsupported|no) part\b|no libraries? for part|no parts matched"),
            new("part", "the part is not installed with the tool, or its name is wrong. Install its family, or set Part.")),
        (Words(@"co-?sim\w* finished: fail|\*\*\* C/RTL co-simulation.*fail|simulation failed|raw integers? differ|C simulation and RTL simulation differ|mismatch"),
            new("mismatch", "the simulation's outputs differ from the emulator's. Please report it with the model.")),
        (Words(@"stop unrolling|exceed(s|ed) the threshold|too many (load|store)|unroll\w* .*(limit|exceed)"),
            new("unroll", "it unrolls or splits more than the tool takes. Raise ReuseFactor, or use Strategy=\"Resource\" or IOType=\"io_stream\".")),
    ];

    /// <summary>The cause of a failure.</summary>
    /// <param name="exitCode">Exit code of the tool.</param>
    /// <param name="lines">What it said last, and its errors.</param>
    public static FailureCause Of(int exitCode, IEnumerable<string> lines)
    {
        var said = lines.ToArray();
        var known = s_known.FirstOrDefault(entry => Array.Exists(said, line => entry.Pattern.IsMatch(line))).Cause;

        // 128 + signal: shells' way to say it.
        return known ?? (exitCode is 137 or 9 || Array.Exists(said, line => line.Trim() is "Killed") ? s_killed : Unknown);
    }

    /// <summary>The cause of that name.</summary>
    public static FailureCause Named(string name) =>
        s_known.Select(entry => entry.Cause).Append(s_killed).FirstOrDefault(cause => cause.Name == name) ?? Unknown;

    /// <summary>An exit code in words.</summary>
    public static string Describe(int exitCode) =>
        exitCode is > 128 and < 160 ? string.Create(CultureInfo.InvariantCulture, $"signal {exitCode - 128}") : string.Create(CultureInfo.InvariantCulture, $"exit code {exitCode}");

    private static Regex Words(string pattern) => new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
