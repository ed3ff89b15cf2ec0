/* faults.c: preloaded before pira, makes a call fail: an allocation, or one of input and output.
 *
 * FAULTS      what fails: "alloc" (one allocation), "alloc-on" (that one and all after it), "io"
 * FAULTS_AT   run as usual, and fail at the call of this number, with the fault FAULTS_HOW (an index of its list)
 * FAULTS_LOG  without FAULTS_AT: a file. At every call the process forks: the child meets the fault and runs to its end, the
 *             parent notes in this file what became of it, and goes on. So a whole campaign costs little more than the ends
 *             of its runs. From the first call that changes something on the disk the calls are only listed ("late"): for them
 *             somebody runs the program anew, with FAULTS_AT.
 * FAULTS_LATE  1: all calls are late
 * FAULTS_WORKER  1: FAULTS_AT is a number of a process that the program has forked (which goes on counting where its parent
 *             was), 0: of the program itself. Only the first that comes to it meets the fault.
 * FAULTS_DEPTH  fork only once for each way the call was reached, told apart by that many return addresses; 0: always
 * FAULTS_STEP, FAULTS_PHASE  of what is left take every STEP-th, beginning with PHASE
 *
 * FAULTS_OUTPUT  the file that the program writes: put back after each child
 * FAULTS_TRAP  stop there for a debugger
 * FAULTS_SAY   log standard output too
 * FAULTS_TELL  say at the end of a run how many blocks are alive, and the number of the first
 *
 * A late line of the log: number, call, fault, its index, "late", FAULTS_WORKER; another one: number, call, fault, its index, signal, exit status, blocks leaked, checksum of standard output, of the
 * output file (0: it is the old one), standard error, standard output (with \n, \t and \\
 * escaped); parted by tabs. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SHORT = -1, CPU_SECONDS = 20, WALL_SECONDS = 120, FDS = 64, NOT_THERE = 1, TABLE = 1 << 18 };

static struct {
    bool on, io, rest;            /* counting; which calls; all after the first fault too */
    bool busy;                    /* inside the shim: what it calls itself does not count */
    bool struck, child, late, trap, say;
    bool worker, in_worker;       /* a process that the program forked; where FAULTS_AT is */
    long count, at, how, depth, step, phase, chosen;
    FILE *log;
    const char *output;
    char old[4096];               /* what stood there */
    size_t old_len;
    uint64_t old_sum;
    int fault;                    /* what the call at hand has to do: an errno, SHORT, or 0 */
} f;

/* What all processes of a run share. */
static struct {
    int leaked;                    /* blocks that were alive at the end of a child, or of the workers of a run */
    bool struck;                   /* some process has met the fault */
} *shared;

/* ---- blocks that are alive ---- */

static long alive, alive_at_fork;
static uint64_t *seen;

/* Where each block was born, kept with FAULTS_AT only: in a campaign every child would copy the pages it changes. */
static struct block { void *p; long number; } *blocks;   /* open addressing; p GONE: was there once */
#define GONE ((void *)1)

static size_t slot_of(const void *p)
{
    return (size_t)(((uintptr_t)p >> 4) * 0x9E3779B97F4A7C15u >> 46);
}

static void born(void *p)
{
    if (p == NULL || !f.on || f.busy)
        return;
    alive++;
    if (blocks == NULL)
        return;
    size_t i = slot_of(p);
    while (blocks[i].p != NULL && blocks[i].p != GONE)
        i = (i + 1) % TABLE;
    blocks[i] = (struct block){p, f.count};
}

static void dies(void *p)
{
    if (p == NULL || !f.on || f.busy)
        return;
    alive--;
    for (size_t i = slot_of(p); blocks != NULL && blocks[i].p != NULL; i = (i + 1) % TABLE)
        if (blocks[i].p == p) {
            blocks[i].p = GONE;
            return;
        }
}

/* The number of the oldest block that is alive; 0: none is, or nobody knows. */
static long oldest(void)
{
    long first = 0;
    for (size_t i = 0; alive > 0 && blocks != NULL && i < TABLE; i++)
        if (blocks[i].p != NULL && blocks[i].p != GONE && (first == 0 || blocks[i].number < first))
            first = blocks[i].number;
    return first;
}

