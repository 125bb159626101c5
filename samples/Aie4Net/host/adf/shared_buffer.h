#ifndef AIE4NET_HOST_ADF_SHARED_BUFFER_H
#define AIE4NET_HOST_ADF_SHARED_BUFFER_H

// Buffers in memory tiles: in every iteration all writers write, then readers read, each along its own walk.

#include "port.h"

namespace adf {

struct walk_of
{
    port_state &port;
    void operator=(const tiling_parameters &walk) { port.walk = walk; }
};

inline walk_of read_access(port &target) { return {*target.state}; }
inline walk_of write_access(port &target) { return {*target.state}; }
inline const tiling_parameters &tiling(const tiling_parameters &walk) { return walk; }

// Calls visit(address) for every element of a walk over a two-dimensional buffer, in order; -1 outside of the boundary.
template <class Visit> void follow(const tiling_parameters &walk, Visit visit)
{
    if (walk.buffer_dimension.size() != 2 || walk.tiling_dimension.size() != 2 || walk.offset.size() != 2 || walk.tile_traversal.size() != 2) {
        fail("a walk over a buffer is not set, or not in two dimensions");
    }
    const auto &bounds = walk.boundary_dimension.empty() ? walk.buffer_dimension : walk.boundary_dimension;
    const auto &inner = walk.tile_traversal[0], &outer = walk.tile_traversal[1];
    for (unsigned o = 0; o < outer.wrap; o++) {
        for (unsigned i = 0; i < inner.wrap; i++) {
            long first[2] = {walk.offset[0], walk.offset[1]};
            first[inner.dimension] += static_cast<long>(i) * inner.stride;
            first[outer.dimension] += static_cast<long>(o) * outer.stride;
            for (long y = first[1]; y < first[1] + static_cast<long>(walk.tiling_dimension[1]); y++) {
                for (long x = first[0]; x < first[0] + static_cast<long>(walk.tiling_dimension[0]); x++) {
                    const bool inside = x >= 0 && y >= 0 && x < static_cast<long>(bounds[0]) && y < static_cast<long>(bounds[1]);
                    visit(inside ? y * static_cast<long>(walk.buffer_dimension[0]) + x : -1);
                }
            }
        }
    }
}

struct buffer_model : maker
{
    words memory;
    std::vector<port *> writers;
    long done = -1;

    words make(port_state &port, long iteration) override
    {
        if (done != iteration) {
            done = iteration;
            for (auto *writer : writers) {
                write(*writer->state, iteration);
            }
        }
        words result;
        follow(port.walk, [&](long address) { result.push_back(address < 0 ? 0 : memory.at(static_cast<size_t>(address))); });
        return result;
    }

private:
    void write(port_state &port, long iteration)
    {
        const auto values = pull(port, iteration);
        size_t next = 0;
        follow(port.walk, [&](long address) {
            if (address < 0 || next == values.size()) {
                fail("a writer of a buffer leaves it, or has too few values");
            }
            memory.at(static_cast<size_t>(address)) = values[next++];
        });
        if (next != values.size()) {
            fail("a writer of a buffer has too many values");
        }
    }
};

template <class T> class shared_buffer
{
public:
    port_list in, out;

    static shared_buffer create(std::initializer_list<unsigned> dimensions, int writers, int readers)
    {
        shared_buffer made;
        made.model = std::make_shared<buffer_model>();
        size_t count = 1;
        for (auto dimension : dimensions) {
            count *= dimension;
        }
        // What nobody writes must not be read: a value that stands out, where it is.
        made.model->memory.assign(count, INT64_MAX);
        made.out = port_list(made.model.get());
        for (int i = 0; i < writers; i++) {
            made.model->writers.push_back(&made.in[i]);
        }
        for (int i = 0; i < readers; i++) {
            made.out[i];
        }
        return made;
    }

private:
    std::shared_ptr<buffer_model> model;
};

} // namespace adf

#endif
