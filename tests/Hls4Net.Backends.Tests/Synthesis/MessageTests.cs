using Hls4Net.Compiler.Synthesis;

namespace Hls4Net.Tests.Synthesis;

[TestClass]
public sealed class MessageTests
{
    [TestMethod]
    [DataRow("Vitis", "ERROR: [HLS 207-3777] use of 'foo' (firmware/net.cpp:20:5)", "error HLS 207-3777|firmware/net.cpp|20|5|use of 'foo'")]
    [DataRow("Vitis", "ERROR: [HLS 207-812] no 'bar' (/work/x.tmp/firmware/weights/w2.h:7)", "error HLS 207-812|firmware/weights/w2.h|7|0|no 'bar'")]
    [DataRow("Vitis", "CRITICAL WARNING: [HLS 200-1986] late (by much)", "warning HLS 200-1986||0|0|late (by much)")]
    [DataRow("Vitis", "ERROR: '../../../../firmware/net.cpp' broke", "error ||0|0|'../../../../firmware/net.cpp' broke")]
    [DataRow("Vitis", "../../../../firmware/net.cpp:12:3: error: no member", "error |firmware/net.cpp|12|3|no member")]
    [DataRow("Vitis", "INFO: [HLS 200-10] ERROR is a word", null)]
    [DataRow("Vitis", "some error: not a message", null)]
    [DataRow("Vivado", "WARNING: [XFORM 203-561] 'Loop-1' (firmware/net.cpp:20): trip count", "warning XFORM 203-561||0|0|'Loop-1' (firmware/net.cpp:20): trip count")]
    [DataRow("Quartus", "firmware/net.cpp:9:1: warning: unused", "warning |firmware/net.cpp|9|1|unused")]
    [DataRow("Quartus", "Error (18000): Registration of device failed", "error 18000||0|0|Registration of device failed")]
    [DataRow("Catapult", "# Error: firmware/net.cpp(33): identifier \"foo\" is undefined (CRD-20)", "error CRD-20|firmware/net.cpp|33|0|identifier \"foo\" is undefined")]
    [DataRow("Catapult", "# Warning: Reservation of memory is late (SCHD-3)", "warning SCHD-3||0|0|Reservation of memory is late")]
    [DataRow("oneAPI", "/work/x.tmp/src/firmware/net.cpp:4:2: fatal error: 'x.h' file not found", "error |src/firmware/net.cpp|4|2|'x.h' file not found")]
    [DataRow("oneAPI", "aoc: error: no license", "error ||0|0|no license")]
    public void A_line_of_a_log_is_a_message_or_chatter(string backend, string line, string? expected)
    {
        var flavour = BuiltIns.Catalog.Create(backend).Backend.Tools[0];
        var message = new MessageReader(flavour, "/work/x.tmp").Read(line);
        Assert.AreEqual(expected, message is null ? null : FormattableString.Invariant(
            $"{(message.IsError ? "error" : "warning")} {message.Code}|{message.File}|{message.Line}|{message.Column}|{message.Text}"));
    }

    [TestMethod]
    [DataRow("Vitis", "io_parallel")]
    [DataRow("Vitis", "io_stream")]
    [DataRow("Quartus", "io_stream")]
    [DataRow("oneAPI", "io_parallel")]
    public void A_message_leads_to_the_layer_by_its_place_or_by_the_names_in_it(string backend, string ioType)
    {
        using var bench = new Bench();
        var job = bench.Project(backend, ioType: ioType);
        var root = backend == "oneAPI" ? "src/" : "";
        Assert.AreEqual("fc1", At("parameters.h", "_config", "fc1"));
        Assert.AreEqual("relu", At("parameters.h", "_config", "relu"));
        Assert.AreEqual("fc1", At("parameters.h", "n_in = 2", "fc1"), "inside the configuration");
        Assert.AreEqual("fc1", At($"{job.Project}.cpp", "nnet::dense", "fc1"));
        Assert.AreEqual("fc1", At($"weights/{Weight()}.h", "", "fc1"));
        Assert.IsNull(At("parameters.h", "#include", ""), "nobody's line");
        Assert.AreEqual("fc1", Layer(new ToolMessage(true, $"array '{Weight()}' has too many elements", File: root + "firmware/nnet_utils/nnet_dense.h", Line: 3)));
        Assert.IsNull(Layer(new ToolMessage(true, "the clock is too fast")));

        string Weight() => Path.GetFileNameWithoutExtension(Directory.GetFiles(Path.Combine(job.Directory, root, "firmware", "weights"), "*weight*").Single());
        string? Layer(ToolMessage message) => BuiltIns.Catalog.Create(backend).Writer.FindLayer(job.Directory, message);
        string? At(string file, string text, string owner)
        {
            var lines = File.ReadAllLines(Path.Combine(job.Directory, root, "firmware", file));
            var line = Array.FindIndex(lines, line => line.Contains(text, StringComparison.Ordinal) && (text != "_config" || line.Contains(owner, StringComparison.Ordinal)));
            Assert.IsGreaterThanOrEqualTo(0, line, $"{file}: {text}");
            return Layer(new ToolMessage(true, "something", File: $"{root}firmware/{file}", Line: line + 1));
        }
    }

    [TestMethod]
    [DataRow(137, "", "killed")]
    [DataRow(1, "terminate called after throwing an instance of 'std::bad_alloc'", "memory")]
    [DataRow(1, "write error: No space left on device", "disk")]
    [DataRow(1, "Failed to obtain license for Vitis_HLS", "licence")]
    [DataRow(1, "FLEXnet Licensing error:-15,570", "licence")]
    [DataRow(1, "invalid part 'xc7z999'", "part")]
    [DataRow(1, "something else", "unknown")]
    public void The_cause_of_a_failure_is_in_the_last_lines(int exitCode, string line, string cause)
    {
        Assert.AreEqual(cause, FailureCause.Of(exitCode, [line]).Name);
        Assert.AreEqual(cause, FailureCause.Named(cause).Name);
    }
}
