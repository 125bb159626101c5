#ifndef AIE4NET_ACCESS_H
#define AIE4NET_ACCESS_H

#include <adf.h>

namespace aie4net {

// Columns are contiguous in memory, rows follow each other.
struct extent
{
    unsigned columns, rows;
};

// How a port walks over a memory-tile buffer: tiles side by side, then row of tiles by row, beginning at a column.
// Outside of the boundary lie zeros: that is how slices are padded.
inline adf::tiling_parameters access(extent buffer, extent tile, unsigned first_column, extent tiles, extent boundary)
{
    adf::tiling_parameters walk;
    walk.buffer_dimension = {buffer.columns, buffer.rows};
    walk.tiling_dimension = {tile.columns, tile.rows};
    walk.offset = {static_cast<int>(first_column), 0};
    adf::traversing_parameters across, down;
    across.dimension = 0;
    across.stride = tile.columns;
    across.wrap = tiles.columns;
    down.dimension = 1;
    down.stride = tile.rows;
    down.wrap = tiles.rows;
    walk.tile_traversal = {across, down};
    walk.boundary_dimension = {boundary.columns, boundary.rows};
    return walk;
}

} // namespace aie4net

#endif
