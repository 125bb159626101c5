// hls::stream<T>: an unbounded first-in first-out channel on the host.
#ifndef HLS_STREAM_H_
#define HLS_STREAM_H_

#include <cassert>
#include <cstddef>
#include <deque>
#include <string>

namespace hls {

template <class T> class stream {
  public:
    stream() {}
    explicit stream(const char *name) : label(name) {}
    stream(const stream &) = delete;
    stream &operator=(const stream &) = delete;

    T read() {
        assert(!queue.empty() && "read from an empty stream");
        const T value = queue.front();
        queue.pop_front();
        return value;
    }
    void read(T &value) { value = read(); }
    bool read_nb(T &value) {
        if (queue.empty()) return false;
        value = read();
        return true;
    }
    void write(const T &value) { queue.push_back(value); }
    bool write_nb(const T &value) {
        write(value);
        return true;
    }
    void operator>>(T &value) { value = read(); }
    void operator<<(const T &value) { write(value); }
    bool empty() const { return queue.empty(); }
    bool full() const { return false; }
    size_t size() const { return queue.size(); }

  private:
    std::deque<T> queue;
    std::string label;
};

} // namespace hls

#endif
