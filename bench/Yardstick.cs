using System.Diagnostics;
using System.Globalization;

namespace Hls4Net.Bench;

/// <summary>The C++ program of dot_product.cpp, compiled here with everything the compiler can do, kept running to measure on request.</summary>
internal sealed class Yardstick : IDisposable
{
    private readonly Process _process;

    private Yardstick(string program, IEnumerable<int> sizes) => _process = Process.Start(
        new ProcessStartInfo(program, sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

    /// <summary>Compiles and starts it; null where there is no g++.</summary>
    public static Yardstick? Start(IEnumerable<int> sizes)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "dot_product");
        try
        {
            using var compiler = Process.Start("g++", [
                "-O3", "-march=native", "-std=c++14", Path.Combine(AppContext.BaseDirectory, "dot_product.cpp"), "-o", program]);
            compiler.WaitForExit();
            return compiler.ExitCode == 0 ? new Yardstick(program, sizes) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>One measurement: multiply-adds per second.</summary>
    public double Measure()
    {
        _process.StandardInput.Write('\n');
        _process.StandardInput.Flush();
        return double.Parse(_process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
