/* lay_place.c: units added to the flow, and what keeps them together. */
#include "layout/lay_place.h"

struct unit *place_bare_unit(struct lay *l, struct flow *f, enum unit_kind kind)
{
    struct unit *grown = lay_grow(l, f->units, &f->cap, f->n + 1, sizeof *grown);

    if (grown == NULL)
        return NULL;
    f->units = grown;
    f->units[f->n] = (struct unit){.kind = (uint8_t)kind};
    return &f->units[f->n++];
}

struct unit *place_unit(struct lay *l, struct place *p, enum unit_kind kind, mpt before, mpt height)
{
    struct unit *u = place_bare_unit(l, p->flow, kind);

    if (u == NULL)
        return NULL;
    u->before = lay_max(before, p->pending);
    u->height = height;
    p->pending = 0;
    return u;
}

bool place_mark(struct lay *l, struct flow *f, const char *anchor, const char *bookmark, int level, const char *chapter)
{
    struct mark *grown;

    if (anchor == NULL && bookmark == NULL && chapter == NULL)
        return true;
    grown = lay_grow(l, f->marks, &f->marks_cap, f->nmarks + 1, sizeof *grown);
    if (grown == NULL)
        return false;
    f->marks = grown;
    f->marks[f->nmarks++] = (struct mark){f->n, anchor, bookmark, chapter, level};
    return true;
}

void place_keep(struct flow *f, size_t i, enum keep k)
{
    if (f->units[i].keep < k)
        f->units[i].keep = (uint8_t)k;
}

void place_keep_all(struct flow *f, size_t from, enum keep k)
{
    for (size_t i = from; i + 1 < f->n; i++)
        place_keep(f, i, k);
}

struct node *place_node(struct lay *l, enum role role, struct node *parent)
{
    struct node *n = lay_new(l, 1, sizeof *n);

    if (n != NULL)
        *n = (struct node){.role = role, .parent = parent, .tag = -1};
    return n;
}

struct flow_box *place_box(struct lay *l, const struct place *p, const struct para *para, enum role role)
{
    struct flow_box *b = lay_new(l, 1, sizeof *b);
    struct lay_note **sink = l->note_sink;
    bool ok;

    if (b == NULL || (b->node = place_node(l, role, p->parent)) == NULL)
        return NULL;
    b->x = p->x;
    b->width = p->width;
    l->note_sink = &b->notes;
    ok = lay_box(l, para, 1, p->width, 0, &b->box) && lay_note_bodies(l, b->notes, p->width);
    l->note_sink = sink;
    for (const struct lay_note *n = b->notes; n != NULL; n = n->next)
        b->notes_height = lay_add(b->notes_height, n->body.height);
    return ok ? b : NULL;
}

bool place_lines(struct lay *l, struct place *p, struct flow_box *b, mpt before, bool split)
{
    size_t first = p->flow->n;

    for (uint32_t i = 0; i < b->box.nlines; i++) {
        struct unit *u = place_unit(l, p, UNIT_LINE, i == 0 ? before : 0, b->box.lines[i].height);
        if (u == NULL)
            return false;
        u->box = b;
        u->index = i;
    }
    if (!split)
        place_keep_all(p->flow, first, KEEP_HARD);
    if (b->box.nlines > 1) {
        place_keep(p->flow, first, KEEP_HARD);
        place_keep(p->flow, p->flow->n - 2, KEEP_HARD);
    }
    return true;
}
