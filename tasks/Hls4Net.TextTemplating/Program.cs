using System.Text;
using Hls4Net.TextTemplating;

// Hls4Net.TextTemplating [--namespace <namespace>] [--output <folder>] <template.tt> …
// Writes <folder>/<template>.g.cs for each template; options hold for the templates after them.
var preprocessor = new TemplatePreprocessor();
var targetNamespace = "Templates";
var output = ".";
var failed = false;
for (var i = 0; i < args.Length; i++)
{
    if (args[i] is "--namespace" or "--output")
    {
        var option = args[i];
        if (++i == args.Length)
        {
            return Fail(new TemplateError(TemplateError.BadInvocation, "Hls4Net.TextTemplating", 1, 1, $"'{option}' needs a value."));
        }

        (targetNamespace, output) = option == "--namespace" ? (args[i], output) : (targetNamespace, args[i]);
        continue;
    }

    try
    {
        Transform(args[i]);
        failed |= preprocessor.Errors.Aggregate(0, (_, error) => Fail(error)) != 0;
    }
    catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
    {
        failed = Fail(new TemplateError(TemplateError.BadInvocation, args[i], 1, 1, exception.Message)) != 0;
    }
}

return failed ? 1 : 0;

void Transform(string path)
{
    // Relative to the generated file: the compiler resolves it there, and the file is the same in every checkout.
    string LineFile(string file) => Path.GetRelativePath(Path.GetFullPath(output), Path.GetFullPath(file)).Replace('\\', '/');
    if (preprocessor.Transform(path, targetNamespace, LineFile) is not { } code)
    {
        return;
    }

    Directory.CreateDirectory(output);
    File.WriteAllText(
        Path.Combine(output, Path.GetFileNameWithoutExtension(path) + ".g.cs"), code, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
}

static int Fail(TemplateError error)
{
    Console.Error.WriteLine(error);
    return 1;
}
