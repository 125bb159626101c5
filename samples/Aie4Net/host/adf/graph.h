#ifndef AIE4NET_HOST_ADF_GRAPH_H
#define AIE4NET_HOST_ADF_GRAPH_H

#include <filesystem>

#include "plio.h"
#include "port.h"

namespace adf {

class graph
{
public:
    void init() {}
    void end() {}

    // Sets an array that kernels read, at every port that a port leads to.
    template <class T> void update(const port &target, const T *values, size_t count)
    {
        std::vector<port_state *> waiting{target.state.get()};
        while (!waiting.empty()) {
            auto *next = waiting.back();
            waiting.pop_back();
            const auto *bytes = reinterpret_cast<const char *>(values);
            next->parameter.assign(bytes, bytes + count * sizeof(T));
            waiting.insert(waiting.end(), next->readers.begin(), next->readers.end());
        }
    }

    // Runs the graph; results go where the functional simulator of the tools puts them.
    void run(int iterations)
    {
        for (auto &output : outputs()) {
            const auto file = std::filesystem::path("x86simulator_output") / output->file;
            std::filesystem::create_directories(file.parent_path());
            std::ofstream(file).close();
        }
        for (long iteration = 0; iteration < iterations; iteration++) {
            for (auto &output : outputs()) {
                std::ofstream stream(std::filesystem::path("x86simulator_output") / output->file, std::ios::app);
                for (auto value : pull(*output->in[0].state, iteration)) {
                    stream << value << '\n';
                }
            }
        }
    }
};

} // namespace adf

#endif
