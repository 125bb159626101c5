using Hls4Net.TextTemplating;

namespace Hls4Net.Tests.TextTemplating;

/// <summary>The preprocessor on texts in memory.</summary>
internal static class Preprocess
{
    /// <summary>The generated C# of template <c>t.tt</c>; further files are for includes.</summary>
    public static string ToCode(string template, params (string Path, string Text)[] files) =>
        CSharpEmitter.Emit(Load(template, files), "N", "TTemplate", file => file);

    /// <summary>The generated C# without <c>#line</c> lines.</summary>
    public static string ToPlainCode(string template, params (string Path, string Text)[] files) =>
        string.Join('\n', ToCode(template, files).Split('\n').Where(line => !line.StartsWith("#line", StringComparison.Ordinal)));

    /// <summary>The mistake in a template.</summary>
    public static TemplateException ErrorIn(string template, params (string Path, string Text)[] files) =>
        Assert.ThrowsExactly<TemplateException>(() => Load(template, files));

    private static Template Load(string template, (string Path, string Text)[] files) => Template.Load("t.tt", path =>
        path == "t.tt" ? template
        : files.FirstOrDefault(file => file.Path == path).Text ?? throw new FileNotFoundException($"'{path}' is not there"));
}
