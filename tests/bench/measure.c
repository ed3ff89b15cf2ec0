/* measure.c: runs a command, its output thrown away, and prints its CPU seconds (user and system, with all its descendants)
 * and the peak memory, in kB, of the largest of them. Usage: measure COMMAND [ARGUMENT]...; the exit status is the command's.
 * A program so small adds nothing to the peak. */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static void run(char **command)
{
    int null = open("/dev/null", O_RDWR);
    if (null >= 0) {
        dup2(null, STDIN_FILENO);
        dup2(null, STDOUT_FILENO);
    }
    execvp(command[0], command);
    _exit(127);
}

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

/* Browsers leave processes behind, which end soon: so long, in steps of 10 ms, they are waited for. */
enum { PATIENCE = 300 };

static void gather_orphans(void)
{
    pid_t gone;
    for (int i = 0; i < PATIENCE && (gone = waitpid(-1, NULL, WNOHANG)) >= 0; i += gone == 0)
        if (gone == 0)
            usleep(10000);
}

int main(int argc, char **argv)
{
    struct rusage used;
    int status = 0;
    if (argc < 2)
        return 2;
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);   /* orphans come to us */
    pid_t child = fork();
    if (child == 0)
        run(argv + 1);
    if (child < 0 || waitpid(child, &status, 0) != child)
        return 2;
    gather_orphans();
    if (getrusage(RUSAGE_CHILDREN, &used) != 0)
        return 2;
    printf("%.3f %ld\n", seconds(used.ru_utime) + seconds(used.ru_stime), used.ru_maxrss);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
