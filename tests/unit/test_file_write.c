/* test_file_write.c: an output is whole or not there, and what was there before survives every failure. */
#define _XOPEN_SOURCE 700   /* mkdtemp, mkfifo and SIGXFSZ */
#include <CUnit/CUnit.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/file_write.h"
#include "suites.h"

static char folder[64];

static const char *in_folder(const char *name)
{
    static char path[4][400];
    static int next;
    char *p = path[next++ % 4];
    snprintf(p, sizeof path[0], "%s/%s", folder, name);
    return p;
}

static void put(const char *name, const char *text)
{
    FILE *f = fopen(in_folder(name), "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(f);
    fputs(text, f);
    fclose(f);
}

static int holds(const char *name, const char *text)
{
    char got[256] = "";
    FILE *f = fopen(in_folder(name), "r");
    if (!f)
        return 0;
    got[fread(got, 1, sizeof got - 1, f)] = '\0';
    fclose(f);
    return strcmp(got, text) == 0;
}

static int entries(void)
{
    int n = 0;
    DIR *dir = opendir(folder);
    CU_ASSERT_PTR_NOT_NULL_FATAL(dir);
    for (const struct dirent *e; (e = readdir(dir)) != NULL;)
        n += strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
    closedir(dir);
    return n;
}

static int begin(void)
{
    strcpy(folder, "/tmp/pira-write-XXXXXX");
    return mkdtemp(folder) == NULL;
}

static int end(void)
{
    DIR *dir = opendir(folder);
    for (const struct dirent *e; dir && (e = readdir(dir)) != NULL;)
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0 && unlink(in_folder(e->d_name)) != 0)
            rmdir(in_folder(e->d_name));
    if (dir)
        closedir(dir);
    return rmdir(folder);
}

/* Writes "nuovo" and says which message came of it: 0 when it was written. */
static int write_new(const char *path, const char *const *inputs)
{
    struct diag *d = diag_new(DIAG_IT);
    int code = 0;
    if (!file_write(path, "nuovo", 5, inputs, NULL, d)) {
        CU_ASSERT_EQUAL(diag_count(d), 1);
        if (diag_count(d) > 0) {
            code = (int)diag_get(d, 0)->code;
            CU_ASSERT_PTR_NOT_NULL(strstr(diag_get(d, 0)->text, path));   /* the culprit is named */
        }
    }
    diag_free(d);
    return code;
}

static void test_new_file_obeys_umask(void)
{
    struct stat st;
    mode_t old = umask(027);
    CU_ASSERT_EQUAL(write_new(in_folder("a"), NULL), 0);
    umask(old);
    CU_ASSERT(holds("a", "nuovo"));
    CU_ASSERT_EQUAL(stat(in_folder("a"), &st), 0);
    CU_ASSERT_EQUAL(st.st_mode & 0777, 0640);
    CU_ASSERT_EQUAL(entries(), 1);
}

static void test_old_file_keeps_its_mode(void)
{
    struct stat st;
    put("a", "vecchio");
    CU_ASSERT_EQUAL(chmod(in_folder("a"), 0604), 0);
    CU_ASSERT_EQUAL(write_new(in_folder("a"), NULL), 0);
    CU_ASSERT(holds("a", "nuovo"));
    CU_ASSERT_EQUAL(stat(in_folder("a"), &st), 0);
    CU_ASSERT_EQUAL(st.st_mode & 0777, 0604);
}

