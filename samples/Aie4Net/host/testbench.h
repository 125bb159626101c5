#ifndef AIE4NET_HOST_TESTBENCH_H
#define AIE4NET_HOST_TESTBENCH_H

// Runs a graph on test vectors: cuts samples into the port files of the graph, and puts the samples of its result files together.

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <adf.h>

namespace aie4net {

using samples = std::vector<std::vector<long long>>;

// One side of the graph. Port p carries the columns [p * slice, (p + 1) * slice) of every row; what is beyond the real columns and
// rows is zero on the way in and of no interest on the way out.
struct side
{
    std::string prefix;
    unsigned ports, slice, padded_rows, columns, rows_per_sample, samples_per_iteration;

    std::string file(unsigned port) const { return prefix + std::to_string(port) + ".txt"; }
    size_t per_iteration() const { return static_cast<size_t>(slice) * padded_rows; }
};

inline samples read_samples(const std::string &path)
{
    samples all;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        std::istringstream text(line);
        all.emplace_back();
        for (long long value; text >> value;) {
            all.back().push_back(value);
        }
    }
    return all;
}

// Where the element of a sample lies in its port's file.
struct place
{
    unsigned port;
    size_t index;
};

inline place find(const side &s, size_t sample, size_t element)
{
    const size_t iteration = sample / s.samples_per_iteration, column = element % s.columns;
    const size_t row = (sample % s.samples_per_iteration) * s.rows_per_sample + element / s.columns;
    return {static_cast<unsigned>(column / s.slice), iteration * s.per_iteration() + row * s.slice + column % s.slice};
}

inline void write_ports(const side &s, const samples &all, int iterations)
{
    std::vector<std::vector<long long>> ports(s.ports, std::vector<long long>(s.per_iteration() * static_cast<size_t>(iterations)));
    for (size_t sample = 0; sample < all.size(); sample++) {
        for (size_t element = 0; element < all[sample].size(); element++) {
            const auto at = find(s, sample, element);
            ports.at(at.port).at(at.index) = all[sample][element];
        }
    }
    for (unsigned port = 0; port < s.ports; port++) {
        std::filesystem::create_directories(std::filesystem::path(s.file(port)).parent_path());
        std::ofstream file(s.file(port));
        for (auto value : ports[port]) {
            file << value << '\n';
        }
    }
}

inline samples read_ports(const side &s, size_t count)
{
    std::vector<std::vector<long long>> ports(s.ports);
    for (unsigned port = 0; port < s.ports; port++) {
        std::ifstream file("x86simulator_output/" + s.file(port));
        for (long long value; file >> value;) {
            ports[port].push_back(value);
        }
    }
    samples all(count);
    for (size_t sample = 0; sample < count; sample++) {
        for (size_t element = 0; element < static_cast<size_t>(s.columns) * s.rows_per_sample; element++) {
            const auto at = find(s, sample, element);
            all[sample].push_back(ports.at(at.port).at(at.index));
        }
    }
    return all;
}

// Runs the samples of the folder through a graph, in the current folder, and writes what comes out to the folder's csim_results.log.
// Returns the program's exit code: 0 where every value is the predicted one.
template <class Graph> int verify(const std::string &folder, const side &in, const side &out)
{
    const auto inputs = read_samples(folder + "/tb_input_features.dat"), expected = read_samples(folder + "/tb_output_predictions.dat");
    const int iterations = static_cast<int>((inputs.size() + in.samples_per_iteration - 1) / in.samples_per_iteration);
    write_ports(in, inputs, iterations);
    adf::outputs().clear();
    Graph graph;
    graph.init();
    graph.load();
    graph.run(iterations);
    graph.end();
    const auto results = read_ports(out, inputs.size());
    std::ofstream log(folder + "/csim_results.log");
    for (const auto &sample : results) {
        for (auto value : sample) {
            log << value << ' ';
        }
        log << '\n';
    }
    return results == expected ? 0 : 1;
}

} // namespace aie4net

#endif
