using System.Diagnostics;
using System.Globalization;
using System.Numerics;

namespace Hls4Net.Compiler.Verification;

/// <summary>
/// The generated C++ on the host: compiles a project on disk with its test bench and runs it. Nothing is written into the project.
/// </summary>
public sealed class CSimulation
{
    private const int QuotedLines = 12;

    /// <summary>Absolute path of the project.</summary>
    public required string ProjectFolder { get; init; }

    /// <summary>Project name.</summary>
    public required string Name { get; init; }

    /// <summary>Folder for the program and its data; created where it is missing.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>Absolute path of the compiler.</summary>
    public required string Compiler { get; init; }

    /// <summary>How far the compiler optimises: 1 runs many samples in little time, 0 compiles in half of it.</summary>
    public int Optimization { get; init; } = 1;

    /// <summary>What to compile; null: the layout of the built-in writers.</summary>
    public HostBuild? Build { get; init; }

    /// <summary>Whether every tensor inside is recorded, not the outputs alone.</summary>
    public bool Trace { get; init; }

    /// <summary>Makes the start information of child processes: a task's own environment.</summary>
    public Func<ProcessStartInfo> NewProcess { get; init; } = () => new ProcessStartInfo();

    private string Program => Path.Combine(WorkFolder, OperatingSystem.IsWindows() ? "csim.exe" : "csim");

    /// <summary>Compiles the test bench; warnings are errors.</summary>
    /// <exception cref="DiagnosticException">HLSN6002.</exception>
    public void Compile(CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(WorkFolder);
        var build = Build ?? HostBuild.OfFirmware(Name);
        string[] arguments =
        [
            $"-std={build.Standard}", $"-O{Optimization}", "-Wall", "-Wextra", "-Werror", .. Trace ? ["-DHLS4NET_TRACE"] : Array.Empty<string>(),
            .. build.IncludeFolders.Select(folder => "-I" + folder), .. build.Sources, "-o", Program,
        ];
        var (exit, output) = HostProcess.Run(NewProcess(), Compiler, ProjectFolder, arguments, cancellation);
        if (exit != 0)
        {
            throw new DiagnosticException(VerificationDiagnostics.CompileFailed, null, Path.GetFileName(Compiler), ProjectFolder, Quote(output));
        }
    }

    /// <summary>Runs the compiled test bench.</summary>
    /// <param name="vectors">What goes in and what must come out.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <returns>The raw integers it wrote.</returns>
    /// <exception cref="DiagnosticException">HLSN6003.</exception>
    public CSimulationLog Run(TestVectors vectors, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        File.WriteAllLines(Path.Combine(WorkFolder, "tb_input_features.dat"), vectors.Inputs.Select(Line));
        File.WriteAllLines(Path.Combine(WorkFolder, "tb_output_predictions.dat"), vectors.Outputs.Select(Line));
        var (exit, output) = HostProcess.Run(NewProcess(), Program, WorkFolder, [WorkFolder], cancellation);
        if (exit is not (0 or 1))
        {
            throw new DiagnosticException(VerificationDiagnostics.RunFailed, null, Name, exit, Quote(output));
        }

        return new CSimulationLog(Read("csim_results.log"), Trace ? Read("csim_trace.log") : []);
    }

    private BigInteger[][] Read(string log) =>
    [
        .. File.ReadLines(Path.Combine(WorkFolder, log)).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(raw => BigInteger.Parse(raw, CultureInfo.InvariantCulture)).ToArray()),
    ];

    private static string Line(BigInteger[][] tensors) =>
        string.Join(' ', tensors.SelectMany(raw => raw).Select(raw => raw.ToString(CultureInfo.InvariantCulture)));

    private static string Quote(string output)
    {
        var lines = output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var shown = string.Join('\n', lines.Take(QuotedLines));
        return lines.Length > QuotedLines ? string.Create(CultureInfo.InvariantCulture, $"{shown}\n… and {lines.Length - QuotedLines} lines more") : shown;
    }
}

/// <summary>The raw integers that a test bench wrote.</summary>
/// <param name="Outputs">
/// Per sample: all outputs, one after the other. Without tracing the test bench stops after the first wrong sample, which is the last here.
/// </param>
/// <param name="Trace">With tracing: per sample, one entry for each tensor in the order of the model's layers.</param>
public sealed record CSimulationLog(IReadOnlyList<BigInteger[]> Outputs, IReadOnlyList<BigInteger[]> Trace);
