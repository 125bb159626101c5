using System.Text;
using static System.FormattableString;

namespace Hls4Net.Tests.Kernels;

/// <summary>Compiles many cases in one program and demands the raw integers of the layers' own definition.</summary>
internal static class KernelCheck
{
    /// <summary>With our types; also with the vendor's where they are named.</summary>
    public static void SameBits(IReadOnlyList<KernelCase> cases)
    {
        var compiler = HostProgram.Gcc();
        Compare(cases, HostProgram.Run(Program(cases), compiler, "-O1"));
        if (HostProgram.VendorFolder is { } folder)
        {
            Compare(cases, HostProgram.RunWithVendorTypes(Program(cases), compiler, folder));
        }
    }

    /// <summary>One program of all cases.</summary>
    public static string Program(IReadOnlyList<KernelCase> cases)
    {
        var source = new StringBuilder("""
            #include <iostream>
            #include "nnet_activation.h"
            #include "nnet_batchnorm.h"
            #include "nnet_convolution.h"
            #include "nnet_dense.h"
            #include "nnet_merge.h"
            #include "nnet_pooling.h"
            #include "nnet_softmax.h"

            """);
        foreach (var (k, one) in cases.Index())
        {
            source.Append(one.Cxx(k));
        }

        source.Append("int main() {\n");
        foreach (var (k, _) in cases.Index())
        {
            source.Append(Invariant($"case{k}::run();\n"));
        }

        return source.Append("}\n").ToString();
    }

    /// <summary>Compares what a program printed.</summary>
    public static void Compare(IReadOnlyList<KernelCase> cases, string[] lines)
    {
        var at = 0;
        foreach (var one in cases)
        {
            foreach (var expected in one.Expected())
            {
                Assert.AreEqual(expected, at < lines.Length ? lines[at] : "(nothing)", one.ToString());
                at++;
            }
        }

        Assert.HasCount(at, lines);
    }
}
