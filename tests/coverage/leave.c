/* leave.c: linked into the coverage build only, so that the counts of its processes are whole.
 *
 * _exit and raise first write down what the process has run, as exit does: workers leave by the one, and a handler of signals ends
 * the program by the other. And what has too little room for it writes nothing, since half of it would spoil what others wrote. */
#include <gcov.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define ROOM ((size_t)16 << 20)

_Noreturn void __real__exit(int status);
_Noreturn void __wrap__exit(int status);
int __real_raise(int number);
int __wrap_raise(int number);

/* Writing takes memory, and does not survive its end, for which processes leave this way too; nor would the counts of others
 * survive that reading them fails on purpose (tests/faults). */
static void dump(void)
{
    const char *faults = getenv("FAULTS");
    void *room = malloc(ROOM);
    free(room);
    if (room != NULL && (faults == NULL || strcmp(faults, "io") != 0))
        __gcov_dump();
}

void __wrap__exit(int status)
{
    dump();
    __real__exit(status);
}

int __wrap_raise(int number)
{
    dump();
    return __real_raise(number);
}

/* Where files may not grow the counts are sent to a place that there is not. */
__attribute__((constructor)) static void keep_counts_whole(void)
{
    struct rlimit size;
    if (getrlimit(RLIMIT_FSIZE, &size) != 0 || size.rlim_cur == RLIM_INFINITY)
        return;
    setenv("GCOV_PREFIX", "/dev/null", 1);
    setenv("GCOV_ERROR_FILE", "/dev/null", 1);
}
