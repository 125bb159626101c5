# Builds small in this folder:   vitis-run --mode hls --tcl build_prj.tcl
# Steps are chosen in build_opt.tcl.

source project.tcl
source build_opt.tcl

set flags "-std=c++14"

proc step {title body} {
    puts "***** $title *****"
    set start [clock seconds]
    uplevel 1 $body
    puts "***** $title done in [expr {[clock seconds] - $start}] s *****"
}

if {$opt(reset)} {
    open_project -reset ${project_name}_prj
} else {
    open_project ${project_name}_prj
}
set_top $project_name
add_files firmware/${project_name}.cpp -cflags $flags
add_files -tb ${project_name}_test.cpp -cflags $flags
add_files -tb tb_data

if {$opt(reset)} {
    open_solution -reset solution1 -flow_target vivado
} else {
    open_solution solution1 -flow_target vivado
}
set_part $part
create_clock -period $clock_period -name default
set_clock_uncertainty $clock_uncertainty default
# Settings that some tool versions lack are no reason to stop.
catch {config_array_partition -maximum_size 4096}
catch {config_compile -name_max_length 80}
catch {config_schedule -enable_dsp_full_reg=false}

if {$opt(csim)} {
    step "C SIMULATION" { csim_design }
}
if {$opt(synth)} {
    step "C/RTL SYNTHESIS" { csynth_design }
}
if {$opt(cosim)} {
    # The test bench compares every raw integer and fails the step at the first wrong one.
    step "C/RTL SIMULATION" { cosim_design -trace_level none }
}
if {$opt(validation)} {
    step "C/RTL VALIDATION" {
        set logs {}
        foreach {stage name} {csim csim_results.log sim rtl_cosim_results.log} {
            set found [glob -nocomplain ${project_name}_prj/solution1/$stage/*/tb_data/$name \
                ${project_name}_prj/solution1/$stage/*/*/tb_data/$name tb_data/$name]
            if {[llength $found] == 0} {
                error "$name not found: run csim and cosim first"
            }
            set file [open [lindex $found 0] r]
            lappend logs [read $file]
            close $file
        }
        if {[lindex $logs 0] ne [lindex $logs 1]} {
            error "C simulation and RTL simulation differ"
        }
    }
}
if {$opt(export)} {
    step "EXPORT IP" { export_design -format ip_catalog }
}
if {$opt(vsynth)} {
    step "VIVADO SYNTHESIS" { export_design -flow syn -format ip_catalog }
}
exit
