// Queues, pipes and task sequences of icpx.
#ifndef NNET_SYCL_H_
#define NNET_SYCL_H_

#ifdef SYCL_LANGUAGE_VERSION
#include <sycl/ext/intel/experimental/task_sequence.hpp>
#include <sycl/ext/intel/fpga_extensions.hpp>
#include <sycl/ext/intel/prototype/interfaces.hpp>
#include <sycl/sycl.hpp>
#else
#include "sycl_host.h"
#endif

namespace nnet {

// A pipe as the kernels know streams: an object with read and write.
template <class PIPE> struct pipe_stream {
    typedef PIPE pipe;
    typename PIPE::value_type read() { return PIPE::read(); }
    void write(const typename PIPE::value_type &token) { PIPE::write(token); }
#ifndef SYCL_LANGUAGE_VERSION
    unsigned size() const { return PIPE::waiting(); }
#endif
};

// The same from the host's side of the device.
template <class PIPE> struct host_pipe_stream {
    sycl::queue &queue;
    typename PIPE::value_type read() { return PIPE::read(queue); }
    void write(const typename PIPE::value_type &token) { PIPE::write(queue, token); }
};

} // namespace nnet

#endif
