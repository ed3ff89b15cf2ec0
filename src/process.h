/* process.h: how this process and its workers begin, are told to end, and end. There is one of it: for main.c and memory.c. */
#ifndef PIRA_PROCESS_H
#define PIRA_PROCESS_H

#include <stdbool.h>

#include "base/file_write.h"
#include "pira.h"

/* Standard descriptors that were closed outside are taken by what fails when it is used. Before anything is opened. */
void process_keep_descriptors(void);

/* From now on a signal that ends the program removes the unfinished output and ends the workers first. */
void process_catch_signals(void);

/* The output that is removed; the workers that are ended. */
extern const struct file_write_guard process_guard;
extern const struct pira_processes process_workers;

/* Whether the last line on the terminal shows progress, and a signal has to end it. */
void process_line_is_open(bool open);

/* The program stops after SECONDS with its message and PIRA_LIMIT, wherever it is; 0: never. */
void process_set_timeout(unsigned seconds, enum diag_lang lang);

/* Makes ready what process_stop_without_memory says; false when memory is short already. */
bool process_prepare_words(enum diag_lang lang);

/* Stops the program as a signal would, with the message that memory ran out and PIRA_LIMIT; a worker says nothing: the one that
 * started it tells of which plan. */
_Noreturn void process_stop_without_memory(void);

#endif
