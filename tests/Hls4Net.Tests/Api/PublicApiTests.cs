namespace Hls4Net.Tests.Api;

/// <summary>
/// The contract with plugins and programs, kept as text. A difference is a decision: additions are welcome, anything else breaks plugins that are
/// compiled already and needs another contract version (sdk/library/targets/Hls4Net.Contract.props).
/// HLS4NET_UPDATE_GOLDEN=1 writes the text anew.
/// </summary>
[TestClass]
public sealed class PublicApiTests
{
    private static string GoldenFile => Repository.File("tests", "Hls4Net.Tests", "Api", "Hls4Net.txt");

    private static string[] Lines => [.. ApiText.Of(typeof(Backend).Assembly)];

    [TestMethod]
    public void The_public_interface_of_the_library_is_what_was_decided()
    {
        if (Environment.GetEnvironmentVariable("HLS4NET_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(GoldenFile, string.Concat(Lines.Select(line => line + "\n")));
        }

        var golden = File.ReadAllLines(GoldenFile);
        var lost = WithTypes(golden).Except(WithTypes(Lines)).ToArray();
        Assert.IsEmpty(lost, "Gone or changed:\n" + string.Join('\n', lost));
        var added = WithTypes(Lines).Except(WithTypes(golden)).ToArray();
        Assert.IsEmpty(added, "New; say so with HLS4NET_UPDATE_GOLDEN=1:\n" + string.Join('\n', added));
    }

    [TestMethod]
    public void The_assembly_version_is_the_contract_version()
    {
        var contract = System.Xml.Linq.XDocument.Load(Repository.File("sdk", "library", "targets", "Hls4Net.Contract.props"))
            .Descendants("Hls4NetContractVersion").Single().Value;
        Assert.AreEqual($"{contract}.0.0", typeof(Backend).Assembly.GetName().Version!.ToString());
    }

    [TestMethod]
    public void The_text_tells_members_modifiers_and_defaults()
    {
        string[] samples =
        [
            "interface Hls4Net.IPluginRegistry",
            "    void RegisterBackend(string name, System.Func<Hls4Net.Backend> factory)",
            "    protected virtual void WriteProjectCpp(Hls4Net.HlsProject project)",
            "    virtual string? Parent { get }",
            "    const int BlockSize = 32",
        ];
        Assert.IsEmpty(samples.Except(Lines).ToArray());
    }

    // A member means something only together with its type.
    private static IEnumerable<string> WithTypes(IEnumerable<string> lines)
    {
        var type = "";
        foreach (var line in lines)
        {
            type = line[0] == ' ' ? type : line;
            yield return line[0] == ' ' ? $"{type.Split(" : ")[0]}: {line.Trim()}" : line;
        }
    }
}
