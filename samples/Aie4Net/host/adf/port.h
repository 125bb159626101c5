#ifndef AIE4NET_HOST_ADF_PORT_H
#define AIE4NET_HOST_ADF_PORT_H

// Ports, what they are connected to, and how data is asked for: a reader pulls, and whoever makes the data pulls its own.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <memory>
#include <vector>

namespace adf {

using words = std::vector<int64_t>;

[[noreturn]] inline void fail(const char *what)
{
    std::fprintf(stderr, "host model of the graph: %s\n", what);
    std::exit(2);
}

struct port_state;

// Something that makes data: a kernel, a buffer, the outside.
struct maker
{
    virtual ~maker() = default;
    // The words that leave by a port in an iteration.
    virtual words make(port_state &port, long iteration) = 0;
};

struct traversing_parameters
{
    unsigned dimension = 0, stride = 0, wrap = 0;
};

struct tiling_parameters
{
    std::vector<unsigned> buffer_dimension, tiling_dimension;
    std::vector<int> offset;
    std::vector<traversing_parameters> tile_traversal;
    std::vector<unsigned> boundary_dimension;
};

struct port_state
{
    port_state *source = nullptr;
    std::vector<port_state *> readers;
    maker *owner = nullptr;
    size_t dimension = 0;
    tiling_parameters walk;
    words data;
    std::vector<char> parameter;
    words cascade;
};

struct port
{
    std::shared_ptr<port_state> state = std::make_shared<port_state>();
    port() = default;
    port(const port &) = delete;
    port &operator=(const port &) = delete;
};

struct input_port : port
{
};
struct output_port : port
{
};

// The numbered ports of a kernel, a buffer or the outside.
class port_list
{
public:
    explicit port_list(maker *owner = nullptr) : owner(owner) {}

    port &operator[](int index)
    {
        while (ports->size() <= static_cast<size_t>(index)) {
            ports->push_back(std::make_unique<port>());
            ports->back()->state->owner = owner;
        }
        return *(*ports)[static_cast<size_t>(index)];
    }

private:
    maker *owner;
    std::shared_ptr<std::vector<std::unique_ptr<port>>> ports = std::make_shared<std::vector<std::unique_ptr<port>>>();
};

struct stream
{
};
struct parameter
{
};
struct cascade
{
};

template <class Kind = stream> void connect(const port &from, const port &to)
{
    if (to.state->source) {
        fail("a port has two sources");
    }
    to.state->source = from.state.get();
    from.state->readers.push_back(to.state.get());
}

inline port &async(port &target) { return target; }

// The port of a maker from which the data of a port comes.
inline port_state &origin(port_state &port)
{
    auto *source = port.source;
    while (source && !source->owner) {
        source = source->source;
    }
    if (!source) {
        fail("a port is not connected");
    }
    return *source;
}

inline words pull(port_state &port, long iteration)
{
    auto &from = origin(port);
    return from.owner->make(from, iteration);
}

struct dimension_of
{
    port_state &port;
    void operator=(std::initializer_list<unsigned> elements)
    {
        port.dimension = 1;
        for (auto count : elements) {
            port.dimension *= count;
        }
    }
};

inline dimension_of dimensions(port &target) { return {*target.state}; }

} // namespace adf

#endif
