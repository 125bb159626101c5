using Hls4Net.TextTemplating;

namespace Hls4Net.Tests.TextTemplating;

/// <summary>The preprocessor on template <c>t.tt</c> in a folder of its own.</summary>
internal static class Preprocess
{
    /// <summary>The generated C#; further files are for includes.</summary>
    public static string ToCode(string template, params (string Path, string Text)[] files)
    {
        var (code, errors) = Run(template, files);
        Assert.IsEmpty(errors, string.Join('\n', errors));
        return code!;
    }

    /// <summary>The first mistake, its file without folder.</summary>
    public static TemplateError ErrorIn(string template, params (string Path, string Text)[] files)
    {
        var (code, errors) = Run(template, files);
        Assert.IsNull(code);
        return errors[0] with { File = Path.GetFileName(errors[0].File) };
    }

    private static (string? Code, IReadOnlyList<TemplateError> Errors) Run(string template, (string Path, string Text)[] files)
    {
        using var folder = new TemporaryFolder("t4 ü");
        foreach (var (path, text) in files.Append(("t.tt", template)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(path))!);
            File.WriteAllText(folder.File(path), text);
        }

        var preprocessor = new TemplatePreprocessor();
        var code = preprocessor.Transform(folder.File("t.tt"), "N", file => Path.GetRelativePath(folder.Path, file).Replace('\\', '/'));
        return (code, [.. preprocessor.Errors]);
    }
}
