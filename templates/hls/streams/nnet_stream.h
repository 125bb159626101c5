// Streams of tokens: a token is a group of elements that travel together, those of the last dimension.
#ifndef NNET_STREAM_H_
#define NNET_STREAM_H_

#include "nnet_common.h"

namespace nnet {

template <class T, unsigned N> struct array {
    typedef T value_type;
    static const unsigned size = N;
    T data[N];
    T &operator[](unsigned i) { return data[i]; }
    const T &operator[](unsigned i) const { return data[i]; }
};

// The tokens of a channel, whatever its class: any class with read() and write(token) is one.
template <class stream_T> stream_T &any_stream(); // only for its type
template <class stream_T> struct token_of { typedef decltype(any_stream<stream_T>().read()) type; };
template <class stream_T> struct element_of { typedef typename token_of<stream_T>::type::value_type type; };

template <class stream_T> void read_token(stream_T &stream, typename element_of<stream_T>::type *x) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
    typedef typename token_of<stream_T>::type token_T;
    const token_T token = stream.read();
    for (unsigned i = 0; i < token_T::size; i++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
        x[i] = token[i];
    }
}

template <class stream_T> void write_token(const typename element_of<stream_T>::type *x, stream_T &stream) {
#ifdef __SYNTHESIS__
#pragma HLS INLINE
#endif
    typedef typename token_of<stream_T>::type token_T;
    token_T token;
    for (unsigned i = 0; i < token_T::size; i++) {
#ifdef __SYNTHESIS__
#pragma HLS UNROLL
#endif
        token[i] = x[i];
    }
    stream.write(token);
}

template <unsigned TOKENS, class stream_T> void read_tensor(stream_T &stream, typename element_of<stream_T>::type *x) {
    for (unsigned t = 0; t < TOKENS; t++) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE
#endif
        read_token(stream, x + t * token_of<stream_T>::type::size);
    }
}

template <unsigned TOKENS, class stream_T> void write_tensor(const typename element_of<stream_T>::type *x, stream_T &stream) {
    for (unsigned t = 0; t < TOKENS; t++) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE
#endif
        write_token(x + t * token_of<stream_T>::type::size, stream);
    }
}

// The same elements in tokens of another size.
template <unsigned ELEMENTS, class in_stream_T, class out_stream_T> void repack(in_stream_T &in, out_stream_T &out) {
    typedef typename token_of<in_stream_T>::type in_T;
    typedef typename token_of<out_stream_T>::type out_T;
    in_T from = in_T();
    out_T to = out_T();
    for (unsigned i = 0; i < ELEMENTS; i++) {
#ifdef __SYNTHESIS__
#pragma HLS PIPELINE
#endif
        if (i % in_T::size == 0) from = in.read();
        to[i % out_T::size] = from[i % in_T::size];
        if (i % out_T::size == out_T::size - 1) out.write(to);
    }
}

#ifndef __SYNTHESIS__
// A copy of what waits in a stream, for traces.
template <class stream_T> void peek_tensor(stream_T &stream, typename element_of<stream_T>::type *x) {
    for (unsigned tokens = unsigned(stream.size()); tokens > 0; tokens--, x += token_of<stream_T>::type::size) {
        read_token(stream, x);
        write_token(x, stream);
    }
}
#endif

} // namespace nnet

#endif
