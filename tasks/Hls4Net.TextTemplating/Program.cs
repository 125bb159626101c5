using System.Text;
using Hls4Net.TextTemplating;

// Hls4Net.TextTemplating [--namespace <namespace>] [--output <folder>] <template.tt> …
// Writes <folder>/<template>.g.cs for each template; options hold for the templates after them.
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
            return Fail(new TemplateException(TemplateErrorKind.BadInvocation, default, $"'{option}' needs a value."));
        }

        (targetNamespace, output) = option == "--namespace" ? (args[i], output) : (targetNamespace, args[i]);
        continue;
    }

    try
    {
        Transform(args[i]);
    }
    catch (TemplateException exception)
    {
        failed = Fail(exception) != 0;
    }
    catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
    {
        failed = Fail(new TemplateException(
            TemplateErrorKind.BadInvocation, new SourcePosition(args[i], 1, 1), exception.Message)) != 0;
    }
}

return failed ? 1 : 0;

void Transform(string path)
{
    var template = Template.Load(path, File.ReadAllText);

    // Relative to the generated file: the compiler resolves it there, and the file is the same in every checkout.
    string LineFile(string file) => Path.GetRelativePath(Path.GetFullPath(output), Path.GetFullPath(file)).Replace('\\', '/');
    var code = CSharpEmitter.Emit(template, targetNamespace, CSharpEmitter.ClassName(path), LineFile);
    Directory.CreateDirectory(output);
    File.WriteAllText(
        Path.Combine(output, Path.GetFileNameWithoutExtension(path) + ".g.cs"), code, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
}

static int Fail(TemplateException exception)
{
    Console.Error.WriteLine(exception.ToMSBuildText());
    return 1;
}
