#ifndef AIE4NET_HOST_ADF_PLIO_H
#define AIE4NET_HOST_ADF_PLIO_H

// Ports to the outside: text files of integers, as the simulators take and write them.

#include <fstream>
#include <string>

#include "port.h"
#include "shared_buffer.h"

namespace adf {

enum plio_type { plio_32_bits = 32, plio_64_bits = 64, plio_128_bits = 128 };

struct plio_model : maker
{
    std::string file;
    std::ifstream stream;
    long done = -1;
    words values;

    words make(port_state &port, long iteration) override
    {
        if (done == iteration) {
            return values;
        }
        if (!stream.is_open()) {
            stream.open(file);
        }
        // As many as the writing walk of the buffer takes.
        size_t count = 0;
        for (auto *reader : port.readers) {
            while (!reader->readers.empty()) {
                reader = reader->readers.front();
            }
            follow(reader->walk, [&](long) { count++; });
        }
        values.assign(count, 0);
        for (auto &value : values) {
            if (!(stream >> value)) {
                fail("an input file is missing or too short");
            }
        }
        done = iteration;
        return values;
    }
};

struct output_model
{
    std::string file;
    port_list in;
};

// What graph::run pulls.
inline std::vector<std::shared_ptr<output_model>> &outputs()
{
    static std::vector<std::shared_ptr<output_model>> all;
    return all;
}

class input_plio
{
public:
    port_list out;

    static input_plio create(const std::string &, plio_type, const std::string &file)
    {
        input_plio made;
        made.model = std::make_shared<plio_model>();
        made.model->file = file;
        made.out = port_list(made.model.get());
        return made;
    }

private:
    std::shared_ptr<plio_model> model;
};

class output_plio
{
public:
    port_list in;

    static output_plio create(const std::string &, plio_type, const std::string &file)
    {
        output_plio made;
        auto model = std::make_shared<output_model>();
        model->file = file;
        made.in = model->in;
        outputs().push_back(model);
        return made;
    }
};

} // namespace adf

#endif
