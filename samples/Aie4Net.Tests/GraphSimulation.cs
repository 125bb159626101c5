using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using Hls4Net;
using Hls4Net.Compiler;
using Hls4Net.Compiler.Output;
using Hls4Net.Compiler.Verification;
using Hls4Net.Testing;

namespace Aie4Net.Tests;

/// <summary>Compiles the graphs of several models into one program, with the host's model of the AIE headers, and runs them.</summary>
internal static class GraphSimulation
{
    /// <summary>Values that the graphs compute otherwise than predicted, per model; without a compiler the test is inconclusive.</summary>
    public static int[] Mismatches(IReadOnlyList<Conversion> conversions)
    {
        var compiler = Compiler();
        using var folder = new ScratchFolder();
        var main = new List<string> { "#define AIE4NET_NO_MAIN" };
        foreach (var conversion in conversions)
        {
            var name = conversion.Model.Name;
            OutputFolder.Write(Path.Combine(folder.Path, name), conversion.Output, new Manifest());
            main.Add($"#include \"{name}/host/testbench.cpp\"");
        }

        main.Add("int main(int, char **argv) {\n    const std::string name = argv[1];");
        main.AddRange(conversions.Select(conversion => conversion.Model.Name)
            .Select(name => $"    if (name == \"{name}\") return aie4net::verify<{name}::application>(\".\", {name}_in(), {name}_out());"));
        main.Add("    return 3;\n}");
        File.WriteAllLines(Path.Combine(folder.Path, "main.cpp"), main);
        var first = conversions[0].Model.Name;
        Run(compiler, folder.Path, "-std=c++17", "-Wall", "-Wextra", "-Werror", $"-I{first}/host", "main.cpp", "-o", "graphs");
        return [.. conversions.Select(conversion => Mismatches(conversion, folder.Path))];
    }

    /// <summary>The host's compiler; without one the test is inconclusive.</summary>
    public static string Compiler()
    {
        try
        {
            return CxxCompiler.Find("", Environment.GetEnvironmentVariable("PATH") ?? "");
        }
        catch (DiagnosticException exception)
        {
            Assert.Inconclusive(exception.Message);
            throw;
        }
    }

    private static int Mismatches(Conversion conversion, string folder)
    {
        var work = Path.Combine(folder, conversion.Model.Name, "run");
        Directory.CreateDirectory(work);
        var vectors = conversion.TestVectors;
        File.WriteAllLines(Path.Combine(work, "tb_input_features.dat"), vectors.Inputs.Select(Line));
        File.WriteAllLines(Path.Combine(work, "tb_output_predictions.dat"), vectors.Outputs.Select(Line));
        var exit = Run(Path.Combine(folder, "graphs"), work, conversion.Model.Name);
        var computed = File.ReadLines(Path.Combine(work, "csim_results.log"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => BigInteger.Parse(text, CultureInfo.InvariantCulture)).ToArray()).ToArray();
        Assert.HasCount(vectors.Count, computed);
        var mismatches = vectors.Outputs.Zip(computed).Sum(pair =>
        {
            Assert.HasCount(pair.First[0].Length, pair.Second);
            return pair.First[0].Zip(pair.Second).Count(values => values.First != values.Second);
        });
        Assert.AreEqual(mismatches == 0 ? 0 : 1, exit);
        return mismatches + conversion.Output.Files.Keys.Where(path => path.StartsWith("data/", StringComparison.Ordinal)).Sum(path => Differences(conversion, path, work));
    }

    /// <summary>Differences between a data file of the project and what the test bench put in, or the graph gave: padding included.</summary>
    private static int Differences(Conversion conversion, string path, string work)
    {
        var made = path.Contains("golden_p", StringComparison.Ordinal) ? "x86simulator_output/" + path.Replace("golden_p", "y_p", StringComparison.Ordinal) : path;
        var (expected, actual) = (Values(conversion.Text(path)), Values(File.ReadAllText(Path.Combine(work, made))));
        Assert.HasCount(expected.Length, actual, path);
        return expected.Zip(actual).Count(pair => pair.First != pair.Second);
    }

    private static string[] Values(string text) => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);

    private static int Run(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.IsTrue(process.ExitCode is 0 or 1 && errors.Length == 0, $"{program}: {process.ExitCode}\n{errors[..Math.Min(errors.Length, 4000)]}");
        return process.ExitCode;
    }

    private static string Line(BigInteger[][] tensors) => string.Join(' ', tensors[0].Select(raw => raw.ToString(CultureInfo.InvariantCulture)));
}
