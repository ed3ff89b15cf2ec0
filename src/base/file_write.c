/* file_write.c: output that is whole or not there: written beside its place, synced, then renamed into it. */
#include "base/file_write.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"

enum { LINKS_FOLLOWED = 8, TEMP_ATTEMPTS = 16, LINK_BYTES = 4096 };

/* The names of temporary files: ".pira-0123456789abcdef.tmp". */
#define TEMP_BEGIN ".pira-"
#define TEMP_END   ".tmp"
enum { TEMP_DIGITS = 16 };

/* Where an output goes. Paths are owned by the arena of file_write. */
struct target {
    const char *path;          /* as the user gave it */
    const char *folder_path;   /* "." when PATH has none */
    int folder;                /* descriptor of the folder; -1 while not open */
    const char *name;          /* inside the folder, links resolved */
    bool exists;
    struct stat old;           /* of the file that is there */
    const char *temp_name;     /* inside the folder */
    const char *temp_path;
};

static const struct { int error; enum diag_code code; } causes[] = {
    {ENOENT, DIAG_OUTPUT_NO_FOLDER}, {ENOTDIR, DIAG_OUTPUT_NO_FOLDER},
    {EACCES, DIAG_OUTPUT_DENIED},    {EPERM, DIAG_OUTPUT_DENIED},   {EROFS, DIAG_OUTPUT_DENIED},
    {ENOSPC, DIAG_OUTPUT_FULL},      {EDQUOT, DIAG_OUTPUT_FULL},    {EFBIG, DIAG_OUTPUT_FULL},
    {ENOMEM, DIAG_NO_MEMORY},
};

/* Reports why PATH cannot be written: the cause is errno. Always false. */
static bool fail(struct diag *d, const char *path)
{
    int error = errno;
    for (size_t i = 0; i < sizeof causes / sizeof *causes; i++)
        if (causes[i].error == error) {
            diag_say(d, causes[i].code, NULL, path);
            return false;
        }
    diag_say(d, DIAG_OUTPUT_FAILED, NULL, path, strerror(error));
    return false;
}

static bool refuse(struct diag *d, enum diag_code code, const char *path)
{
    diag_say(d, code, NULL, path);
    return false;
}

static bool write_all(int fd, const char *data, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, data, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        data += n;
        len -= (size_t)n;
    }
    return true;
}

/* Closes FD; false when that tells a failed write. EINTR tells nothing: the descriptor is closed all the same, and what
 * matters was synced before. */
static bool close_told(int fd)
{
    return close(fd) == 0 || errno == EINTR;
}

static bool sync_told(int fd)
{
    int status;
    do
        status = fsync(fd);
    while (status != 0 && errno == EINTR);
    return status == 0;
}

static int open_in(int folder, const char *name, int flags, mode_t mode)
{
    int fd;
    do
        fd = openat(folder, name, flags | O_CLOEXEC, mode);
    while (fd < 0 && errno == EINTR);
    return fd;
}

/* Some file systems tell a failed write only when the file is closed: a copy of the descriptor is closed, so that
 * standard output stays open for whoever owns it. */
static bool write_stdout(const void *data, size_t len, struct diag *d)
{
    if (!write_all(STDOUT_FILENO, data, len))
        return fail(d, "-");
    int copy = dup(STDOUT_FILENO);
    return (copy >= 0 && close_told(copy)) || fail(d, "-");
}

static bool split_path(struct arena *a, struct target *t)
{
    const char *slash = strrchr(t->path, '/');
    if (!slash)
        t->folder_path = ".";
    else if (slash == t->path)
        t->folder_path = "/";
    else
        t->folder_path = arena_strndup(a, t->path, (size_t)(slash - t->path));
    t->name = slash ? slash + 1 : t->path;
    errno = ENOMEM;
    return t->folder_path != NULL;
}

/* The name a link of the folder stands for, owned by the arena; NULL when it leads out of the folder or is too long. */
static const char *read_link(struct arena *a, const struct target *t)
{
    char to[LINK_BYTES];
    ssize_t n = readlinkat(t->folder, t->name, to, sizeof to);
    if (n <= 0 || (size_t)n >= sizeof to || memchr(to, '/', (size_t)n))
        return NULL;
    return arena_strndup(a, to, (size_t)n);
}

