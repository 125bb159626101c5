using System.Text;
using Microsoft.Build.Framework;

namespace Hls4Net.Tasks.Planning;

/// <summary>All that a plan is asked, as text: the same text asks the same.</summary>
internal sealed class PlanQuestion
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a value.</summary>
    public PlanQuestion Add(string value)
    {
        _text.Append(value).Append('\n');
        return this;
    }

    /// <summary>Adds items with all metadata.</summary>
    public PlanQuestion Add(string kind, ITaskItem[] items)
    {
        foreach (var item in items)
        {
            Add(kind).Add(item.ItemSpec);
            var metadata = item.CloneCustomMetadata();
            var names = new string[metadata.Count];
            metadata.Keys.CopyTo(names, 0);
            Array.Sort(names, StringComparer.Ordinal);
            foreach (var name in names)
            {
                _text.Append(name).Append('=').Append((string?)metadata[name]).Append('\n');
            }
        }

        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
