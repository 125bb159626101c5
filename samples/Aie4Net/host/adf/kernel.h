#ifndef AIE4NET_HOST_ADF_KERNEL_H
#define AIE4NET_HOST_ADF_KERNEL_H

// Kernels: the arguments of their run method are made from what their ports are connected to, in order.

#include <limits>

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
    adf::words values;
    size_t next = 0;
};

template <class Tag> struct output_cascade
{
    adf::words values;
};

template <unsigned N, class Tag> aie::accum<Tag, N> readincr_v(input_cascade<Tag> *cascade)
{
    aie::accum<Tag, N> sums;
    for (auto &sum : sums.values) {
        if (cascade->next == cascade->values.size()) {
            adf::fail("a tile reads more from the cascade than the one before wrote");
        }
        sum = cascade->values[cascade->next++];
    }
    return sums;
}

template <class Tag, unsigned N> void writeincr(output_cascade<Tag> *cascade, const aie::accum<Tag, N> &sums)
{
    cascade->values.insert(cascade->values.end(), sums.values.begin(), sums.values.end());
}

namespace adf {

struct kernel_model;

// A kernel's object with its run method.
struct kernel_object
{
    virtual ~kernel_object() = default;
    virtual void run(kernel_model &kernel, long iteration) = 0;
};

struct kernel_model : maker
{
    port_list in, out{this};
    std::unique_ptr<kernel_object> object;
    long done = -1;

    words make(port_state &port, long iteration) override
    {
        if (done != iteration) {
            done = iteration;
            object->run(*this, iteration);
        }
        return port.data;
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
    void finish() {}
};

template <class T> struct argument<output_buffer<T> &>
{
    port_state &port;
    output_buffer<T> value;
    explicit argument(counters &c) : port(c.next_output()), value(port.dimension) {}
    output_buffer<T> &get() { return value; }
    void finish() { port.data = value.take(); }
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
    void finish() {}
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
    void finish()
    {
        if (value.next != value.values.size()) {
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
    void finish() { port.cascade = value.values; }
};

} // namespace arguments

// Makes all arguments in their order (braces guarantee it), calls, and takes what was left in them.
struct call
{
    template <class C, class M, class... A> call(C &object, M method, A &&...all)
    {
        (object.*method)(all.get()...);
        (all.finish(), ...);
    }
};

template <class C, class... A> struct method_of : kernel_object
{
    C object;
    void (C::*method)(A...);

    explicit method_of(void (C::*run)(A...)) : method(run) {}

    void run(kernel_model &kernel, long iteration) override
    {
        arguments::counters counters{kernel, iteration};
        call{object, method, arguments::argument<A>(counters)...};
    }
};

// The kernel that create_object is making: REGISTER_FUNCTION has no other way to know it.
inline kernel_model *&current_creation()
{
    static kernel_model *current = nullptr;
    return current;
}

template <class C, class... A> void register_function(void (C::*method)(A...))
{
    current_creation()->object = std::make_unique<method_of<C, A...>>(method);
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
        current_creation() = made.model.get();
        T::registerKernelClass();
        return made;
    }

private:
    std::shared_ptr<kernel_model> model;
};

} // namespace adf

#endif
