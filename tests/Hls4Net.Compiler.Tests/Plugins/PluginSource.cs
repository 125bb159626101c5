using Hls4Net.Compiler.Plugins;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hls4Net.Tests.Plugins;

/// <summary>Compiles C# text into assemblies on disk, as a plugin's own build would: every failure of a plugin is a few lines in its test.</summary>
internal static class PluginSource
{
    /// <summary>The usings of every project here and of a plugin project with ImplicitUsings.</summary>
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using Hls4Net;

        """;

    private static readonly MetadataReference[] s_framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly MetadataReference s_contract = MetadataReference.CreateFromFile(typeof(Backend).Assembly.Location);

    /// <summary>A backend that writes one file; put in the place of <c>$</c>.</summary>
    public const string PlainBackend = """
        public sealed class PlainBackend(string name, string? parent = null) : Backend(name)
        {
            public override string? Parent => parent;
        }

        public sealed class PlainWriter : Writer
        {
            protected override void WriteProjectCpp(HlsProject project) => project.Output.Add(project.Name + ".cpp", "// nothing\n");
        }

        """;

    /// <summary>Compiles an assembly into a folder.</summary>
    /// <param name="folder">The folder; created where it is missing.</param>
    /// <param name="name">Name of the assembly.</param>
    /// <param name="code">The source.</param>
    /// <param name="references">Assemblies it refers to besides the framework and Hls4Net.</param>
    /// <returns>Path of the assembly.</returns>
    public static string Compile(string folder, string name, string code, params string[] references)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name + ".dll");
        using var image = new MemoryStream();
        var result = Compilation(name, code, references).Emit(image);
        Assert.IsTrue(result.Success, string.Join('\n', result.Diagnostics.Where(problem => problem.Severity == DiagnosticSeverity.Error)) + "\n" + code);
        File.WriteAllBytes(path, image.ToArray());
        return path;
    }

    /// <summary>What the compiler says about code, errors only.</summary>
    public static IReadOnlyList<string> Errors(string[] units, params string[] references) =>
    [
        .. Compilation("Snippets", "", references).AddSyntaxTrees(units.Select(unit => CSharpSyntaxTree.ParseText(unit))).GetDiagnostics()
            .Where(problem => problem.Severity == DiagnosticSeverity.Error).Select(problem => problem.ToString()),
    ];

    /// <summary>Compiles a plugin with the type <c>P</c> as entry point and says where it is.</summary>
    public static PluginReference Plugin(TemporaryFolder folder, string backend, string code, string name = "P") =>
        new(backend, Compile(folder.File(name), name, code), name, name + ".Package", "1.0.0");

    /// <summary>A plugin that registers the backend of its reference and does more in <c>Register</c>.</summary>
    public static PluginReference Backend(TemporaryFolder folder, string backend, string register = "", string code = "", string name = "P") => Plugin(
        folder, backend,
        $$"""
        public static class {{name}}
        {
            public static void Register(IPluginRegistry registry)
            {
                registry.RegisterWriter("{{backend}}", () => new PlainWriter());
                registry.RegisterBackend("{{backend}}", () => new PlainBackend("{{backend}}"));
                {{register}}
            }
        }

        {{PlainBackend}}
        {{code}}
        """, name);

    private static CSharpCompilation Compilation(string name, string code, string[] references) => CSharpCompilation.Create(
        name,
        [CSharpSyntaxTree.ParseText(Usings), CSharpSyntaxTree.ParseText(code, path: name + ".cs")],
        [.. s_framework, s_contract, .. references.Select(path => MetadataReference.CreateFromFile(path))],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, deterministic: true, allowUnsafe: false));
}