/* ---- the real calls ---- */

#define REAL(name) static __typeof__(name) *real_##name
REAL(malloc); REAL(calloc); REAL(realloc); REAL(free); REAL(posix_memalign); REAL(aligned_alloc);
REAL(open); REAL(openat); REAL(read); REAL(write); REAL(fsync); REAL(close); REAL(renameat); REAL(fstat); REAL(fstatat);
REAL(stat); REAL(lstat); REAL(mkdir); REAL(unlinkat); REAL(dup); REAL(flock); REAL(fchmod); REAL(fchown); REAL(faccessat);
REAL(readlinkat); REAL(fdopendir); REAL(readdir); REAL(realpath); REAL(fopen); REAL(fopen64); REAL(access);
REAL(getentropy); REAL(fread); REAL(opendir); REAL(lseek); REAL(fork); REAL(socketpair); REAL(send); REAL(recv); REAL(poll);
static void (*real_exit)(int) __attribute__((noreturn));

static char early[65536];          /* what dlsym itself asks for */
static size_t early_used;

static void find_real(void)
{
#define FIND(name) real_##name = (__typeof__(real_##name))dlsym(RTLD_NEXT, #name)
    FIND(malloc); FIND(calloc); FIND(realloc); FIND(free); FIND(posix_memalign); FIND(aligned_alloc);
    FIND(open); FIND(openat); FIND(read); FIND(write); FIND(fsync); FIND(close); FIND(renameat); FIND(fstat); FIND(fstatat);
    FIND(stat); FIND(lstat); FIND(mkdir); FIND(unlinkat); FIND(dup); FIND(flock); FIND(fchmod); FIND(fchown); FIND(faccessat);
    FIND(readlinkat); FIND(fdopendir); FIND(readdir); FIND(realpath); FIND(fopen); FIND(fopen64); FIND(access);
    FIND(getentropy); FIND(fread); FIND(opendir); FIND(lseek); FIND(fork); FIND(socketpair); FIND(send); FIND(recv); FIND(poll);
    real_exit = (__typeof__(real_exit))dlsym(RTLD_NEXT, "_exit");
}

/* ---- a campaign: a child for each fault ---- */

static void note_text(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (text[i] == '\n' || text[i] == '\t' || text[i] == '\\')
            fprintf(f.log, "\\%c", text[i] == '\n' ? 'n' : text[i] == '\t' ? 't' : '\\');
        else
            fputc(text[i], f.log);
}

/* The length of what FD holds, its beginning, and its checksum (FNV-1a). */
static size_t read_back(int fd, char *text, size_t room, uint64_t *sum)
{
    char part[65536];
    size_t len = 0;
    ssize_t n;
    *sum = 14695981039346656037u;
    real_lseek(fd, 0, SEEK_SET);
    while ((n = real_read(fd, part, sizeof part)) > 0) {
        for (ssize_t i = 0; i < n; i++) {
            *sum = (*sum ^ (unsigned char)part[i]) * 1099511628211u;
            if (len + (size_t)i < room)
                text[len + (size_t)i] = part[i];
        }
        len += (size_t)n;
    }
    return len;
}

static uint64_t sum_output(void)
{
    uint64_t sum = NOT_THERE;
    int fd = f.output != NULL ? real_open(f.output, O_RDONLY | O_CLOEXEC) : -1;
    if (fd >= 0) {
        f.old_len = f.old_len > 0 ? f.old_len : read_back(fd, f.old, sizeof f.old, &sum);
        read_back(fd, NULL, 0, &sum);
        real_close(fd);
    }
    return sum;
}

