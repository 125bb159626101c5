namespace Hls4Net.Tests;

/// <summary>C++ programs against the HLS library, compiled and run on the host.</summary>
internal static class HostProgram
{
    /// <summary>Names the folder of another set of ap_* headers that the kernels must agree with; unset: only ours are tested.</summary>
    public const string VendorVariable = "HLS4NET_VENDOR_HEADERS";

    /// <summary>Undefined behaviour ends the program; g++ ships what this needs, clang++ not everywhere.</summary>
    public static readonly string[] Sanitize = ["-fsanitize=undefined", "-fno-sanitize-recover=all"];

    private static readonly string s_library = Repository.File("templates", "hls");

    /// <summary>Every header of the library.</summary>
    public static IEnumerable<string> Headers => Directory.EnumerateFiles(s_library, "*.h", SearchOption.AllDirectories);

    /// <summary>The vendor's headers; null where none are named.</summary>
    public static string? VendorFolder => Environment.GetEnvironmentVariable(VendorVariable) is { Length: > 0 } folder ? folder : null;

    /// <summary>The kernels alone: what every tool shares.</summary>
    public static IEnumerable<string> Kernels => new[] { "layers", "activations", "streams" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(s_library, folder), "*.h"));

    /// <summary>The vendor's AC headers, to be tested in the place of ours; null where none are named.</summary>
    private static string? AcFolder => Environment.GetEnvironmentVariable("HLS4NET_AC_HEADERS") is { Length: > 0 } folder ? folder : null;

    /// <summary>g++; the test is skipped where it is absent.</summary>
    public static string Gcc() => Cxx.Require("g++");

    /// <summary>clang++ under whatever name; the test is skipped where it is absent.</summary>
    public static string Clang()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var name = new[] { "clang++" }.Concat(Enumerable.Range(0, 20).Select(k => $"clang++-{30 - k}"))
            .FirstOrDefault(name => folders.Any(folder => File.Exists(Path.Combine(folder, name))));
        return Cxx.Require(name ?? "clang++");
    }

    /// <summary>Compiles strictly with our headers and runs; the lines it prints.</summary>
    public static string[] Run(string source, string compiler, params string[] flags) =>
        Execute(source, compiler, [.. flags, "-Wall", "-Wextra", "-Werror", .. Types, .. Include("layers"), .. Include("activations")]);

    /// <summary>Compiles strictly, as C++11, with our AC types and runs; the lines it prints.</summary>
    public static string[] RunWithAcTypes(string source, string compiler, params string[] flags) => Execute(
        source, compiler,
        AcFolder is { } vendor ? ["-w", "-I" + vendor, .. Include("numbers/ac"), .. Include("layers"), .. Include("activations")]
            : [.. flags, "-std=c++11", "-Wall", "-Wextra", "-Werror", .. Include("types"), .. Include("types/ac"), .. Include("numbers/ac"), .. Include("layers"), .. Include("activations")]);

    /// <summary>The same with the vendor's types in place of ours.</summary>
    public static string[] RunWithVendorTypes(string source, string compiler, string vendorFolder) =>
        Execute(source, compiler, ["-w", "-DNDEBUG", "-I" + vendorFolder, .. Include("numbers/ap"), .. Include("layers"), .. Include("activations")]);

    /// <summary>Checks without code generation that a source compiles strictly with the types of a family, <c>ap</c> or <c>ac</c>; the compiler's messages.</summary>
    public static string Messages(string compiler, string family, IEnumerable<string> sources, params string[] flags)
    {
        using var folder = new TemporaryFolder();
        var files = sources.Select((source, k) =>
        {
            var file = folder.File($"source{k}.cpp");
            File.WriteAllText(file, source);
            return file;
        }).ToArray();
        return Cxx.Run(compiler, folder.Path, [
            "-std=c++14", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", .. flags,
            .. Include("types"), .. Include("types/" + family), .. Include("numbers/" + family), .. Include("layers"), .. Include("activations"), .. Include("streams"), .. files]).Output;
    }

    private static string[] Types => [.. Include("types"), .. Include("types/ap"), .. Include("numbers/ap")];

    private static string[] Include(string folder) => ["-I" + Path.Combine([s_library, .. folder.Split('/')])];

    private static string[] Execute(string source, string compiler, string[] flags)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("program.cpp"), source);
        var (status, messages) = Cxx.Run(compiler, folder.Path, ["-std=c++14", .. flags, "program.cpp", "-o", "program"]);
        Assert.AreEqual(0, status, Head(messages));
        var (exit, output) = Cxx.Run(folder.File("program"), folder.Path);
        Assert.AreEqual(0, exit, Head(output));
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Head(string text) => text.Length > 3000 ? text[..3000] : text;
}
