using System.Text;

namespace Hls4Net.Compiler.Synthesis;

/// <summary>The log of a step: every line into a file at once, what matters kept for the build.</summary>
internal sealed class StepLog : IDisposable
{
    private const int KeptLines = 12;
    private const int MostWarnings = 20;

    private readonly StreamWriter _file;
    private readonly MessageReader _reader;
    private readonly Queue<string> _last = new();
    private readonly List<ToolMessage> _errors = [];
    private readonly Dictionary<ToolMessage, RepeatedMessage> _warnings = [];
    private readonly HashSet<ToolMessage> _known = [];

    /// <summary>Starts the log.</summary>
    public StepLog(string path, MessageReader reader)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _file = new StreamWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        _reader = reader;
    }

    /// <summary>The errors, each once.</summary>
    public IReadOnlyList<ToolMessage> Errors => _errors;

    /// <summary>The last lines.</summary>
    public IEnumerable<string> Last => _last;

    /// <summary>The warnings, each once with how often it came, the first of them only.</summary>
    public IReadOnlyList<RepeatedMessage> Warnings => [.. _warnings.Values.Take(MostWarnings)];

    /// <summary>How many further ones there are.</summary>
    public int FurtherWarnings => Math.Max(0, _warnings.Count - MostWarnings);

    /// <summary>Takes a line.</summary>
    public void Add(string line)
    {
        _file.WriteLine(line);
        if (line.Length > 0)
        {
            _last.Enqueue(line);
            while (_last.Count > KeptLines)
            {
                _last.Dequeue();
            }
        }

        if (_reader.Read(line) is not { } message)
        {
            return;
        }

        if (!message.IsError)
        {
            // The same thing about every element of an array is one thing.
            var kind = message with { Text = string.Concat(message.Text.Where(c => !char.IsAsciiDigit(c))) };
            _warnings[kind] = _warnings.TryGetValue(kind, out var known) ? known with { Count = known.Count + 1 } : new RepeatedMessage(message, 1);
        }
        else if (_known.Add(message))
        {
            _errors.Add(message);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
