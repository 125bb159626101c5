#!/bin/sh
# Stands in for vendors' tools in tests: under the name of one of them it takes that tool's arguments and no others, reads the option file
# that the tool would, prints in its form, and leaves the reports where the tool leaves them.
# HLS4NET_FAKE="behaviour", "project=behaviour …" or "step=behaviour …" makes it misbehave: fail, zero, licence, part, memory, mismatch, warn, chatty,
# hang, slow, torn.
# HLS4NET_FAKE_VERSION is what it says its version is; HLS4NET_FAKE_LOG, where given, gets a line a run.

name=$(basename "$0")
usage() { echo "ERROR: [$name 60-602] bad usage: $name $*" >&2; exit 2; }
say_version() {
    case $name in
    i++) echo "Intel(R) HLS Compiler, Version ${HLS4NET_FAKE_VERSION:-19.4.0} Build 64" ;;
    icpx) echo "Intel(R) oneAPI DPC++/C++ Compiler ${HLS4NET_FAKE_VERSION:-2024.1.0} (2024.1.0.20240308)" ;;
    catapult) echo "Catapult Ultra Synthesis ${HLS4NET_FAKE_VERSION:-2023.2_1}/1059873 (Production Release)" ;;
    vivado_hls) echo "Vivado(TM) HLS - High-Level Synthesis from C, C++ and OpenCL v${HLS4NET_FAKE_VERSION:-2019.2} (64-bit)" ;;
    vitis_hls) echo "Vitis HLS - High-Level Synthesis from C, C++ and OpenCL v${HLS4NET_FAKE_VERSION:-2023.1} (64-bit)" ;;
    *) echo "****** $name v${HLS4NET_FAKE_VERSION:-2024.2} (64-bit)" ;;
    esac
    exit 0
}
require() { [ -f "$1" ] || { echo "ERROR: [HLS 200-70] couldn't read file \"$1\": no such file or directory"; exit 1; }; }
put() { mkdir -p "$(dirname "$1")" && cat >"$1"; }
flag() { sed -n "s/^ *$1  *\([01]\).*/\1/p" build_opt.tcl; }
word() { case " $2 " in *" $1=1 "*) echo 1 ;; *) echo 0 ;; esac; }

csynth_xml() {
    put "$1" <<EOF
<?xml version="1.0" encoding="UTF-8" ?>
<profile>
<ReportVersion><Version>${HLS4NET_FAKE_VERSION:-2024.2}</Version></ReportVersion>
<UserAssignments><unit>ns</unit><ProductFamily>virtexuplus</ProductFamily><Part>xcvu13p-flga2577-2-e</Part><TopModelName>$project</TopModelName><TargetClockPeriod>5.00</TargetClockPeriod><ClockUncertainty>1.35</ClockUncertainty></UserAssignments>
<PerformanceEstimates>
<SummaryOfTimingAnalysis><unit>ns</unit><EstimatedClockPeriod>3.510</EstimatedClockPeriod></SummaryOfTimingAnalysis>
<SummaryOfOverallLatency><unit>clock cycles</unit><Best-caseLatency>9</Best-caseLatency><Average-caseLatency>9</Average-caseLatency><Worst-caseLatency>9</Worst-caseLatency><Interval-min>1</Interval-min><Interval-max>1</Interval-max></SummaryOfOverallLatency>
</PerformanceEstimates>
<AreaEstimates>
<Resources><BRAM_18K>0</BRAM_18K><DSP>6</DSP><FF>311</FF><LUT>1024</LUT><URAM>0</URAM></Resources>
<AvailableResources><BRAM_18K>5376</BRAM_18K><DSP>12288</DSP><FF>3456000</FF><LUT>1728000</LUT><URAM>1280</URAM></AvailableResources>
</AreaEstimates>
</profile>
EOF
}

