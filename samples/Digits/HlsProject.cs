using System.Diagnostics;
using System.Reflection;

namespace Digits;

/// <summary>The HLS project that the build made from the same model.</summary>
internal static class HlsProject
{
    private static string Folder { get; } = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "HlsProject").Value!;

    /// <summary>Prints where it is, how large it is, and whether g++ finds the C++ equal to the C#.</summary>
    public static void Describe()
    {
        var files = new DirectoryInfo(Folder).GetFiles("*", SearchOption.AllDirectories);
        Console.WriteLine($"HLS project: {Folder}");
        Console.WriteLine($"  {files.Length} files, {files.Sum(file => file.Length) / 1024.0:N0} KiB; top function in firmware/digits_mlp.cpp");
        Console.WriteLine($"  {Compare()}");
    }

    /// <summary>Compiles the generated C++ and runs its test bench: it knows the raw integers that the C# class computed.</summary>
    private static string Compare()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "digits_mlp_test");
        var compiled = Run("g++", "-std=c++14", "-O1", "-Ifirmware", "-Ifirmware/ap_types", "-Ifirmware/nnet_utils",
            "digits_mlp_test.cpp", "firmware/digits_mlp.cpp", "-o", program);
        if (compiled is null)
        {
            return "C++ not compared: g++ is not installed (apt-get install g++)";
        }

        if (compiled != 0)
        {
            throw new InvalidOperationException("g++ rejects the generated C++; its messages stand above.");
        }

        return Run(program) == 0
            ? "C++ (g++) and C# agree bit for bit on every output of the test bench"
            : throw new InvalidOperationException("C++ and C# disagree: the test bench says where.");
    }

    private static int? Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // No such program.
        }
    }
}
