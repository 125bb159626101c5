using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Hls4Net.Compiler.Synthesis;

/// <summary>Versions of executables, remembered by path, length and time: vendors' tools take seconds to say theirs.</summary>
/// <param name="folder">Where they are remembered, absolute; also where the tools run.</param>
/// <param name="newProcess">Makes the start information of child processes.</param>
/// <param name="cancellation">Stops asking.</param>
public sealed class ToolVersions(string folder, Func<ProcessStartInfo> newProcess, CancellationToken cancellation)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    private string Remembered => Path.Combine(folder, "tools");

    /// <summary>The version of an executable as it prints it; empty where it does not say.</summary>
    public string Of(ToolFlavour flavour, string executable)
    {
        ArgumentNullException.ThrowIfNull(flavour);
        var file = new FileInfo(executable);
        var look = string.Create(CultureInfo.InvariantCulture, $"{file.Length}|{file.LastWriteTimeUtc.Ticks}|{executable}|");
        string[] known = File.Exists(Remembered) ? File.ReadAllLines(Remembered) : [];
        if (known.FirstOrDefault(line => line.StartsWith(look, StringComparison.Ordinal)) is { } line)
        {
            return line[look.Length..];
        }

        Directory.CreateDirectory(folder);
        var version = flavour.FindVersion(Ask(executable, flavour.VersionArguments)) ?? "";
        var temporary = $"{Remembered}.{Guid.NewGuid():N}.tmp";
        File.WriteAllLines(temporary, known.Append(look + version), Encoding.UTF8);
        File.Move(temporary, Remembered, overwrite: true);
        return version;
    }

    private string Ask(string executable, IReadOnlyList<string> arguments)
    {
        var start = newProcess();
        (start.FileName, start.WorkingDirectory) = (executable, folder);
        arguments.ToList().ForEach(start.ArgumentList.Add);
        var printed = new StringBuilder();
        try
        {
            ToolProcess.Run(start, line => printed.Append(line).Append('\n'), s_patience, cancellation);
        }
        catch (Win32Exception)
        {
            return ""; // Whoever runs it says so.
        }

        return printed.ToString();
    }
}