# What every run does but for its results: speaks, and misbehaves where it is told to.
behave() {
    [ -n "${HLS4NET_FAKE_LOG:-}" ] && echo "$name $project $1" >>"$HLS4NET_FAKE_LOG"
    behaviour=
    for entry in ${HLS4NET_FAKE:-}; do
        case $entry in
        "$project"=* | "$1"=*) behaviour=${entry#*=} ;;
        *=*) ;;
        *) behaviour=$entry ;;
        esac
    done
    call=$(grep -n "nnet::dense<" firmware/"$project".cpp src/firmware/"$project".cpp 2>/dev/null | head -1 | sed 's/.*cpp:\([0-9]*\):.*/\1/;s/^\([0-9]*\):.*/\1/')
    echo "INFO: [HLS 200-10] Running '$name' step $1"
    case $behaviour in
    fail)
        echo "WARNING: [HLS 214-167] The program may have out of bound array access (firmware/$project.cpp:$call:5)"
        echo "ERROR: [HLS 207-3777] use of undeclared identifier 'foo' (firmware/$project.cpp:$call:5)"
        echo "ERROR: [HLS 207-3777] use of undeclared identifier 'foo' (firmware/$project.cpp:$call:5)"
        exit 1 ;;
    zero) echo "ERROR: [XFORM 203-504] Stop unrolling loop 'MultLoop' in function 'nnet::dense' because it may cause large runtime" ;;
    licence) echo "ERROR: [Common 17-345] A valid license was not found for feature 'HLS' and/or device 'xcvu13p'."; exit 1 ;;
    part) echo "ERROR: [HLS 200-1023] Part 'xcvu13p-flga2577-2-e' is not installed."; exit 1 ;;
    mismatch) echo "ERROR: [COSIM 212-4] *** C/RTL co-simulation finished: FAIL ***"; exit 1 ;;
    memory) kill -9 $$ ;;
    warn) echo "WARNING: [HLS 214-167] The program may have out of bound array access (firmware/$project.cpp:$call:5)" ;;
    chatty)
        i=0
        while [ $i -lt 3000 ]; do
            echo "WARNING: [HLS 214-142] Implementing stream: may cause mismatch in read and write rates $i"
            i=$((i + 1))
        done
        for kind in a b c d e f g h i j k l m n o p q r s t u v w x y z; do echo "WARNING: [HLS 200-$kind] about $kind"; done ;;
    hang) sh -c 'while :; do sleep 1; done' & wait ;;
    slow)
        if [ -n "${HLS4NET_FAKE_LOG:-}" ]; then mkdir "$HLS4NET_FAKE_LOG.busy" 2>/dev/null || echo "two at once" >>"$HLS4NET_FAKE_LOG"; fi
        sleep "${HLS4NET_FAKE_SECONDS:-1}"
        [ -n "${HLS4NET_FAKE_LOG:-}" ] && rmdir "$HLS4NET_FAKE_LOG.busy" ;;
    esac
}

amd() { # csim csynth cosim export vsynth, project folder of the flow
    report=$2
    case $1 in
    csim)
        behave csim; echo "INFO: [SIM 211-1] CSim done with 0 errors."
        echo "INFO: [SIM 211-1] CSim done with 0 errors." | put "$report/csim/report/${project}_csim.log" ;;
    csynth)
        behave csynth
        if [ "$behaviour" = torn ]; then echo "<profile><UserAss" | put "$report/syn/report/$3"; else csynth_xml "$report/syn/report/$3"; fi
        echo "module $project(); endmodule" | put "$report/syn/verilog/$project.v"
        echo "INFO: [HLS 200-112] Total elapsed time" ;;
    cosim)
        behave cosim; require "$report/syn/verilog/$project.v"
        printf '%s\n' "|   RTL    |  Status | Latency min | avg | max | Interval min | avg | max | Total |" "|   Verilog|     Pass|   9|   9|   9|   1|   1|   1|  18|" | put "$report/sim/report/${project}_cosim.rpt" ;;
    export) behave export; require "$report/syn/verilog/$project.v"; echo ip | put "$report/impl/ip/component.xml" ;;
    vsynth) behave vsynth; require "$report/syn/verilog/$project.v"; echo "| CLB LUTs* | 900 | 0 |" | put vivado_synth.rpt ;;
    esac
}

tcl() { # words csim=0|1 …
    require build_prj.tcl; require project.tcl
    project=$(sed -n 's/^set project_name "\(.*\)"/\1/p' project.tcl)
    require "firmware/$project.cpp"
    for step in csim csynth cosim export vsynth; do
        word=$step; [ $step = csynth ] && word=synth
        [ "$(word $word "$1")" = 1 ] && amd $step "${project}_prj/solution1" "${project}_csynth.xml"
    done
}

