#ifndef AIE4NET_HOST_ADF_PLACEMENT_H
#define AIE4NET_HOST_ADF_PLACEMENT_H

// Where things are and how busy: accepted, and of no effect on what is computed.

#include <initializer_list>

namespace adf {

struct ratio
{
};
struct stack
{
};
struct buffer
{
};

struct tile
{
    tile(int, int) {}
};

struct bank
{
    bank(int, int, int) {}
};

struct ignored
{
    void operator=(double) {}
    void operator=(int) {}
    void operator=(const char *) {}
    void operator=(const tile &) {}
    void operator=(const bank &) {}
    void operator=(std::initializer_list<bank>) {}
};

template <class What, class Where> ignored location(Where &) { return {}; }
template <class What, class Where> ignored runtime(Where &) { return {}; }
template <class Where> ignored source(Where &) { return {}; }
template <class Where> ignored num_buffers(Where &) { return {}; }
template <class Where> void single_buffer(Where &) {}

} // namespace adf

#endif
