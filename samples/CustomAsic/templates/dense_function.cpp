asic::dense<{{input_type}}, {{output_type}}, {{config}}>({{input}}, {{output}}, {{constants}}); // power mode: {{power_mode}}
