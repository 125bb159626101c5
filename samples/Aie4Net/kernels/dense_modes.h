#ifndef AIE4NET_DENSE_MODES_H
#define AIE4NET_DENSE_MODES_H

namespace aie4net {

// Where the bits below the last one of a result go; the names are those of the tiles' modes.
enum class rounding { floor, positive_inf, negative_inf, symmetric_inf, symmetric_zero, conv_even };

// What happens to a result beyond the range of its type; none: the upper bits are dropped.
enum class saturation { none, saturate, symmetric };

} // namespace aie4net

#endif
