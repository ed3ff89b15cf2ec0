/* memory.c: memory for libraries that do not survive its end. */
#include "memory.h"

#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <gmp.h>

#include "base/pool.h"
#include "process.h"
#include "read/xml_memory.h"

/* GMP calls abort when it gets no memory; libxml2 2.9 goes on with half a tree, tells failures as errors of the document, or
 * reads through NULL; libharu 2.3 reads what it has just freed (HPDF_Page_New). They are given memory that is there, or the
 * program stops. What is ours asks malloc, and tells. */

static void *surely(void *memory)
{
    if (memory == NULL)
        process_stop_without_memory();
    return memory;
}

static void *surely_malloc(size_t size)
{
    return surely(malloc(size > 0 ? size : 1));
}

static void *surely_realloc(void *old, size_t size)
{
    return surely(realloc(old, size > 0 ? size : 1));
}

void *memory_for_pdf(unsigned size)
{
    return surely_malloc(size);
}

static char *surely_strdup(const char *s)
{
    return surely(strdup(s));
}

static void *surely_resized(void *old, size_t old_size, size_t size)
{
    (void)old_size;
    return surely_realloc(old, size);
}

static void free_sized(void *old, size_t size)
{
    (void)size;
    free(old);
}

/* libhyphen calls exit when it gets no memory. Nobody else does. */
static bool ended;

static void on_exit_from_below(void)
{
    if (!ended)
        process_stop_without_memory();
}

/* What libxml2 and GMP take, a million pieces for a plan of 18,000 indicators (measured: 8 % fewer instructions than malloc, and 8 %
 * less memory). */
static struct pool *pieces;

static void *surely_piece(size_t size)
{
    return surely(pool_take(pieces, size));
}

static void *surely_resized_piece(void *old, size_t size)
{
    return surely(pool_resize(pieces, old, size));
}

static char *surely_copied_piece(const char *s)
{
    size_t size = strlen(s) + 1;
    return memcpy(surely_piece(size), s, size);
}

static void give_piece_back(void *piece)
{
    pool_give_back(pieces, piece);
}

static void *surely_sized_piece(void *old, size_t old_size, size_t size)
{
    (void)old_size;
    return surely_resized_piece(old, size);
}

static void give_sized_piece_back(void *piece, size_t size)
{
    (void)size;
    give_piece_back(piece);
}

/* Whether each piece has to come from malloc, where a sanitizer watches, or what was preloaded and asks for it (tests/faults). */
static bool pieces_are_watched(void)
{
#ifdef __SANITIZE_ADDRESS__
    return true;
#else
    return getenv("PIRA_WATCHED") != NULL;
#endif
}

static void provide_each_piece(void)
{
    xml_use_memory(surely_malloc, surely_realloc, surely_strdup, free);
    mp_set_memory_functions(surely_malloc, surely_resized, free_sized);
}

static bool provide_pieces(void)
{
    pieces = pool_new();
    xml_use_memory(surely_piece, surely_resized_piece, surely_copied_piece, give_piece_back);
    mp_set_memory_functions(surely_piece, surely_sized_piece, give_sized_piece_back);
    return pieces != NULL;
}

/* What one stage frees the next one needs: pages that went back to the system would have to be asked for, and filled with zeros,
 * again (measured: one in six of a large plan, 4 % of the time). Larger pieces are few, and grow without being copied. */
static void keep_freed(void)
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 8 << 20);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
#endif
}

bool memory_provide(enum diag_lang lang)
{
    keep_freed();
    if (!process_prepare_words(lang))
        return false;
    atexit(on_exit_from_below);
    if (!pieces_are_watched())
        return provide_pieces();
    provide_each_piece();
    return true;
}

void memory_end(void)
{
    ended = true;
}
