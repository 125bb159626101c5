// What a project for i++ uses of HLS/hls.h: streams, tasks and the words before a component.
#ifndef IHC_HOST_H_
#define IHC_HOST_H_

#include "ac_channel.h"

#define component

namespace ihc {

template <int WORDS> struct buffer {};

// An unbounded first-in first-out channel; what else a stream may be given concerns hardware.
template <class T, class... PARAMETERS> class stream : public ac_channel<T> {
  public:
    T read() { return ac_channel<T>::read(); }
    T tryRead(bool &success) {
        T value = T();
        success = this->nb_read(value);
        return value;
    }
    bool tryWrite(const T &value) { return this->nb_write(value); }
};

// A task runs when it is launched: whoever writes its input is launched before it.
template <void (*TASK)(), int CAPACITY = 0> void launch() { TASK(); }
template <void (*TASK)(), int CAPACITY = 0> void collect() {}

} // namespace ihc

#endif
