using System.Globalization;
using System.Text;
using Microsoft.Build.Framework;

namespace Hls4Net.Tasks.Planning;

/// <summary>
/// What the last plan was asked, looked at and found, when every model was up to date. While a build asks the same and all looks the
/// same, it finds the same: no item is checked, no manifest read, no hash compared, no other assembly loaded.
/// </summary>
/// <remarks>Generated files are looked at by their folders: the time of one changes when a file in it comes or goes.</remarks>
/// <param name="question">All that the plan was asked, as text.</param>
internal sealed class PlanRecord(string question)
{
    private const string Header = "hls4net plan 2\n";
    private const string Marks = "\n|" + RecordedModel.ProjectNameMark;
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _lists = new(StringComparer.Ordinal);
    private readonly StringBuilder _outputs = new();
    private bool _fitsLines = true;
    private readonly StringBuilder _models = new();

    /// <summary>Where the record of a project is.</summary>
    public static string File(string stateDirectory) => Path.Combine(stateDirectory, "plan");

    /// <summary>Reads what was found, if it still holds; null otherwise.</summary>
    /// <param name="stateDirectory">Folder of the SDK's own files.</param>
    /// <param name="question">What is asked now.</param>
    /// <param name="items">The models' items, part of the question.</param>
    public static IReadOnlyList<RecordedModel>? Read(string stateDirectory, string question, ITaskItem[] items)
    {
        // Read in one piece and cut without copies: half of what an up-to-date build of many models allocates was here.
        var file = File(stateDirectory);
        var text = System.IO.File.Exists(file) ? Encoding.UTF8.GetString(System.IO.File.ReadAllBytes(file)).AsSpan() : [];
        if (!text.StartsWith(Header) || !text[Header.Length..].StartsWith(question))
        {
            return null;
        }

        var (models, lists) = (new List<RecordedModel>(items.Length), new List<List<string>>());
        text = text[(Header.Length + question.Length)..];
        while (!text.IsEmpty)
        {
            var line = Cut(ref text, '\n');
            var kind = Cut(ref line, '|');
            if (kind is "list")
            {
                lists.Add([]);
            }
            else if (kind is "out")
            {
                lists[^1].Add(line.ToString());
            }
            else if (kind is "model")
            {
                models.Add(Model(line.ToString().Split('|'), items[models.Count], stateDirectory, lists));
            }
            else if (!LooksTheSame(kind, Cut(ref line, '|'), line.ToString()))
            {
                return null;
            }
        }

        return models;
    }

    /// <summary>Notes a file that the plan depends on.</summary>
    /// <param name="path">The file.</param>
    /// <param name="look">How it looked when the plan looked.</param>
    public void AddFile(string path, string look) => _files[path] = look;

    /// <summary>Notes a folder whose list of files the plan depends on.</summary>
    public void AddFolder(string path) => _folders[path] = FileLook.OfFolder(path);

    /// <summary>Notes a model that is up to date.</summary>
    public void Add(PlannedModel model, StateManifest manifest)
    {
        var list = new StringBuilder("list|\n");
        foreach (var output in manifest.Outputs)
        {
            var name = StateManifest.Relative(output, model.OutputDirectory);
            _fitsLines &= !name.AsSpan().ContainsAny(Marks);
            Line(list, "out", name.Replace(model.ProjectName, RecordedModel.ProjectNameMark, StringComparison.Ordinal));
            AddFolder(Path.GetDirectoryName(output)!);
        }

        // But for their own name, models of one structure have files of the same names: the list, and in the next build most names, are there once.
        if (!_lists.TryGetValue(list.ToString(), out var number))
        {
            number = _lists[list.ToString()] = _lists.Count.ToString(CultureInfo.InvariantCulture);
            _outputs.Append(list);
        }

        Line(_models, "model", model.ModelPath, model.ProjectName, model.OutputDirectory, manifest.Backend,
            model.HasBinding ? "class" : "", System.IO.File.Exists(model.Warnings) ? "warnings" : "", number);

        foreach (var path in manifest.Owned.Concat([model.Fingerprint, model.Manifest, model.Warnings]))
        {
            AddFile(path, FileLook.Of(path));
        }
    }

    /// <summary>
    /// Keeps the record, unless something was written so recently that a further change might leave its time as it is, or has a name
    /// that does not fit a line.
    /// </summary>
    public void Save(string stateDirectory)
    {
        if (!_fitsLines)
        {
            return;
        }

        var text = new StringBuilder(Header + question);
        var now = DateTime.UtcNow;
        foreach (var (kind, looks) in new[] { ("file", _files), ("folder", _folders) })
        {
            foreach (var path in looks.Keys.Order(StringComparer.Ordinal))
            {
                if (FileLook.IsRecent(looks[path], now) || path.AsSpan().ContainsAny(Marks))
                {
                    return;
                }

                Line(text, kind, looks[path], path);
            }
        }

        StateFile.WriteIfDifferent(File(stateDirectory), Encoding.UTF8.GetBytes(text.Append(_outputs).Append(_models).ToString()));
    }

    private static bool LooksTheSame(ReadOnlySpan<char> kind, ReadOnlySpan<char> look, string path) =>
        look.SequenceEqual(kind is "file" ? FileLook.Of(path) : FileLook.OfFolder(path));

    private static RecordedModel Model(string[] parts, ITaskItem item, string stateDirectory, List<List<string>> lists)
    {
        var model = new PlannedModel
        {
            Item = item,
            ModelPath = parts[0],
            ProjectName = parts[1],
            OutputDirectory = parts[2],
            StateDirectory = stateDirectory,
            HasBinding = parts[4] == "class",
        };
        return new RecordedModel(model, parts[3], parts[5] == "warnings", lists[int.Parse(parts[6], CultureInfo.InvariantCulture)]);
    }

    // What stands before a mark; the rest stays.
    private static ReadOnlySpan<char> Cut(ref ReadOnlySpan<char> text, char mark)
    {
        var end = text.IndexOf(mark);
        var part = text[..end];
        text = text[(end + 1)..];
        return part;
    }

    private static void Line(StringBuilder text, params ReadOnlySpan<string> parts) => text.AppendJoin('|', parts).Append('\n');
}

/// <summary>A model as the record of a plan has it.</summary>
/// <param name="Model">The model, planned.</param>
/// <param name="Backend">Registered name of the backend that converted it.</param>
/// <param name="HasWarnings">Whether its last conversion left warnings to repeat.</param>
/// <param name="Names">Files of its project, relative to its folder, with <see cref="ProjectNameMark"/> for its name.</param>
internal sealed record RecordedModel(PlannedModel Model, string Backend, bool HasWarnings, IReadOnlyList<string> Names)
{
    /// <summary>What stands for the model's name.</summary>
    public const string ProjectNameMark = "*";

    /// <summary>Files of its project, relative to its folder.</summary>
    public IEnumerable<string> Outputs => Names.Select(name => name.Replace(ProjectNameMark, Model.ProjectName, StringComparison.Ordinal));
}
