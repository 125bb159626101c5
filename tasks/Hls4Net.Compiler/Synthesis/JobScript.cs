using System.Text;

namespace Hls4Net.Compiler.Synthesis;

/// <summary>
/// One command of a step as a shell script, for a launcher that runs it on another machine: it goes to the folder, sets the environment, writes
/// the log and the exit code into files beside itself, and ends the tool when the build takes the lease away.
/// </summary>
/// <param name="folder">The work folder, on a disk that both machines have.</param>
/// <param name="name">Name of the step.</param>
internal sealed class JobScript(string folder, string name)
{
    /// <summary>The script.</summary>
    public string Path => File(".sh");

    /// <summary>What the tool says.</summary>
    public string Log => File(".out");

    /// <summary>Its exit code; there once it has ended.</summary>
    public string ExitCode => File(".exit");

    /// <summary>There as long as somebody waits for the job.</summary>
    public string Lease => File(".lease");

    /// <summary>Writes the script and the lease.</summary>
    /// <param name="program">Absolute path of the program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables that it needs.</param>
    public void Write(string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment)
    {
        var text = new StringBuilder("#!/bin/sh\n")
            .Append("# One command of synthesis, for whatever machine runs it.\n")
            .Append("cd ").Append(Quote(folder)).Append(" || exit 126\n");
        foreach (var (variable, value) in environment)
        {
            text.Append("export ").Append(variable).Append('=').Append(Quote(value)).Append('\n');
        }

        var command = string.Join(' ', arguments.Prepend(program).Select(Quote));
        text.Append($$"""
            # Nobody waits for it any more.
            [ -e {{Quote(Lease)}} ] || exit 143
            # A session of its own, so that everything that the tool starts ends with it.
            if command -v setsid >/dev/null 2>&1; then
                setsid {{command}} >{{Quote(Log)}} 2>&1 </dev/null &
                tool=$!; group=-$tool
            else
                {{command}} >{{Quote(Log)}} 2>&1 </dev/null &
                tool=$!; group=$tool
            fi
            stop() { kill -s TERM -- "$group" 2>/dev/null; sleep 1; kill -s KILL -- "$group" 2>/dev/null; }
            trap 'stop; exit 143' TERM INT HUP
            # The build that waits for this takes the lease away when it gives up.
            ( trap - TERM INT HUP; while [ -e {{Quote(Lease)}} ]; do sleep 1; done; stop ) >/dev/null 2>&1 </dev/null &
            watcher=$!
            wait "$tool"
            code=$?
            kill "$watcher" 2>/dev/null
            echo "$code" >{{Quote(ExitCode + ".tmp")}} && mv {{Quote(ExitCode + ".tmp")}} {{Quote(ExitCode)}}
            exit "$code"

            """.ReplaceLineEndings("\n"));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        System.IO.File.WriteAllText(Lease, "");
        System.IO.File.WriteAllText(Path, text.ToString());
        if (!OperatingSystem.IsWindows())
        {
            System.IO.File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }
    }

    /// <summary>Deletes all but the log of the step itself.</summary>
    public void Remove()
    {
        foreach (var file in new[] { Path, Log, ExitCode, Lease })
        {
            System.IO.File.Delete(file);
        }
    }

    private string File(string extension) => System.IO.Path.Combine(folder, "hls4net_logs", name + extension);

    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
