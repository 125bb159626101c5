using System.Globalization;
using Aie4Net.Planning;

namespace Aie4Net.Writing;

/// <summary>What drives AMD's tools: the compiler's options and a Makefile.</summary>
public static class BuildFiles
{
    /// <summary>aie.cfg: options of the compiler of graphs.</summary>
    /// <param name="plFrequency">Clock of the streams to and from the programmable logic, MHz.</param>
    public static string Configuration(double plFrequency) => string.Create(CultureInfo.InvariantCulture, $"""
        [aie]
        kernel-linting=true
        pl-freq={plFrequency}
        verbose=true
        xlopt=1
        Xmapper=BufferOptLevel8

        """);

    /// <summary>Makefile: hardware and functional libraries, both simulators, and a comparison of what the latter computes.</summary>
    public static string Make(GraphPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return $$"""
            # Needs AMD Vitis with AI Engine tools. PLATFORM is the base platform; make x86check compares with the predicted results.
            PLATFORM ?= $(XILINX_VITIS)/base_platforms/{{plan.Device.Platform}}/{{plan.Device.Platform}}.xpfm
            COMPILE := v++ --compile --mode aie --config aie.cfg --platform=$(PLATFORM) --include=. --include=src --include=src/kernels
            SOURCES := app.cpp $(wildcard src/*.h src/kernels/* src/weights/*.h)

            .PHONY: all x86com x86sim x86check aiesim clean

            all: libadf.a

            libadf.a: $(SOURCES) aie.cfg
            	$(COMPILE) --target=hw app.cpp --aie.workdir=./Work --aie.output-archive=$@

            libadf_x86.a: $(SOURCES) aie.cfg
            	$(COMPILE) --target=x86sim app.cpp --aie.workdir=./Work_x86 --aie.output-archive=$@

            x86com: libadf_x86.a

            x86sim: libadf_x86.a
            	x86simulator --pkg-dir=./Work_x86

            aiesim: libadf.a
            	aiesimulator --pkg-dir=./Work --profile

            # Results are numbers between marks of time and of the ends of transfers.
            x86check: x86sim
            	@for port in {{string.Join(' ', Enumerable.Range(0, plan.OutputPorts))}}; do \
            	  sed -e '/^T /d' -e 's/TLAST//g' x86simulator_output/data/y_p$$port.txt | tr -s ' \n' '\n' > x86simulator_output/y_p$$port.flat; \
            	  tr -s ' \n' '\n' < data/golden_p$$port.txt | cmp - x86simulator_output/y_p$$port.flat || exit 1; \
            	done; echo "All results are the predicted ones."

            clean:
            	rm -rf Work Work_x86 libadf.a libadf_x86.a x86simulator_output aiesimulator_output

            """;
    }
}
