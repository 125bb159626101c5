# What the project is; build_prj.tcl says how it is built.
set project_name "small"
set part "xcvu13p-flga2577-2-e"
set clock_period 5
set clock_uncertainty 27%
