/* slow_fsync.c: preloaded before pira, keeps an output unfinished for ten seconds, so that a signal finds it so. */
#include <unistd.h>

int fsync(int fd)
{
    (void)fd;
    sleep(10);
    return 0;
}