/* The checksum of what the child wrote, 0 when it wrote nothing; the old file stands again afterwards. */
static uint64_t restore_output(void)
{
    uint64_t sum = sum_output();
    if (sum == f.old_sum)
        return 0;
    unlink(f.output);
    if (f.old_sum == NOT_THERE)
        return sum;
    int fd = real_open(f.output, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    if (fd < 0 || real_write(fd, f.old, f.old_len) != (ssize_t)f.old_len)
        abort();
    real_close(fd);
    return sum;
}

static void become_child(int out, int err)
{
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    struct rlimit cpu = {CPU_SECONDS, CPU_SECONDS}, core = {0, 0};
    setrlimit(RLIMIT_CPU, &cpu);
    setrlimit(RLIMIT_CORE, &core);
    alarm(WALL_SECONDS);
    f.child = f.struck = true;
}

static bool spawn(const char *call, int fault, int index)
{
    off_t offsets[FDS];
    int out = memfd_create("out", 0), err = memfd_create("err", 0), status = 0;
    fflush(f.log);
    for (int fd = 0; fd < FDS; fd++)
        offsets[fd] = real_lseek(fd, 0, SEEK_CUR);
    shared->leaked = 0;
    pid_t pid = real_fork();
    if (pid == 0) {
        become_child(out, err);
        real_close(out);
        real_close(err);
        return true;
    }
    waitpid(pid, &status, 0);
    for (int fd = 0; fd < FDS; fd++)
        if (offsets[fd] >= 0)
            real_lseek(fd, offsets[fd], SEEK_SET);
    static char text[16384], said[65536];
    uint64_t sum, ignored;
    size_t outs = read_back(out, said, sizeof said, &sum), errors = read_back(err, text, sizeof text, &ignored);
    fprintf(f.log, "%ld\t%s\t%d\t%d\t%d\t%d\t%d\t%llx\t%llx\t", f.count, call, fault, index, WIFSIGNALED(status) ? WTERMSIG(status) : 0,
            WIFEXITED(status) ? WEXITSTATUS(status) : -1, shared->leaked, (unsigned long long)sum, (unsigned long long)restore_output());
    note_text(text, errors < sizeof text ? errors : sizeof text);
    fputc('\t', f.log);
    if (f.say)
        note_text(said, outs < sizeof said ? outs : sizeof said);
    fputc('\n', f.log);
    real_close(out);
    real_close(err);
    return false;
}

/* Whether the way to this call has not been met before. */
static bool is_new_way(int fault)
{
    void *frames[64];
    if (f.depth == 0)
        return true;
    int n = backtrace(frames, (int)(f.depth + 3 < 64 ? f.depth + 3 : 64));
    uint64_t hash = 14695981039346656037u ^ (uint64_t)(unsigned)fault;
    for (int i = 3; i < n; i++)
        hash = (hash ^ (uint64_t)(uintptr_t)frames[i]) * 1099511628211u;
    hash |= 1;
    for (size_t i = hash % TABLE;; i = (i + 1) % TABLE) {
        if (seen[i] == hash)
            return false;
        if (seen[i] == 0) {
            seen[i] = hash;
            return true;
        }
    }
}

static bool is_chosen(int fault)
{
    return is_new_way(fault) && f.chosen++ % f.step == f.phase;
}

/* Whether the call at hand has to fail: then f.fault says how. FAULTS ends with 0. */
static bool __attribute__((noinline)) strikes(const char *call, const int *faults)
{
    if (!f.on || f.busy)
        return false;
    f.count++;
    if (f.struck)
        return f.rest;
    f.busy = true;
    int saved = errno;
    bool now = false;
    if (f.log == NULL) {
        now = f.count == f.at && f.worker == f.in_worker && !shared->struck;
        f.fault = now ? faults[f.how] : 0;
        f.struck = now;
        shared->struck = shared->struck || now;
        if (now && f.trap)
            raise(SIGTRAP);
    }
    for (int i = 0; f.log != NULL && !now && faults[i] != 0; i++) {
        if (!is_chosen(faults[i]))
            continue;
        f.fault = faults[i];
        if (f.late)
            fprintf(f.log, "%ld\t%s\t%d\t%d\tlate\t%d\n", f.count, call, faults[i], i, f.worker);
        else
            now = spawn(call, faults[i], i);
    }
    if (!now)
        errno = saved;
    f.busy = false;
    return now;
}

/* ---- allocations ---- */

static bool no_memory(const char *call)
{
    static const int faults[] = {ENOMEM, 0};
    if (f.io || !strikes(call, faults))
        return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    if (real_malloc == NULL) {
        void *p = early + early_used;
        early_used += (size + 15) / 16 * 16;
        return early_used <= sizeof early ? p : NULL;
    }
    void *p = no_memory("malloc") ? NULL : real_malloc(size);
    born(p);
    return p;
}

void *calloc(size_t count, size_t size)
{
    if (real_calloc == NULL)
        return malloc(count * size);   /* of EARLY, which is zero */
    void *p = no_memory("calloc") ? NULL : real_calloc(count, size);
    born(p);
    return p;
}

static bool is_early(const void *p)
{
    return (const char *)p >= early && (const char *)p < early + sizeof early;
}

void *realloc(void *old, size_t size)
{
    if (is_early(old)) {
        void *moved = malloc(size);
        if (moved != NULL)
            memcpy(moved, old, size);
        return moved;
    }
    if (no_memory("realloc"))
        return NULL;
    void *p = real_realloc(old, size);
    if (p != NULL || size == 0)
        dies(old);
    born(p);
    return p;
}

void *reallocarray(void *old, size_t count, size_t size)
{
    return size != 0 && count > SIZE_MAX / size ? NULL : realloc(old, count * size);
}

int posix_memalign(void **p, size_t alignment, size_t size)
{
    if (no_memory("posix_memalign"))
        return ENOMEM;
    int error = real_posix_memalign(p, alignment, size);
    if (error == 0)
        born(*p);
    return error;
}

void *aligned_alloc(size_t alignment, size_t size)
{
    void *p = no_memory("aligned_alloc") ? NULL : real_aligned_alloc(alignment, size);
    born(p);
    return p;
}

void free(void *p)
{
    if (is_early(p))
        return;
    dies(p);
    real_free(p);
}

/* ---- input and output ---- */

/* What is done in the child that a campaign needs undone, or would disturb its parent: from here on runs are made anew. */
static void changes_disk(void)
{
    f.late = true;
}

/* True when the call fails: errno is set. */
static bool fails(const char *call, const int *faults)
{
    if (!f.io || !strikes(call, faults))
        return false;
    if (f.fault != SHORT)
        errno = f.fault;
    return true;
}


static const int on_open[] = {EACCES, EIO, EMFILE, ENOENT, EINTR, ENOMEM, 0};
static const int on_fopen[] = {EACCES, EIO, EMFILE, ENOENT, 0};   /* no EINTR: others call it, and on regular files it does not come */
static const int on_create[] = {EACCES, ENOSPC, EROFS, EINTR, EIO, EDQUOT, EEXIST, 0};
static const int on_read[] = {EIO, EINTR, SHORT, EISDIR, 0};
static const int on_write[] = {ENOSPC, EIO, EINTR, SHORT, EDQUOT, EFBIG, EPIPE, 0};
static const int on_sync[] = {EIO, ENOSPC, EINTR, EINVAL, 0};
static const int on_close[] = {EIO, ENOSPC, EINTR, 0};
static const int on_rename[] = {EACCES, EIO, ENOSPC, EXDEV, EROFS, 0};
static const int on_stat[] = {EIO, EACCES, ENOMEM, 0};
static const int on_mkdir[] = {EACCES, ENOSPC, EROFS, EIO, 0};
static const int on_unlink[] = {EACCES, EIO, EROFS, 0};
static const int on_change[] = {EPERM, EIO, EROFS, EINTR, 0};
static const int on_lock[] = {ENOLCK, EINTR, EWOULDBLOCK, 0};
static const int on_path[] = {EACCES, EIO, ENOMEM, ENOENT, 0};
static const int on_real[] = {EACCES, EIO, ENOMEM, 0};
static const int on_random[] = {EIO, ENOSYS, 0};
static const int on_dup[] = {EMFILE, 0};
static const int on_fork[] = {EAGAIN, ENOMEM, 0};
static const int on_socketpair[] = {EMFILE, ENFILE, 0};
static const int on_send[] = {EINTR, EPIPE, SHORT, 0};
static const int on_recv[] = {EINTR, ECONNRESET, 0};
static const int on_poll[] = {EINTR, ENOMEM, 0};

int open(const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    mode_t mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
    va_end(args);
    if (flags & O_CREAT)
        changes_disk();
    return fails("open", flags & O_CREAT ? on_create : on_open) ? -1 : real_open(path, flags, mode);
}

int openat(int at, const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    mode_t mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
    va_end(args);
    if (flags & O_CREAT)
        changes_disk();
    return fails("openat", flags & O_CREAT ? on_create : on_open) ? -1 : real_openat(at, path, flags, mode);
}

ssize_t read(int fd, void *data, size_t len)
{
    if (fails("read", on_read)) {
        if (f.fault != SHORT)
            return -1;
        len = len > 7 ? 7 : len;
    }
    return real_read(fd, data, len);
}

ssize_t write(int fd, const void *data, size_t len)
{
    if (fd == STDOUT_FILENO)
        changes_disk();
    if (fails("write", on_write)) {
        if (f.fault != SHORT)
            return -1;
        len = len > 7 ? 7 : len;
    }
    return real_write(fd, data, len);
}

/* A descriptor is closed whatever close says (Linux). */
int close(int fd)
{
    bool failed = fails("close", on_close);
    int error = errno, status = real_close(fd);
    if (failed)
        errno = error;
    return failed ? -1 : status;
}

#define PLAIN(name, faults, parameters, arguments) \
    int name parameters { return fails(#name, faults) ? -1 : real_##name arguments; }
#define CHANGES(name, faults, parameters, arguments) \
    int name parameters { changes_disk(); return fails(#name, faults) ? -1 : real_##name arguments; }

PLAIN(fsync, on_sync, (int fd), (fd))
PLAIN(fstat, on_stat, (int fd, struct stat *st), (fd, st))
PLAIN(fstatat, on_stat, (int at, const char *path, struct stat *st, int flags), (at, path, st, flags))
PLAIN(stat, on_stat, (const char *path, struct stat *st), (path, st))
PLAIN(lstat, on_stat, (const char *path, struct stat *st), (path, st))
PLAIN(dup, on_dup, (int fd), (fd))
PLAIN(flock, on_lock, (int fd, int how), (fd, how))
PLAIN(faccessat, on_path, (int at, const char *path, int mode, int flags), (at, path, mode, flags))
PLAIN(access, on_path, (const char *path, int mode), (path, mode))
PLAIN(getentropy, on_random, (void *data, size_t len), (data, len))
CHANGES(renameat, on_rename, (int a, const char *from, int b, const char *to), (a, from, b, to))
CHANGES(mkdir, on_mkdir, (const char *path, mode_t mode), (path, mode))
CHANGES(unlinkat, on_unlink, (int at, const char *path, int flags), (at, path, flags))
CHANGES(fchmod, on_change, (int fd, mode_t mode), (fd, mode))
CHANGES(fchown, on_change, (int fd, uid_t user, gid_t group), (fd, user, group))

ssize_t readlinkat(int at, const char *path, char *to, size_t room)
{
    return fails("readlinkat", on_path) ? -1 : real_readlinkat(at, path, to, room);
}

DIR *fdopendir(int fd)
{
    return fails("fdopendir", on_open) ? NULL : real_fdopendir(fd);
}

DIR *opendir(const char *path)
{
    return fails("opendir", on_open) ? NULL : real_opendir(path);
}

struct dirent *readdir(DIR *dir)
{
    return fails("readdir", on_stat) ? NULL : real_readdir(dir);
}

char *realpath(const char *path, char *to)
{
    return fails("realpath", on_real) ? NULL : real_realpath(path, to);
}

FILE *fopen(const char *path, const char *mode)
{
    return fails("fopen", on_fopen) ? NULL : real_fopen(path, mode);
}

FILE *fopen64(const char *path, const char *mode)
{
    return fails("fopen", on_fopen) ? NULL : real_fopen64(path, mode);
}

size_t fread(void *data, size_t size, size_t count, FILE *file)
{
    static const int faults[] = {EIO, 0};
    return fails("fread", faults) ? 0 : real_fread(data, size, count, file);
}

/* ---- processes ---- */

PLAIN(socketpair, on_socketpair, (int domain, int type, int protocol, int ends[2]), (domain, type, protocol, ends))
PLAIN(poll, on_poll, (struct pollfd *fds, nfds_t n, int wait), (fds, n, wait))

ssize_t recv(int fd, void *data, size_t len, int flags)
{
    return fails("recv", on_recv) ? -1 : real_recv(fd, data, len, flags);
}

ssize_t send(int fd, const void *data, size_t len, int flags)
{
    if (fails("send", on_send)) {
        if (f.fault != SHORT)
            return -1;
        len = len > 7 ? 7 : len;
    }
    return real_send(fd, data, len, flags);
}

/* A worker counts on, and notes its calls in the same log. */
pid_t fork(void)
{
    if (fails("fork", on_fork))
        return -1;
    if (f.log != NULL)
        fflush(f.log);
    pid_t pid = real_fork();
    if (pid == 0) {
        f.worker = true;
        alive_at_fork = alive;
    }
    return pid;
}

/* How a worker leaves: what it took since it began it must have given back. */
void _exit(int status)
{
    if (f.worker && f.on && status == 0)
        shared->leaked += (int)(alive - alive_at_fork);
    f.on = false;
    if (f.worker && f.log != NULL)
        fflush(f.log);
    real_exit(status);
}

/* ---- begin and end ---- */

/* libxml2 spreads its hashes by chance: here all runs are alike, so that a call's number finds it again. */
int rand_r(unsigned *seed)
{
    return (int)(*seed & 0);
}

static long number(const char *name, long otherwise)
{
    const char *text = getenv(name);
    return text != NULL && *text != '\0' ? atol(text) : otherwise;
}

static void *fresh(size_t size)
{
    return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
}

static void prepare(void)
{
    const char *kind = getenv("FAULTS"), *log = getenv("FAULTS_LOG");
    void *frames[4];
    f.busy = true;
    backtrace(frames, 4);          /* loads what it needs */
    seen = fresh(TABLE * sizeof *seen);
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    f.io = kind != NULL && strcmp(kind, "io") == 0;
    f.rest = kind != NULL && strcmp(kind, "alloc-on") == 0;
    f.at = number("FAULTS_AT", 0);
    f.how = number("FAULTS_HOW", 0);
    f.depth = number("FAULTS_DEPTH", 0);
    f.step = number("FAULTS_STEP", 1);
    f.phase = number("FAULTS_PHASE", 0);
    f.say = number("FAULTS_SAY", 0) != 0;
    f.trap = number("FAULTS_TRAP", 0) != 0;
    f.late = number("FAULTS_LATE", 0) != 0;
    f.in_worker = number("FAULTS_WORKER", 0) != 0;
    f.output = getenv("FAULTS_OUTPUT");
    f.old_sum = sum_output();
    f.log = log != NULL && f.at == 0 ? real_fopen(log, "a") : NULL;
    if (f.log != NULL)
        setvbuf(f.log, NULL, _IOLBF, 65536);   /* several processes write it, each whole lines */
    blocks = f.log == NULL ? fresh(TABLE * sizeof *blocks) : NULL;
    f.on = kind != NULL && strcmp(kind, "none") != 0;
    f.busy = false;
}

static void finish(void)
{
    void (*tidy)(void) = (void (*)(void))dlsym(RTLD_DEFAULT, "xmlCleanupParser");   /* what libxml2 keeps for the next parse */
    f.rest = false;
    f.struck = true;
    if (tidy != NULL)
        tidy();
    long first = oldest();
    f.on = false;
    shared->leaked = (int)alive + (f.child ? 0 : shared->leaked);
    if (f.log != NULL && !f.child) {
        fprintf(f.log, "end\t%ld\t%d\t%ld\n", f.count, f.late ? shared->leaked : (int)alive, first);
        fclose(f.log);
    } else if (number("FAULTS_TELL", 0)) {
        fprintf(stderr, "faults: %d blocks alive, the first born at call %ld of %ld\n", shared->leaked, first, f.count);
    }
}

static int (*real_main)(int, char **, char **);

static int main_between(int argc, char **argv, char **environment)
{
    prepare();
    int status = real_main(argc, argv, environment);
    finish();
    return status;
}

int __libc_start_main(int (*program)(int, char **, char **), int argc, char **argv, void (*init)(void), void (*fini)(void),
                      void (*rtld_fini)(void), void *stack_end)
{
    find_real();
    int (*start)(int (*)(int, char **, char **), int, char **, void (*)(void), void (*)(void), void (*)(void), void *)
        = (__typeof__(start))dlsym(RTLD_NEXT, "__libc_start_main");
    real_main = program;
    return start(main_between, argc, argv, init, fini, rtld_fini, stack_end);
}
