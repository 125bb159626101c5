// The yardstick: dense layers as anyone would write them, left to the compiler's vectoriser.
// Arguments: the sizes of the layers. For every line on stdin it prints one measured rate, multiply-adds per second of
// processor time.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

__attribute__((noinline)) static int dot(const short *a, const short *b, int n) {
    int sum = 0;
    for (int i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

int main(int argc, char **argv) {
    std::vector<int> sizes;
    for (int i = 1; i < argc; i++)
        sizes.push_back(std::atoi(argv[i]));

    long products = 0;
    std::vector<std::vector<short>> weights, values;
    for (size_t layer = 0; layer < sizes.size(); layer++) {
        values.emplace_back(sizes[layer], short(100));
        if (layer == 0)
            continue;
        weights.emplace_back(sizes[layer - 1] * sizes[layer]);
        products += long(weights.back().size());
        for (size_t i = 0; i < weights.back().size(); i++)
            weights.back()[i] = short(i * 13 % 400 - 200);
    }

    volatile short sink = 0;
    while (std::getchar() != EOF) {
        const long samples = std::max(1L, 200000000L / products);
        const std::clock_t start = std::clock();
        for (long sample = 0; sample < samples; sample++) {
            values[0][0] = short(sample);
            for (size_t layer = 0; layer < weights.size(); layer++) {
                const int inputs = sizes[layer];
                for (int j = 0; j < sizes[layer + 1]; j++)
                    values[layer + 1][j] = short(std::max(dot(&weights[layer][j * inputs], values[layer].data(), inputs) >> 10, 0));
            }
            sink = short(sink + values.back()[0]);
        }
        const double seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
        std::printf("%.6g\n", double(samples) * double(products) / seconds);
        std::fflush(stdout);
    }
    return 0;
}
