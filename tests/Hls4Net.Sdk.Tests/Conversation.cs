using System.Collections.Concurrent;
using System.Diagnostics;

namespace Hls4Net.Tests;

/// <summary>A program that goes on running: told lines, answering in lines; killed with all its children at the end.</summary>
internal sealed class Conversation : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly ConcurrentQueue<string> _said = [];

    /// <summary>Starts <c>dotnet</c> with these arguments.</summary>
    public Conversation(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        _process = Dotnet.Start(folder, environment, arguments);
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Says a line.</summary>
    public void Say(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>The lines up to the next one with this text, that one included; empty where none came in time.</summary>
    public IReadOnlyList<string> Until(string text, TimeSpan deadline)
    {
        var (lines, watch) = (new List<string>(), Stopwatch.StartNew());
        while (watch.Elapsed < deadline)
        {
            if (!_lines.TryDequeue(out var line))
            {
                Thread.Sleep(50);
                continue;
            }

            lines.Add(line);
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return lines;
            }
        }

        return [];
    }

    /// <summary>Everything that it has said.</summary>
    public override string ToString() => string.Join('\n', _said);

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);

        // Not for the end of its output, which a child that lives on for a moment may hold open.
        _process.WaitForExit(TimeSpan.FromMinutes(1));
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is not null)
        {
            _said.Enqueue(line);
            _lines.Enqueue(line);
        }
    }
}
