using System.Text.RegularExpressions;
using Hls4Net.Operators;
using Hls4Net.Tests.Kernels;

namespace Hls4Net.Tests;

/// <summary>What holds for every header of the HLS library.</summary>
[TestClass]
public sealed partial class HeaderTests
{
    [TestMethod]
    public void Every_header_alone_compiles_without_a_warning_under_gcc() => CheckAlone(HostProgram.Gcc());

    [TestMethod]
    public void Every_header_alone_compiles_without_a_warning_under_clang() => CheckAlone(HostProgram.Clang());

    [TestMethod]
    public void Pragmas_stand_inside_a_guard_that_only_a_synthesis_tool_defines()
    {
        foreach (var header in HostProgram.Headers)
        {
            var depth = 0;
            foreach (var line in File.ReadLines(header).Select(line => line.Trim()))
            {
                depth += line == "#ifdef __SYNTHESIS__" || (depth > 0 && line.StartsWith("#if", StringComparison.Ordinal)) ? 1 : 0;
                depth -= depth > 0 && line == "#endif" ? 1 : 0;
                Assert.IsFalse(line.StartsWith("#pragma", StringComparison.Ordinal) && depth == 0, $"{header}: {line}");
            }
        }
    }

    [TestMethod]
    public void Kernels_compute_nothing_at_start_up_and_ask_no_conversion_of_slices()
    {
        foreach (var header in HostProgram.Kernels)
        {
            var code = string.Join('\n', File.ReadLines(header).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
            Assert.DoesNotMatchRegex(ForbiddenToken(), code, header);
        }
    }

    [TestMethod]
    public void Kernels_name_no_types_of_one_family_and_no_streams_of_one_tool()
    {
        foreach (var header in HostProgram.Kernels)
        {
            Assert.DoesNotMatchRegex(VendorName(), File.ReadAllText(header), header);
        }
    }

    [TestMethod]
    public void Kernels_compile_as_a_synthesis_tool_sees_them()
    {
        var random = new Random(40);
        KernelCase[] cases =
        [
            random.NextDense(4, 2, Strategy.Latency, 1), random.NextDense(4, 2, Strategy.Resource, 2), random.NextDense(4, 2, Strategy.ResourceUnrolled, 2),
            random.NextElementwise(() => new Selu("s")), random.NextElementwise(() => new HardSigmoid("h")),
            new KernelCase(new Softmax("s"), random, (new TensorShape(4), new FixedType(12, 4))),
        ];
        foreach (var tool in new[] { "-D__VITIS_HLS__", "-D__VIVADO_HLS__" })
        {
            var messages = HostProgram.Messages(
                HostProgram.Gcc(), "ap", [KernelCheck.Program(cases)], "-std=c++11", "-D__SYNTHESIS__", tool, "-Wno-unknown-pragmas");
            Assert.AreEqual("", messages);
        }
    }

    [TestMethod]
    public void Kernels_are_free_of_undefined_behaviour_and_equal_under_clang_and_gcc()
    {
        var random = new Random(41);
        KernelCase[] cases =
        [
            .. Enumerable.Range(0, 3).Select(_ => random.NextDense(6, 2, Strategy.Latency, 1, widest: 60)), random.NextDense(6, 2, Strategy.Resource, 3),
            random.NextElementwise(() => new Sigmoid("s")), random.NextElementwise(() => new Elu("e")), random.NextElementwise(() => new Clip("c", -1, 1)),
            new KernelCase(new Softmax("s"), random, (new TensorShape(5), new FixedType(16, 6))),
        ];
        var program = KernelCheck.Program(cases);
        KernelCheck.Compare(cases, HostProgram.Run(program, HostProgram.Gcc(), HostProgram.Sanitize));
        KernelCheck.Compare(cases, HostProgram.Run(program, HostProgram.Clang(), "-O2"));
    }

    private static void CheckAlone(string compiler)
    {
        foreach (var (family, other) in new[] { ("ap", "ac"), ("ac", "ap") })
        {
            var folder = $"{Path.DirectorySeparatorChar}{other}{Path.DirectorySeparatorChar}";
            var sources = HostProgram.Headers.Where(path => !path.Contains(folder, StringComparison.Ordinal)).Select(path => $"#include \"{Path.GetFileName(path)}\"\n");
            Assert.AreEqual("", HostProgram.Messages(compiler, family, sources, "-std=c++11"));
        }
    }

    [GeneratedRegex(@"\bap_|\bac_|hls::|ihc::|sycl::|\.range\(|\.slc<")]
    private static partial Regex VendorName();

    // (unsigned)x(hi, lo) means different things to different tools; so do the math functions; std:: has no hardware.
    [GeneratedRegex(@"\((unsigned|int|long)\)\s*\w+\(|std::|#include <|\b(exp|pow|log|sqrt)f?\(|\bdouble\b|\bfloat\b")]
    private static partial Regex ForbiddenToken();
}
