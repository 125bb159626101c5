using System.Text.RegularExpressions;

namespace Hls4Net.Tests.Vitis;

[TestClass]
public sealed class ProgramTests
{
    [TestMethod]
    public void A_corrupted_expected_value_fails_the_test_bench_at_its_sample_and_index()
    {
        using var folder = new TemporaryFolder();
        var wrong = SmallModels.TwoByTwoVectors with { Outputs = [SmallModels.TwoByTwoVectors.Outputs[0], [[256, 3 * 256 + 1]]] };
        VitisProject.Save(VitisProject.Write(SmallModels.TwoByTwo(), wrong), folder.Path);
        VitisProject.Compile(folder.Path, "small");
        var (exit, output) = Cxx.Run(folder.File("csim"), folder.Path);
        Assert.AreEqual(1, exit);
        Assert.Contains("MISMATCH: sample 1, output 'y', index 1: expected raw 769, actual raw 768", output);
    }

    [TestMethod]
    [DataRow("", "1 2\n", "tb_input_features.dat, sample 0")]
    [DataRow("16\n", "1 2\n", "tb_input_features.dat, sample 0")]
    [DataRow("16 32\n", "1920\n", "tb_output_predictions.dat, sample 0")]
    [DataRow("16 32\n-16 8\n", "1920 1280\n", "tb_output_predictions.dat, sample 1")]
    [DataRow("sixteen 32\n", "1920 1280\n", "tb_input_features.dat, sample 0")]
    public void Missing_or_unreadable_data_ends_the_test_bench_with_2(string inputs, string expected, string place)
    {
        using var folder = new TemporaryFolder();
        VitisProject.Save(VitisProject.Write(SmallModels.TwoByTwo(), SmallModels.TwoByTwoVectors), folder.Path);
        File.WriteAllText(folder.File("tb_data", "tb_input_features.dat"), inputs);
        File.WriteAllText(folder.File("tb_data", "tb_output_predictions.dat"), expected);
        VitisProject.Compile(folder.Path, "small");
        var (exit, output) = Cxx.Run(folder.File("csim"), folder.Path);
        Assert.AreEqual(2, exit);
        Assert.Contains(place, output);
    }

    [TestMethod]
    public void The_bridge_converts_values_passes_raw_integers_and_traces()
    {
        using var folder = new TemporaryFolder();
        VitisProject.Save(VitisProject.Write(SmallModels.TwoByTwo(), SmallModels.TwoByTwoVectors), folder.Path);
        File.WriteAllText(folder.File("host.cpp"), """
            #include <cstdio>
            extern "C" void small_float(const float *x, float *y);
            extern "C" void small_double(const double *x, double *y);
            extern "C" void small_raw(const long long *x, long long *y);
            extern "C" void small_trace(const double *x, double *y, double *trace);
            extern "C" unsigned small_trace_count();
            extern "C" unsigned small_trace_size(unsigned tensor);
            extern "C" const char *small_trace_name(unsigned tensor);
            int main() {
                float xf[2] = {1, 2}, yf[2];
                double xd[2] = {-1, 0.53}, yd[2], trace[6];
                long long xr[2] = {16, 32}, yr[2];
                small_float(xf, yf);
                small_raw(xr, yr);
                small_trace(xd, yd, trace);
                std::printf("%g %g|%lld %lld|%g %g|", yf[0], yf[1], yr[0], yr[1], yd[0], yd[1]);
                for (unsigned i = 0, k = 0; i < small_trace_count(); i++) {
                    std::printf("%s:", small_trace_name(i));
                    for (unsigned j = 0; j < small_trace_size(i); j++) std::printf("%g ", trace[k++]);
                }
                small_double(xd, yd);
                std::printf("|%g %g\n", yd[0], yd[1]);
            }
            """);
        Build(folder.Path, "-DHLS4NET_TRACE", "host.cpp", "small_bridge.cpp", "firmware/small.cpp");
        Assert.AreEqual("7.5 5|1920 1280|1 3|x:-1 0.5 fc1:1 3 y:1 3 |1 3\n", Cxx.Run(folder.File("program"), folder.Path).Output);
    }

    [TestMethod]
    public void Two_models_with_equal_layer_names_link_into_one_program_and_leave_nothing_outside_their_namespaces()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "first", "second" })
        {
            var graph = SmallModels.TwoByTwo(name);
            if (name == "second")
            {
                graph.Layers.OfType<Operators.Dense>().Single().Weight.Quantize(new FixedType(8, 5));
            }

            VitisProject.Save(VitisProject.Write(graph, SmallModels.TwoByTwoVectors), folder.File(name));
        }

        File.WriteAllText(folder.File("host.cpp"), """
            #include "first/firmware/first.h"
            #include "second/firmware/second.h"
            #include <iostream>
            int main() {
                first::input_t x[2] = {1, 2};
                first::result_t y[2];
                first::first(x, y);
                second::result_t z[2];
                second::second(x, z);
                std::cout << y[0].to_double() << " " << y[1].to_double() << " " << z[0].to_double() << " " << z[1].to_double() << std::endl;
            }
            """);
        Build(folder.Path, "-Ifirst/firmware/ap_types", "host.cpp", "first/firmware/first.cpp", "second/firmware/second.cpp");
        Assert.AreEqual("7.5 5 7.5 5\n", Cxx.Run(folder.File("program"), folder.Path).Output);

        Build(folder.Path, "-c", "-Ifirst/firmware/ap_types", "first/firmware/first.cpp");
        var symbols = Cxx.Run(Cxx.Require("nm"), folder.Path, "-C", "--defined-only", "-g", "program").Output;
        var strays = symbols.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !Regex.IsMatch(line, @" [A-Za-z] (void |bool |unsigned |int |long )?(first::|nnet::|ap_|std::|hls|operator|typeinfo|vtable|guard variable|decltype)"))
            .Where(line => !line.Contains("ap_", StringComparison.Ordinal)).ToArray();
        Assert.IsEmpty(strays, string.Join("\n", strays));
    }

    private static void Build(string folder, params string[] arguments)
    {
        var (exit, output) = Cxx.Run(
            Cxx.Require("g++"), folder, ["-std=c++14", "-O1", "-Wall", "-Wextra", "-Werror", "-Ifirmware/ap_types", .. arguments, "-o", "program"]);
        Assert.AreEqual(0, exit, output);
    }
}
