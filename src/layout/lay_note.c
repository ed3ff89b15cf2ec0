/* lay_note.c: notes called by letters, drawn under their table or at the foot of the page. */
#include "base/arena.h"
#include "layout/lay_draw.h"

#define LETTERS 26

static const char *spell(struct draw *d, int n)
{
    const char *s = n < LETTERS ? arena_printf(d->l->keep, "%c", 'a' + n)
                                : arena_printf(d->l->keep, "%c%c", 'a' + (n / LETTERS - 1) % LETTERS, 'a' + n % LETTERS);
    if (s == NULL)
        lay_starve(d->l);
    return s;
}

/* A note called twice keeps its letter; only the first notes are looked at, for a table may have many. */
static bool called_again(const struct draw *d, struct lay_note *n)
{
    const struct lay_note *c = d->called;

    for (int i = 0; c != NULL && i < LETTERS; c = c->next, i++)
        if (c->note == n->note) {
            n->letter = c->letter;
            return true;
        }
    return false;
}

const char *note_letter(struct draw *d, struct lay_note *n)
{
    if (!called_again(d, n)) {
        n->letter = d->ncalled++;
        n->next = NULL;                /* the list of its row has done its service */
        if (d->called == NULL)
            d->called = n;
        else
            *d->last_called = n;
        d->last_called = &n->next;
    }
    return spell(d, n->letter);
}

mpt notes_called_height(const struct draw *d)
{
    mpt h = d->called == NULL ? 0 : NOTES_GAP;

    for (const struct lay_note *n = d->called; n != NULL; n = n->next)
        h += n->body.height;
    return h;
}

/* The letter stands on the baseline of the body's first line. */
static void draw_note(struct draw *d, struct lay_note *n, mpt x, mpt y, int32_t parent)
{
    const struct text_style *mark = n->note->mark;
    int32_t note = tag_new(d, ROLE_NOTE, parent), label = tag_new(d, ROLE_LBL, note), body;
    mpt base = n->body.nlines > 0 ? n->body.lines[0].base : mark->leading;
    struct item *i = item_new(d, ITEM_TEXT, label, x, y + base - mark->rise);

    if (i == NULL)
        return;
    i->colour = mark->colour;
    i->text.s = spell(d, n->letter);
    i->text.len = n->letter < LETTERS ? 1 : 2;
    i->text.face = (int16_t)mark->face;
    i->text.size = mark->size;
    i->w = n->note->indent;
    body = tag_new(d, ROLE_SPAN, note);
    item_lines(d, &n->body, 0, n->body.nlines, x + n->note->indent, y, body);
}

void draw_notes(struct draw *d, mpt x, mpt y, int32_t parent)
{
    struct lay_note *n = d->called;

    y += NOTES_GAP;
    d->called = NULL;
    d->ncalled = 0;
    for (; n != NULL; n = n->next) {
        draw_note(d, n, x, y, parent);
        y += n->body.height;
    }
}