/* Follows links inside the folder and learns what stands at the target. */
static bool resolve(struct arena *a, struct target *t, struct diag *d)
{
    for (int links = 0; links < LINKS_FOLLOWED; links++) {
        if (*t->name == '\0')
            return refuse(d, DIAG_OUTPUT_NOT_FILE, t->path);
        t->exists = fstatat(t->folder, t->name, &t->old, AT_SYMLINK_NOFOLLOW) == 0;
        if (!t->exists)
            return errno == ENOENT || fail(d, t->path);
        if (!S_ISLNK(t->old.st_mode))
            return S_ISREG(t->old.st_mode) || refuse(d, DIAG_OUTPUT_NOT_FILE, t->path);
        t->name = read_link(a, t);
        if (!t->name)
            break;
    }
    return refuse(d, DIAG_OUTPUT_LINK, t->path);
}

/* A file that is write-protected, or that the program is reading, is not to be replaced. */
static bool may_replace(const struct target *t, const char *const *inputs, struct diag *d)
{
    struct stat in;
    if (!t->exists)
        return true;
    if (faccessat(t->folder, t->name, W_OK, 0) != 0)
        return fail(d, t->path);
    for (; inputs && *inputs; inputs++)
        if (stat(*inputs, &in) == 0 && in.st_dev == t->old.st_dev && in.st_ino == t->old.st_ino)
            return refuse(d, DIAG_OUTPUT_IS_INPUT, t->path);
    return true;
}

/* A name nobody can guess and lay a trap for. */
static bool name_temp(struct arena *a, struct target *t)
{
    uint64_t random;
    if (getentropy(&random, sizeof random) != 0)
        return false;
    t->temp_name = arena_printf(a, TEMP_BEGIN "%016llx" TEMP_END, (unsigned long long)random);
    t->temp_path = t->temp_name ? arena_printf(a, "%s/%s", t->folder_path, t->temp_name) : NULL;
    errno = ENOMEM;
    return t->temp_path != NULL;
}

static void remember(const struct file_write_guard *guard, const char *path)
{
    if (guard)
        guard->remember(guard->self, path);
}

/* ---- what killed runs left behind ---- */

static bool is_temp_name(const char *name)
{
    size_t begin = strlen(TEMP_BEGIN), digits = strspn(name + (strncmp(name, TEMP_BEGIN, begin) == 0 ? begin : 0), "0123456789abcdef");
    return strncmp(name, TEMP_BEGIN, begin) == 0 && digits == TEMP_DIGITS && strcmp(name + begin + digits, TEMP_END) == 0;
}

/* Removes the temporary file NAME unless its writer is alive: then it holds the lock. */
static void remove_stale(int folder, const char *name)
{
    struct stat st;
    int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_uid == geteuid() && flock(fd, LOCK_EX | LOCK_NB) == 0)
        unlinkat(folder, name, 0);
    close(fd);
}

