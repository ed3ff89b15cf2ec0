/* lay_known.c: cells that say the same in the same room are set once.
 *
 * Units, dates, "100,00 %", and whatever is called as it is measured: half of all cells of a report, and half of its text.
 */
#include <stdlib.h>
#include <string.h>

#include "layout/lay_text.h"

#define KNOWN_BITS 12                  /* measured: 4,096 places save a fifth of the work, 512 a seventh, 16,384 a quarter */
#define KNOWN (1 << KNOWN_BITS)
#define ENDS 8                         /* bytes */

struct known {
    const struct para *paras; size_t n;   /* NULL: nothing yet */
    mpt width, axis;
    struct box box;
};

struct lay_known { struct known places[KNOWN]; };

struct lay_known *lay_known_new(struct lay *l)
{
    struct lay_known *k = calloc(1, sizeof *k);

    if (k == NULL)
        lay_starve(l);
    return k;
}

void lay_known_free(struct lay_known *k)
{
    free(k);
}

/* ---- where a box would be ---- */

static uint64_t mix(uint64_t hash, uint64_t word)
{
    return (hash ^ word) * 0x9E3779B97F4A7C15u;
}

/* Texts of one length that begin and end alike are rare. */
static uint64_t mix_text(uint64_t hash, const char *s)
{
    size_t len = strlen(s), most = len < ENDS ? len : ENDS;
    uint64_t first = 0, last = 0;

    memcpy(&first, s, most);
    memcpy(&last, s + len - most, most);
    return mix(mix(hash ^ len, first), last);
}

static struct known *place_of(struct lay_known *k, const struct para *paras, size_t n, mpt width)
{
    uint64_t hash = (uint64_t)width;

    for (size_t p = 0; p < n; p++)
        for (size_t r = 0; r < paras[p].nruns; r++)
            if (paras[p].runs[r].kind == RUN_TEXT)
                hash = mix_text(hash, paras[p].runs[r].text);
    return &k->places[mix(hash, n) >> (64 - KNOWN_BITS)];
}

/* ---- equality ---- */

static bool same_shape(const struct run *a, const struct run *b)
{
    switch (a->kind) {
    case RUN_TEXT: return strcmp(a->text, b->text) == 0;
    case RUN_LIGHT: return a->light == b->light && a->light_colour == b->light_colour && a->light_colour2 == b->light_colour2;
    case RUN_BAR:
        return a->fraction == b->fraction && a->bar_width == b->bar_width && a->bar_height == b->bar_height &&
               a->bar_fill == b->bar_fill && a->bar_track == b->bar_track;
    case RUN_BREAK: return true;
    case RUN_PAGE: case RUN_PAGES: case RUN_CHAPTER: case RUN_PAGE_OF: break;
    }
    return false;                      /* what these print depends on the page */
}

/* A note that is called has a letter of its own. */
static bool same_run(const struct run *a, const struct run *b)
{
    return a->kind == b->kind && a->style == b->style && a->nobreak == b->nobreak && a->bar_tight == b->bar_tight &&
           a->uri == b->uri && a->target == b->target && a->lang == b->lang && a->note == NULL && b->note == NULL &&
           same_shape(a, b);
}

static bool same_para(const struct para *a, const struct para *b)
{
    if (a->nruns != b->nruns || a->align != b->align || a->axis_at != b->axis_at || a->hyphenate != b->hyphenate ||
        a->no_orphan_word != b->no_orphan_word || a->one_line != b->one_line || a->keep_words != b->keep_words ||
        a->before != b->before || a->after != b->after || a->indent != b->indent || a->hang != b->hang ||
        a->max_width != b->max_width)
        return false;
    for (size_t i = 0; i < a->nruns; i++)
        if (!same_run(&a->runs[i], &b->runs[i]))
            return false;
    return true;
}

static bool is_known(const struct known *k, const struct para *paras, size_t n, mpt width, mpt axis)
{
    if (k->n != n || k->width != width || k->axis != axis)
        return false;
    for (size_t i = 0; i < n; i++)
        if (!same_para(&k->paras[i], &paras[i]))
            return false;
    return true;
}

/* ---- boxes ---- */

bool lay_box_known(struct lay *l, const struct para *paras, size_t n, mpt width, mpt axis, struct box *out)
{
    struct known *k = place_of(l->known, paras, n, width);
    int broken = l->broken_words;

    if (is_known(k, paras, n, width, axis)) {
        *out = k->box;
        return lay_box_paras(l, paras, n, out);
    }
    if (!lay_box(l, paras, n, width, axis, out))
        return false;
    if (!l->failed && l->broken_words == broken)   /* what is to be told is told of each */
        *k = (struct known){paras, n, width, axis, *out};
    return true;
}
