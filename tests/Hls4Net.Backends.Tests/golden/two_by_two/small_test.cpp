// Test bench of small: runs tb_data/tb_input_features.dat through the top function and compares with
// tb_data/tb_output_predictions.dat. Both hold raw integers, a sample per line. The first wrong integer ends the program with 1;
// missing or unreadable data ends it with 2. In csim and cosim alike.
// Built with HLS4NET_TRACE it also writes csim_trace.log: per sample a line of raw integers for each tensor,
// in this order: x, fc1, y

#ifdef RTL_SIM
#undef HLS4NET_TRACE // the hardware has no inside to look at
#endif
#include "firmware/small.h"
#include "firmware/nnet_utils/nnet_common.h"

#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

namespace
{

template <class T> bool read_tensor(std::istream &line, T *values, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        long long raw;
        if (!(line >> raw)) {
            return false;
        }
        values[i] = nnet::from_raw<T>(raw);
    }
    return true;
}


template <class T> void write_tensor(std::ostream &log, const T *values, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        log << (i == 0 ? "" : " ") << nnet::to_raw(values[i]);
    }
}

template <class T>
bool same_tensor(const char *name, unsigned sample, const T *expected, const T *actual, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        if (nnet::to_raw(expected[i]) != nnet::to_raw(actual[i])) {
            std::cerr << "MISMATCH: sample " << sample << ", output '" << name << "', index " << i << ": expected raw "
                      << nnet::to_raw(expected[i]) << ", actual raw " << nnet::to_raw(actual[i]) << std::endl;
            return false;
        }
    }
    return true;
}

int bad_data(const std::string &path, unsigned sample)
{
    std::cerr << "ERROR: " << path << ", sample " << sample << ": missing or not the raw integers of this model" << std::endl;
    return 2;
}

#ifdef HLS4NET_TRACE
thread_local std::ostream *trace_log = nullptr;

void log_trace(unsigned tensor, unsigned element, double, const std::string &raw)
{
    *trace_log << (element == 0 ? (tensor == 0 ? "" : "\n") : " ") << raw;
}
#endif

int run(int argc, char **argv)
{
    const std::string folder = argc > 1 ? argv[1] : "tb_data";
    const std::string input_path = folder + "/tb_input_features.dat";
    const std::string expected_path = folder + "/tb_output_predictions.dat";
#ifdef RTL_SIM
    std::ofstream log((folder + "/rtl_cosim_results.log").c_str());
#else
    std::ofstream log((folder + "/csim_results.log").c_str());
#endif
#ifdef HLS4NET_TRACE
    std::ofstream trace_file((folder + "/csim_trace.log").c_str());
    trace_log = &trace_file;
    small::on_trace = log_trace;
#endif

    std::ifstream input_file(input_path.c_str());
    std::ifstream expected_file(expected_path.c_str());
    if (!input_file) {
        return bad_data(input_path, 0);
    }
    if (!expected_file) {
        return bad_data(expected_path, 0);
    }

    unsigned sample = 0;
#ifdef HLS4NET_TRACE
    bool failed = false;
#endif
    std::string text;
    while (std::getline(input_file, text)) {
        static small::input_t x_port[2];
        static small::result_t y_port[2];
        static small::result_t y_expected[2];

        std::istringstream input_line(text);
        if (!(read_tensor(input_line, x_port, 2))) {
            return bad_data(input_path, sample);
        }
        std::getline(expected_file, text);
        std::istringstream expected_line(text);
        if (!(read_tensor(expected_line, y_expected, 2))) {
            return bad_data(expected_path, sample);
        }

        small::small(x_port, y_port);

        write_tensor(log, y_port, 2);
        log << std::endl;
#ifdef HLS4NET_TRACE
        trace_file << std::endl;
#endif

        if (!same_tensor("y", sample, y_expected, y_port, 2)) {
#ifdef HLS4NET_TRACE
            failed = true; // the trace is wanted for every sample
#else
            return 1;
#endif
        }
        sample++;
    }

    if (sample == 0) {
        return bad_data(input_path, 0);
    }
#ifdef HLS4NET_TRACE
    if (failed) {
        return 1;
    }
#endif
    std::cout << "PASS: " << sample << " samples, every raw integer equal" << std::endl;
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    return run(argc, argv);
}
