/* preload.c: preloaded before pira. A document of a folder called "lenta" is not finished within a minute, whatever the machine
 * is busy with; of new processes there are as many as FORKS says, if it is set. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int fsync(int fd)
{
    char link[64], path[4096] = "";
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    if (readlink(link, path, sizeof path - 1) > 0 && strstr(path, "/lenta/.pira-") != NULL)
        sleep(60);
    return 0;
}

pid_t fork(void)
{
    static int started;
    const char *allowed = getenv("FORKS");
    pid_t (*real)(void) = (pid_t (*)(void))dlsym(RTLD_NEXT, "fork");
    if (real != NULL && (allowed == NULL || started++ < atoi(allowed)))
        return real();
    errno = EAGAIN;
    return -1;
}
