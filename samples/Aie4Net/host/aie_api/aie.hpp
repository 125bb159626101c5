#ifndef AIE4NET_HOST_AIE_HPP
#define AIE4NET_HOST_AIE_HPP

// What the kernels use of the AIE vector API, computed value by value on the host: for verification only.
// Accumulators wrap at their width; shifting, rounding and saturating results is the only step that loses bits.

#include <array>
#include <cstdint>
#include <limits>
#include <type_traits>

#define chess_prepare_for_pipelining

struct acc32
{
    static constexpr int bits = 32;
};

struct acc64
{
    static constexpr int bits = 64;
};

namespace aie {

enum class rounding_mode { floor, ceil, positive_inf, negative_inf, symmetric_inf, symmetric_zero, conv_even };
enum class saturation_mode { none, saturate, symmetric };

struct modes
{
    rounding_mode rounding = rounding_mode::floor;
    saturation_mode saturation = saturation_mode::none;
};

// The modes of the tile that runs; every kernel sets those it needs.
inline modes &current_modes()
{
    static modes current;
    return current;
}

inline void set_rounding(rounding_mode mode) { current_modes().rounding = mode; }
inline void set_saturation(saturation_mode mode) { current_modes().saturation = mode; }

template <class T, unsigned N> struct vector
{
    std::array<T, N> values{};
};

template <unsigned N, class T> vector<T, N> load_v(const T *from)
{
    vector<T, N> result;
    for (unsigned i = 0; i < N; i++) {
        result.values[i] = from[i];
    }
    return result;
}

template <class T, unsigned N> void store_v(T *to, const vector<T, N> &v)
{
    for (unsigned i = 0; i < N; i++) {
        to[i] = v.values[i];
    }
}

template <class T, unsigned N> vector<T, 2 * N> concat(const vector<T, N> &a, const vector<T, N> &b)
{
    vector<T, 2 * N> result;
    for (unsigned i = 0; i < N; i++) {
        result.values[i] = a.values[i];
        result.values[N + i] = b.values[i];
    }
    return result;
}

template <class T, unsigned N> vector<T, N> max(vector<T, N> v, T least)
{
    for (auto &value : v.values) {
        value = value < least ? least : value;
    }
    return v;
}

// The lower bits of an integer, as two's complement.
inline int64_t wrap(uint64_t bits, int width) { return static_cast<int64_t>(bits << (64 - width)) >> (64 - width); }

inline bool rounds_up(rounding_mode mode, int64_t sum, uint64_t rest, uint64_t half)
{
    switch (mode) {
    case rounding_mode::floor: return false;
    case rounding_mode::ceil: return rest > 0;
    case rounding_mode::positive_inf: return rest >= half;
    case rounding_mode::negative_inf: return rest > half;
    case rounding_mode::symmetric_inf: return rest > half || (rest == half && sum >= 0);
    case rounding_mode::symmetric_zero: return rest > half || (rest == half && sum < 0);
    default: return rest > half || (rest == half && (((static_cast<uint64_t>(sum) & ~rest) / (2 * half)) & 1) != 0);
    }
}

// Shift, round, saturate.
template <class T> T srs(int64_t sum, int shift)
{
    int64_t result = sum;
    if (shift > 0) {
        const uint64_t half = 1ull << (shift - 1), rest = static_cast<uint64_t>(sum) & (2 * half - 1);
        result = (sum >> shift) + (rounds_up(current_modes().rounding, sum, rest, half) ? 1 : 0);
    }
    if (current_modes().saturation != saturation_mode::none) {
        const int64_t high = std::numeric_limits<T>::max();
        const int64_t low = current_modes().saturation == saturation_mode::symmetric && std::is_signed<T>::value ? -high : std::numeric_limits<T>::min();
        result = result < low ? low : result > high ? high : result;
    }
    return static_cast<T>(result);
}

template <class Tag, unsigned N> struct accum
{
    std::array<int64_t, N> values{};
};

template <unsigned M, unsigned K, unsigned N, class A, class B, class Tag> class mmul
{
public:
    static constexpr unsigned size_A = M * K, size_B = K * N, size_C = M * N;

    explicit mmul(const accum<Tag, size_C> &begin) : sums(begin) {}

    explicit mmul(const vector<int32_t, size_C> &begin, int shift = 0)
    {
        for (unsigned i = 0; i < size_C; i++) {
            sums.values[i] = wrap(static_cast<uint64_t>(static_cast<int64_t>(begin.values[i])) << shift, Tag::bits);
        }
    }

    void mac(const vector<A, size_A> &a, const vector<B, size_B> &b)
    {
        for (unsigned row = 0; row < M; row++) {
            for (unsigned column = 0; column < N; column++) {
                uint64_t sum = static_cast<uint64_t>(sums.values[row * N + column]);
                for (unsigned k = 0; k < K; k++) {
                    sum += static_cast<uint64_t>(static_cast<int64_t>(a.values[row * K + k]) * b.values[k * N + column]);
                }
                sums.values[row * N + column] = wrap(sum, Tag::bits);
            }
        }
    }

    const accum<Tag, size_C> &to_accum() const { return sums; }

    template <class T> vector<T, size_C> to_vector(int shift) const
    {
        vector<T, size_C> result;
        for (unsigned i = 0; i < size_C; i++) {
            result.values[i] = srs<T>(sums.values[i], shift);
        }
        return result;
    }

private:
    accum<Tag, size_C> sums;
};

} // namespace aie

#endif
