using System.Diagnostics;
using System.Text;

namespace Hls4Net.Compiler.Synthesis;

/// <summary>Lines of a file that another process writes, as they come.</summary>
internal sealed class LogTail(string path, Action<string> onLine)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(400);

    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _line = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _position;

    /// <summary>Hands on what is new; not more often than every now and then.</summary>
    public void Poll()
    {
        if (_clock.Elapsed >= s_pause)
        {
            _clock.Restart();
            Read();
        }
    }

    /// <summary>Hands on what is left, a last line without its end too.</summary>
    public void Finish()
    {
        Read();
        if (_line.Length > 0)
        {
            Flush();
        }
    }

    private void Read()
    {
        if (!File.Exists(path))
        {
            return;
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = _position;
        var bytes = new byte[64 * 1024];
        var characters = new char[bytes.Length];
        for (int count; (count = stream.Read(bytes)) > 0; _position += count)
        {
            foreach (var c in characters.AsSpan(0, _decoder.GetChars(bytes.AsSpan(0, count), characters, flush: false)))
            {
                if (c == '\n')
                {
                    Flush();
                }
                else
                {
                    _line.Append(c);
                }
            }
        }
    }

    private void Flush()
    {
        onLine(_line.ToString().TrimEnd('\r'));
        _line.Clear();
    }
}
