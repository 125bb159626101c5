// What a project for icpx uses of SYCL and its FPGA extensions: queues, pipes and task sequences, without a device.
#ifndef SYCL_HOST_H_
#define SYCL_HOST_H_

#include "ac_channel.h"

namespace sycl {

// Runs a kernel at once.
class queue {
  public:
    template <class NAME, class KERNEL> queue &single_task(const KERNEL &kernel) {
        kernel();
        return *this;
    }
    void wait() {}
};

namespace ext {
namespace intel {
namespace experimental {

// A channel by name: all members are static, and each ID is another channel.
template <class ID, class T, int CAPACITY = 0> class pipe {
  public:
    typedef T value_type;
    static T read() { return channel().read(); }
    static void write(const T &value) { channel().write(value); }
    static T read(queue &) { return read(); }
    static void write(queue &, const T &value) { write(value); }
    static unsigned waiting() { return channel().size(); }

  private:
    static ac_channel<T> &channel() {
        static thread_local ac_channel<T> only;
        return only;
    }
};

// A task runs when it is started: whoever writes its input is started before it.
template <void (*TASK)()> class task_sequence {
  public:
    void async() { TASK(); }
    void get() {}
};

} // namespace experimental
} // namespace intel
} // namespace ext
} // namespace sycl

#endif
