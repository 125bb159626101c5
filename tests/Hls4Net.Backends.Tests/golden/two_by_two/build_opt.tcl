# Steps that build_prj.tcl runs (1) or leaves out (0). The tool passes no arguments to scripts: this file is where they go.
array set opt {
    reset      0
    csim       1
    synth      1
    cosim      0
    validation 0
    export     0
    vsynth     0
}