/* A kill lets nobody tidy up: the next run does. What cannot be removed stays, and is no failure. */
static void remove_litter(const struct target *t)
{
    int fd = openat(t->folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    for (const struct dirent *e; dir && (e = readdir(dir)) != NULL;)
        if (is_temp_name(e->d_name))
            remove_stale(t->folder, e->d_name);
    if (dir)
        closedir(dir);
    else if (fd >= 0)
        close(fd);
}

/* ---- writing ---- */

/* Locks the new temporary file as long as it is open, so that no other run takes it for litter. False when another run was
 * faster. (A file system without locks has nobody who could take it.) */
static bool claim(const struct target *t, int fd)
{
    struct stat st;
    if (flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return false;
    return fstatat(t->folder, t->temp_name, &st, AT_SYMLINK_NOFOLLOW) == 0;
}

/* The guard hears of the name first: a signal between the two finds nothing to remove, and nothing is left behind. */
static int create_temp(struct arena *a, struct target *t, const struct file_write_guard *guard)
{
    for (int i = 0; i < TEMP_ATTEMPTS; i++) {
        if (!name_temp(a, t))
            return -1;
        remember(guard, t->temp_path);
        int fd = open_in(t->folder, t->temp_name, O_WRONLY | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR);
        if (fd >= 0 ? claim(t, fd) : errno != EEXIST)
            return fd;
        if (fd >= 0) {
            unlinkat(t->folder, t->temp_name, 0);   /* gone already, unless looking at it was what failed */
            close(fd);
        }
    }
    return -1;
}

static bool change_mode(int fd, mode_t mode)
{
    int status;
    do
        status = fchmod(fd, mode);
    while (status != 0 && errno == EINTR);
    return status == 0;
}

static bool change_owner(int fd, uid_t user, gid_t group)
{
    int status;
    do
        status = fchown(fd, user, group);
    while (status != 0 && errno == EINTR);
    return status == 0;
}

/* The permissions, and where allowed the owner, of the old file; what the umask leaves for a new one. */
static bool set_mode(const struct target *t, int fd)
{
    if (!t->exists) {
        mode_t mask = umask(S_IRWXG | S_IRWXO);
        umask(mask);
        return change_mode(fd, (S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH) & ~mask);
    }
    mode_t mode = t->old.st_mode & (S_IRWXU | S_IRWXG | S_IRWXO);
    if (!change_owner(fd, (uid_t)-1, t->old.st_gid))   /* another group must not gain what the old one was given */
        mode &= ~(mode_t)S_IRWXG;
    return (change_owner(fd, t->old.st_uid, (gid_t)-1) || errno == EPERM) && change_mode(fd, mode);
}

/* Fills the temporary file, closes it in every case, and puts it in place. Closing may tell a failed write, the lock must be
 * held until the file has its name: a second descriptor holds it. */
static bool fill_and_rename(const struct target *t, int fd, const void *data, size_t len)
{
    int lock = dup(fd);
    bool ok = lock >= 0 && write_all(fd, data, len) && set_mode(t, fd) && sync_told(fd);
    int error = errno;
    if (!close_told(fd) && ok) {
        error = errno;
        ok = false;
    }
    if (ok && renameat(t->folder, t->temp_name, t->folder, t->name) != 0) {
        error = errno;
        ok = false;
    }
    if (lock >= 0)
        close(lock);
    errno = error;
    return ok;
}

/* The new name is safe when the folder is on the disk too; a file system that cannot sync folders says EINVAL. */
static bool sync_folder(const struct target *t)
{
    return sync_told(t->folder) || errno == EINVAL;
}

static bool replace(struct arena *a, struct target *t, const void *data, size_t len,
                    const struct file_write_guard *guard, struct diag *d)
{
    remove_litter(t);
    int fd = create_temp(a, t, guard);
    bool ok = fd >= 0 && fill_and_rename(t, fd, data, len);
    if (!ok) {
        fail(d, t->path);
        if (fd >= 0)
            unlinkat(t->folder, t->temp_name, 0);
    }
    remember(guard, NULL);
    return ok && (sync_folder(t) || fail(d, t->path));
}

bool file_write(const char *path, const void *data, size_t len, const char *const *inputs,
                const struct file_write_guard *guard, struct diag *d)
{
    struct target t = {.path = path, .folder = -1};
    struct arena *a = NULL;
    bool ok = false;

    if (strcmp(path, "-") == 0)
        return write_stdout(data, len, d);
    errno = ENOMEM;
    a = arena_new();
    if (!a || !split_path(a, &t)) {
        fail(d, path);
        goto end;
    }
    t.folder = open_in(AT_FDCWD, t.folder_path, O_RDONLY | O_DIRECTORY, 0);
    if (t.folder < 0) {
        fail(d, path);
        goto end;
    }
    ok = resolve(a, &t, d) && may_replace(&t, inputs, d) && replace(a, &t, data, len, guard, d);
end:
    if (t.folder >= 0)
        close(t.folder);
    arena_free(a);
    return ok;
}
