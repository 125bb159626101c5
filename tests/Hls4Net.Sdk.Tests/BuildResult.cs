using System.Text.Json;
using Microsoft.Build.Logging.StructuredLogger;
using Target = Microsoft.Build.Logging.StructuredLogger.Target;
using Task = Microsoft.Build.Logging.StructuredLogger.Task;

namespace Hls4Net.Tests;

/// <summary>What a build did, by its binary log: targets, tasks and codes, never console text.</summary>
internal sealed class BuildResult(int exitCode, string output, string log)
{
    private readonly Lazy<Build> _build = new(() => BinaryLog.ReadBuild(log));

    public int ExitCode => exitCode;

    public string Output => output;

    public Build Log => _build.Value;

    /// <summary>Codes of all errors, in order, each once.</summary>
    public string[] Errors => [.. Log.FindChildrenRecursive<Error>().Select(error => error.Code).Distinct()];

    /// <summary>Codes of all warnings, in order, each once.</summary>
    public string[] Warnings => [.. Log.FindChildrenRecursive<Warning>().Select(warning => warning.Code).Distinct()];

    /// <summary>The texts of an error or warning code.</summary>
    public string[] Texts(string code) => [.. Log.FindChildrenRecursive<AbstractDiagnostic>().Where(d => d.Code == code).Select(d => d.Text).Distinct()];

    /// <summary>The first error whose code starts so.</summary>
    public Error FirstError(string code) => Log.FindChildrenRecursive<Error>().First(error => error.Code?.StartsWith(code, StringComparison.Ordinal) == true);

    /// <summary>Calls of a task.</summary>
    public Task[] Tasks(string name) => [.. Log.FindChildrenRecursive<Task>().Where(task => task.Name == name)];

    /// <summary>Runs of a target that were not skipped.</summary>
    public Target[] Targets(string name) => [.. Log.FindChildrenRecursive<Target>().Where(target => target.Name == name && !target.Skipped)];

    /// <summary>Which models were converted, by the include of their items.</summary>
    public string[] Converted => [.. Tasks("Hls4NetConvert")
        .SelectMany(task => task.FindChildrenRecursive<Parameter>().Where(parameter => parameter.Name == "Models"))
        .SelectMany(parameter => parameter.Children.OfType<Item>().Select(item => item.Text)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Items that the command asked for with <c>-getItem</c>, each with its metadata by name.</summary>
    public IReadOnlyDictionary<string, string>[] Items(string name)
    {
        using var answer = JsonDocument.Parse(output[output.IndexOf('{', StringComparison.Ordinal)..(output.LastIndexOf('}') + 1)]);
        return [.. answer.RootElement.GetProperty("Items").GetProperty(name).EnumerateArray()
            .Select(item => item.EnumerateObject().ToDictionary(metadata => metadata.Name, metadata => metadata.Value.GetString()!))];
    }

    public BuildResult Succeeds()
    {
        Assert.AreEqual(0, exitCode, output);
        return this;
    }

    public BuildResult Fails()
    {
        Assert.AreNotEqual(0, exitCode, output);
        return this;
    }
}