case $name:${1:-} in
*:--version | *:-version) say_version ;;
esac

case $name in
vitis-run)
    [ "${1:-} ${2:-}" = "--mode hls" ] || usage "$@"
    if [ "${3:-} ${4:-}" = "--tcl build_prj.tcl" ] && [ $# = 4 ]; then
        require build_opt.tcl
        tcl "csim=$(flag csim) synth=$(flag synth) cosim=$(flag cosim) export=$(flag export) vsynth=$(flag vsynth)"
    else
        [ "${4:-} ${5:-} ${6:-} ${7:-}" = "--config hls_config.cfg --work_dir work" ] && [ $# = 7 ] || usage "$@"
        require hls_config.cfg
        project=$(sed -n 's/^syn.top=//p' hls_config.cfg)
        case $3 in
        --csim) amd csim work/hls csynth.xml ;; --cosim) amd cosim work/hls csynth.xml ;;
        --package) amd export work/hls csynth.xml ;; --impl) amd vsynth work/hls csynth.xml ;; *) usage "$@" ;;
        esac
    fi ;;
v++)
    [ "$*" = "-c --mode hls --config hls_config.cfg --work_dir work" ] || usage "$@"
    require hls_config.cfg
    project=$(sed -n 's/^syn.top=//p' hls_config.cfg)
    amd csynth work/hls csynth.xml ;;
vitis_hls)
    [ "$*" = "-f build_prj.tcl" ] || usage "$@"
    require build_opt.tcl
    tcl "csim=$(flag csim) synth=$(flag synth) cosim=$(flag cosim) export=$(flag export) vsynth=$(flag vsynth)" ;;
vivado_hls)
    [ "${1:-} ${2:-}" = "-f build_prj.tcl" ] && [ $# = 3 ] || usage "$@"
    tcl "$3" ;;
catapult)
    [ "${1:-} ${2:-} ${3:-} ${4:-} ${5:-} ${6:-}" = "-product ultra -shell -f build_prj.tcl -eval" ] && [ $# = 7 ] || usage "$@"
    require build_prj.tcl
    project=$(sed -n 's/^project new -name \(.*\)_prj/\1/p' build_prj.tcl)
    behave "$7"
    [ "$behaviour" = zero ] && echo "# Error: firmware/$project.cpp($call): identifier \"foo\" is undefined (CRD-20)"
    case $7 in *vsynth=1*) printf '%s\n' "| CLB LUTs* | 1234 | 0 |" "| DSPs | 17 | 0 |" | put "${project}_prj/$project.v1/vivado_concat_v/utilization_synth.rpt" ;; esac ;;
i++)
    while [ $# -gt 0 ]; do
        case $1 in -o) output=$2; shift ;; -march=*) march=${1#-march=} ;; firmware/*.cpp) project=$(basename "$1" .cpp); require "$1" ;; esac
        shift
    done
    [ -n "$output" ] && [ -n "$march" ] || usage
    behave "$march"
    printf '#!/bin/sh\necho "%s ran"\n' "$output" >"$output"; chmod +x "$output"
    [ "$march" = x86-64 ] || echo 'var areaJSON={"total":[100,200,3,4,5],"total_percent":[1,1]};' | put "$output.prj/reports/lib/report_data.js" ;;
icpx)
    case " $* " in *" --version "*) say_version ;; esac
    while [ $# -gt 0 ]; do
        case $1 in -o) output=$2; shift ;; */firmware/*.cpp) project=$(basename "$1" .cpp); require "$1" ;; esac
        shift
    done
    [ -n "$output" ] || usage
    cd "$(dirname "$output")" || exit 1
    behave icpx
    printf '#!/bin/sh\necho ran\n' >"$output"; chmod +x "$output"
    echo '{"name":"Total","alut":100,"reg":200,"ram":3,"dsp":4,"mlab":5}' | put "$output.prj/reports/resources/json/summary.ndjson" ;;
*) usage "$@" ;;
esac
exit 0
