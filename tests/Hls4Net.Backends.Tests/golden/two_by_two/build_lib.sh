#!/bin/sh
# Builds the bridge as a shared library with the host compiler: ./build_lib.sh [compiler] [further flags]
set -e
cd "$(dirname "$0")"
compiler=${1:-g++}
[ $# -gt 0 ] && shift
"$compiler" -std=c++14 -O2 -fPIC -shared -Ifirmware/ap_types "$@" \
    firmware/small.cpp small_bridge.cpp -o firmware/libsmall.so
