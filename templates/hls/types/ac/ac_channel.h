// ac_channel<T>: an unbounded first-in first-out channel on the host.
#ifndef AC_CHANNEL_H_
#define AC_CHANNEL_H_

#include <cassert>
#include <deque>

template <class T> class ac_channel {
  public:
    ac_channel() {}
    ac_channel(const ac_channel &) = delete;
    ac_channel &operator=(const ac_channel &) = delete;

    T read() {
        assert(!queue.empty() && "read from an empty channel");
        const T value = queue.front();
        queue.pop_front();
        return value;
    }
    void read(T &value) { value = read(); }
    bool nb_read(T &value) {
        if (queue.empty()) return false;
        value = read();
        return true;
    }
    void write(const T &value) { queue.push_back(value); }
    bool nb_write(const T &value) {
        write(value);
        return true;
    }
    bool available(unsigned count) const { return queue.size() >= count; }
    bool empty() const { return queue.empty(); }
    unsigned size() const { return unsigned(queue.size()); }

  private:
    std::deque<T> queue;
};

#endif
