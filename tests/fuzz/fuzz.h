/* fuzz.h: what the fuzz targets share: the data of the program, read once, and the way from a plan's bytes to a PDF. */
#ifndef PIRA_TESTS_FUZZ_H
#define PIRA_TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

struct codes;
struct template;
struct xml_schema;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Read at the first call, for as long as the process lives; the working folder is that of the project. */
struct fuzz_data {
    struct xml_schema *plans;
    struct codes *codes;
    struct template *template;   /* a small one that prints all of a plan */
};
const struct fuzz_data *fuzz_data(void);

/* A plan's bytes through every stage to a PDF, laid out by TEMPLATE, as far as they go; D receives the messages. */
void fuzz_plan(const uint8_t *data, size_t size, const struct template *template, struct diag *d);

/* Stops the process, which libFuzzer takes for a fault, when a promise does not hold. */
#define FUZZ_PROMISE(holds) do { if (!(holds)) __builtin_trap(); } while (0)

#endif
