#ifndef AIE4NET_HOST_ADF_KERNEL_H
#define AIE4NET_HOST_ADF_KERNEL_H

// Kernels: the arguments of their run method are made from what their ports are connected to, in order.

#include <functional>
#include <limits>
#include <tuple>

#include "../aie_api/aie.hpp"
#include "port.h"

namespace adf {

template <class T> class input_buffer
{
public:
    explicit input_buffer(const words &values)
    {
        for (auto value : values) {
            if (value < std::numeric_limits<T>::min() || value > std::numeric_limits<T>::max()) {
                fail("a value does not fit the type of the buffer that it enters");
            }
            elements.push_back(static_cast<T>(value));
        }
    }

    const T *data() const { return elements.data(); }

private:
    std::vector<T> elements;
};

template <class T> class output_buffer
{
public:
    explicit output_buffer(size_t count) : elements(count) {}
    T *data() { return elements.data(); }
    words take() const { return words(elements.begin(), elements.end()); }

private:
    std::vector<T> elements;
};

} // namespace adf

template <class Tag> struct input_cascade
{
    std::deque<int64_t> values;
};

template <class Tag> struct output_cascade
{
    std::deque<int64_t> values;
};

template <unsigned N, class Tag> aie::accum<Tag, N> readincr_v(input_cascade<Tag> *cascade)
{
    aie::accum<Tag, N> sums;
    for (auto &sum : sums.values) {
        if (cascade->values.empty()) {
            adf::fail("a tile reads more from the cascade than the one before wrote");
        }
        sum = cascade->values.front();
        cascade->values.pop_front();
    }
    return sums;
}

template <class Tag, unsigned N> void writeincr(output_cascade<Tag> *cascade, const aie::accum<Tag, N> &sums)
{
    cascade->values.insert(cascade->values.end(), sums.values.begin(), sums.values.end());
}

namespace adf {

struct kernel_model : maker
{
    port_list in, out{this};
    std::function<void(kernel_model &, long)> call;
    std::map<port_state *, words> results;
    long done = -1;

    void run(long iteration)
    {
        if (done != iteration) {
            done = iteration;
            call(*this, iteration);
        }
    }

    words make(port_state &port, long iteration) override
    {
        run(iteration);
        return results[&port];
    }
};

namespace arguments {

// Makes one argument, and takes what the kernel left in it. Inputs and outputs are numbered by themselves.
template <class T> struct argument;

struct counters
{
    kernel_model &kernel;
    long iteration;
    int inputs = 0, outputs = 0;
    port_state &next_input() { return *kernel.in[inputs++].state; }
    port_state &next_output() { return *kernel.out[outputs++].state; }
};

template <class T> struct argument<input_buffer<T> &>
{
    input_buffer<T> value;
    explicit argument(counters &c) : value(read(c.next_input(), c.iteration)) {}
    static words read(port_state &port, long iteration)
    {
        auto values = pull(port, iteration);
        if (values.size() != port.dimension) {
            fail("a kernel's input is longer or shorter than its dimensions say");
        }
        return values;
    }
    input_buffer<T> &get() { return value; }
    void finish(kernel_model &) {}
};

template <class T> struct argument<output_buffer<T> &>
{
    port_state &port;
    output_buffer<T> value;
    explicit argument(counters &c) : port(c.next_output()), value(port.dimension) {}
    output_buffer<T> &get() { return value; }
    void finish(kernel_model &kernel) { kernel.results[&port] = value.take(); }
};

template <class T, size_t N> struct argument<const T (&)[N]>
{
    port_state &port;
    explicit argument(counters &c) : port(c.next_input())
    {
        if (port.parameter.size() != N * sizeof(T)) {
            fail("a parameter is missing, or has another length than the kernel's array");
        }
    }
    const T (&get())[N] { return *reinterpret_cast<const T(*)[N]>(port.parameter.data()); }
    void finish(kernel_model &) {}
};

template <class Tag> struct argument<input_cascade<Tag> *>
{
    input_cascade<Tag> value;
    explicit argument(counters &c)
    {
        auto &from = origin(c.next_input());
        from.owner->make(from, c.iteration);
        value.values = from.cascade;
    }
    input_cascade<Tag> *get() { return &value; }
    void finish(kernel_model &)
    {
        if (!value.values.empty()) {
            fail("a tile leaves sums in the cascade");
        }
    }
};

template <class Tag> struct argument<output_cascade<Tag> *>
{
    port_state &port;
    output_cascade<Tag> value;
    explicit argument(counters &c) : port(c.next_output()) {}
    output_cascade<Tag> *get() { return &value; }
    void finish(kernel_model &) { port.cascade = value.values; }
};

} // namespace arguments

// The kernel that create_object is making, and its object: REGISTER_FUNCTION has no other way to know them.
struct creation
{
    kernel_model *kernel = nullptr;
    std::shared_ptr<void> object;
};

inline creation &current_creation()
{
    static creation current;
    return current;
}

template <class C, class... A> void register_function(void (C::*method)(A...))
{
    auto object = std::static_pointer_cast<C>(current_creation().object);
    current_creation().kernel->call = [object, method](kernel_model &kernel, long iteration) {
        arguments::counters counters{kernel, iteration};
        std::tuple<arguments::argument<A>...> all{arguments::argument<A>(counters)...};
        std::apply([&](auto &...one) { (object.get()->*method)(one.get()...); (one.finish(kernel), ...); }, all);
    };
}

#define REGISTER_FUNCTION(method) ::adf::register_function(&method)

class kernel
{
public:
    port_list in, out;

    template <class T> static kernel create_object()
    {
        kernel made;
        made.model = std::make_shared<kernel_model>();
        made.in = made.model->in;
        made.out = made.model->out;
        current_creation() = {made.model.get(), std::make_shared<T>()};
        T::registerKernelClass();
        current_creation() = {};
        return made;
    }

private:
    std::shared_ptr<kernel_model> model;
};

} // namespace adf

#endif
