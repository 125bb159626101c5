asic::attention<{{input_type}}, {{output_type}}, {{config}}>({{input}}, {{output}}, {{query_weights}}, {{key_weights}}, {{value_weights}}, {{exp_table}});