static void test_targets_that_are_refused(void)
{
    mkdir(in_folder("cartella"), 0700);
    mkfifo(in_folder("pipe"), 0600);
    put("lettore", "vecchio");
    CU_ASSERT_EQUAL(symlink("/etc/hostname", in_folder("fuori")), 0);
    CU_ASSERT_EQUAL(symlink("../su", in_folder("sopra")), 0);
    CU_ASSERT_EQUAL(symlink("giro", in_folder("giro")), 0);
    CU_ASSERT_EQUAL(symlink("cartella", in_folder("verso-cartella")), 0);
    const struct { const char *name; int code; } rows[] = {
        {"cartella", DIAG_OUTPUT_NOT_FILE}, {"pipe", DIAG_OUTPUT_NOT_FILE},      {"", DIAG_OUTPUT_NOT_FILE},
        {"fuori", DIAG_OUTPUT_LINK},        {"sopra", DIAG_OUTPUT_LINK},         {"giro", DIAG_OUTPUT_LINK},
        {"manca/a", DIAG_OUTPUT_NO_FOLDER}, {"lettore/a", DIAG_OUTPUT_NO_FOLDER},
        {"verso-cartella", DIAG_OUTPUT_NOT_FILE},
    };
    int before = entries();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        CU_ASSERT_EQUAL(write_new(in_folder(rows[i].name), NULL), rows[i].code);
    CU_ASSERT_EQUAL(write_new("/dev/null", NULL), DIAG_OUTPUT_NOT_FILE);
    CU_ASSERT_EQUAL(write_new("/dev/full", NULL), DIAG_OUTPUT_NOT_FILE);
    CU_ASSERT_EQUAL(entries(), before);
}

static void test_link_inside_its_folder_is_followed(void)
{
    struct stat st;
    put("vero", "vecchio");
    CU_ASSERT_EQUAL(symlink("vero", in_folder("nome")), 0);
    CU_ASSERT_EQUAL(write_new(in_folder("nome"), NULL), 0);
    CU_ASSERT(holds("vero", "nuovo"));
    CU_ASSERT_EQUAL(lstat(in_folder("nome"), &st), 0);
    CU_ASSERT(S_ISLNK(st.st_mode));
    CU_ASSERT_EQUAL(symlink("nasce", in_folder("pendente")), 0);
    CU_ASSERT_EQUAL(write_new(in_folder("pendente"), NULL), 0);
    CU_ASSERT(holds("nasce", "nuovo"));
}

static void test_input_is_never_overwritten(void)
{
    put("piano.xml", "vecchio");
    CU_ASSERT_EQUAL(link(in_folder("piano.xml"), in_folder("altro-nome.xml")), 0);
    const char *inputs[] = {in_folder("manca"), in_folder("piano.xml"), NULL};
    CU_ASSERT_EQUAL(write_new(in_folder("piano.xml"), inputs), DIAG_OUTPUT_IS_INPUT);
    CU_ASSERT_EQUAL(write_new(in_folder("altro-nome.xml"), inputs), DIAG_OUTPUT_IS_INPUT);
    CU_ASSERT(holds("piano.xml", "vecchio"));
}

/* A disk that fills up half way, played by a limit on the size of files. */
static void test_failed_write_leaves_the_old_file(void)
{
    static const char much[100000];
    struct rlimit whole, small;
    struct diag *d = diag_new(DIAG_IT);
    put("a", "vecchio");
    CU_ASSERT_EQUAL(getrlimit(RLIMIT_FSIZE, &whole), 0);
    small = whole;
    small.rlim_cur = 4096;
    void (*before)(int) = signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    bool ok = file_write(in_folder("a"), much, sizeof much, NULL, NULL, d);
    setrlimit(RLIMIT_FSIZE, &whole);
    signal(SIGXFSZ, before);
    CU_ASSERT(!ok);
    CU_ASSERT_EQUAL(diag_get(d, 0)->code, DIAG_OUTPUT_FULL);
    CU_ASSERT(holds("a", "vecchio"));
    CU_ASSERT_EQUAL(entries(), 1);
    diag_free(d);
}

struct witness {
    int calls;
    bool existed_at_call, forgotten;
    char path[200];
};

static void witness_remember(void *self, const char *path)
{
    struct witness *w = self;
    w->calls++;
    w->forgotten = path == NULL;
    if (path) {
        w->existed_at_call = access(path, F_OK) == 0;
        snprintf(w->path, sizeof w->path, "%s", path);
    }
}

static void test_guard_hears_before_and_after(void)
{
    struct witness w = {0};
    struct file_write_guard guard = {witness_remember, &w};
    struct diag *d = diag_new(DIAG_IT);
    CU_ASSERT(file_write(in_folder("a"), "x", 1, NULL, &guard, d));
    CU_ASSERT_EQUAL(w.calls, 2);
    CU_ASSERT(!w.existed_at_call);
    CU_ASSERT(w.forgotten);
    CU_ASSERT_EQUAL(strncmp(w.path, folder, strlen(folder)), 0);
    CU_ASSERT(access(w.path, F_OK) != 0);
    diag_free(d);
}

