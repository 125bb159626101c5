namespace Hls4Net.Tests;

/// <summary>Stand-ins for vendors' tools: <c>tests/FakeTools/tool.sh</c> under the tools' names.</summary>
public static class FakeTools
{
    /// <summary>Puts a tool into a folder.</summary>
    /// <returns>Path of the executable.</returns>
    public static string Install(string folder, string name)
    {
        WriteScript(folder, name, File.ReadAllText(Repository.File("tests", "FakeTools", "tool.sh")));
        return Path.Combine(folder, name);
    }

    /// <summary>Puts a shell script into a folder, executable; where there is no shell the test is skipped.</summary>
    public static void WriteScript(string folder, string name, string text)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("The stand-ins for vendors' tools are shell scripts.");
            return;
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name), text);
        File.SetUnixFileMode(Path.Combine(folder, name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