static void test_standard_output_that_is_full(void)
{
    struct diag *d = diag_new(DIAG_IT);
    fflush(stdout);
    int saved = dup(STDOUT_FILENO);
    int full = open("/dev/full", O_WRONLY);
    dup2(full, STDOUT_FILENO);
    bool ok = file_write("-", "x", 1, NULL, NULL, d);
    dup2(saved, STDOUT_FILENO);
    close(full);
    close(saved);
    CU_ASSERT(!ok);
    CU_ASSERT_EQUAL(diag_get(d, 0)->code, DIAG_OUTPUT_FULL);
    diag_free(d);
}

static void test_empty_output(void)
{
    struct diag *d = diag_new(DIAG_IT);
    CU_ASSERT(file_write(in_folder("vuoto"), NULL, 0, NULL, NULL, d));
    CU_ASSERT(holds("vuoto", ""));
    diag_free(d);
}

static int exists(const char *name)
{
    return access(in_folder(name), F_OK) == 0;
}

/* A run that was killed leaves its temporary file; the next one removes it, but not that of a run that is still alive. */
static void test_litter(void)
{
    static const char dead[] = ".pira-0123456789abcdef.tmp", alive[] = ".pira-fedcba9876543210.tmp";
    static const char *const others[] = {".pira-0123456789abcde.tmp", ".pira-0123456789abcdef.tmp~", ".pira-mio.tmp", "pira.tmp"};
    put(dead, "mezzo");
    put(alive, "mezzo");
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        put(others[i], "altro");
    int fd = open(in_folder(alive), O_WRONLY);
    CU_ASSERT_EQUAL(flock(fd, LOCK_EX | LOCK_NB), 0);
    CU_ASSERT_EQUAL(write_new(in_folder("a"), NULL), 0);
    CU_ASSERT(!exists(dead));
    CU_ASSERT(exists(alive));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        CU_ASSERT(exists(others[i]));
    close(fd);
    CU_ASSERT_EQUAL(write_new(in_folder("a"), NULL), 0);
    CU_ASSERT(!exists(alive));
}

/* Every test has a folder of its own. */
#define IN_FOLDER(test) \
    static void test##_alone(void) { if (begin() == 0) { test(); CU_ASSERT_EQUAL(end(), 0); } else CU_FAIL("no folder"); }
IN_FOLDER(test_new_file_obeys_umask)
IN_FOLDER(test_old_file_keeps_its_mode)
IN_FOLDER(test_targets_that_are_refused)
IN_FOLDER(test_link_inside_its_folder_is_followed)
IN_FOLDER(test_input_is_never_overwritten)
IN_FOLDER(test_failed_write_leaves_the_old_file)
IN_FOLDER(test_guard_hears_before_and_after)
IN_FOLDER(test_empty_output)
IN_FOLDER(test_litter)

void suite_file_write(void)
{
    CU_pSuite s = CU_add_suite("file_write", NULL, NULL);
    CU_add_test(s, "a new file obeys the umask", test_new_file_obeys_umask_alone);
    CU_add_test(s, "an old file keeps its mode", test_old_file_keeps_its_mode_alone);
    CU_add_test(s, "targets that are refused", test_targets_that_are_refused_alone);
    CU_add_test(s, "a link inside its folder is followed", test_link_inside_its_folder_is_followed_alone);
    CU_add_test(s, "an input is never overwritten", test_input_is_never_overwritten_alone);
    CU_add_test(s, "a failed write leaves the old file", test_failed_write_leaves_the_old_file_alone);
    CU_add_test(s, "the guard hears before and after", test_guard_hears_before_and_after_alone);
    CU_add_test(s, "a full standard output is noticed", test_standard_output_that_is_full);
    CU_add_test(s, "an empty output", test_empty_output_alone);
    CU_add_test(s, "what killed runs left is removed", test_litter_alone);
}
