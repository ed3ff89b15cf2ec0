/* bind_sentence.c: a title in capitals as a sentence, in which the names that the plan itself knows stay names. */
#include "bind/bind_job.h"

#include <ctype.h>
#include <string.h>

#include "bind/format.h"

static bool is_word(char c)
{
    return (c & 0x80) != 0 || isalnum((unsigned char)c);
}

static bool same_letters(const char *a, const char *b, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (tolower((unsigned char)a[i]) != tolower((unsigned char)b[i]))
            return false;
    return true;
}

/* Writes NAME over each place of TEXT that says it in other capitals, whole words only. */
static void restore(char *text, const char *name)
{
    size_t len = strlen(name), all = strlen(text);
    for (size_t i = 0; len > 0 && i + len <= all; i++)
        if ((i == 0 || !is_word(text[i - 1])) && !is_word(text[i + len]) && same_letters(text + i, name, len))
            memcpy(text + i, name, len);
}

static bool has_small(const char *s)
{
    while (*s != '\0' && !islower((unsigned char)*s))
        s++;
    return *s != '\0';
}

static void restore_node(struct bind *b, char *text, const xmlNode *name)
{
    const char *s = name != NULL ? node_string(b, name) : "";
    if (has_small(s))                   /* a name in capitals does not tell how it is written */
        restore(text, s);
}

const char *sentence_of(struct bind *b, const char *s)
{
    const char *small = format_sentence(b->a, s);
    if (small == NULL || small == s || strcmp(small, s) == 0)
        return s;
    char *text = bind_copy(b, small, strlen(small));
    if (text == NULL)
        return s;
    const xmlNode *centro = plan_child(plan_child(b->plan->root, "organizzazione"), "centro");
    for (; centro != NULL; centro = plan_next(centro, "centro"))
        restore_node(b, text, plan_child(centro, "nome"));
    restore_node(b, text, plan_child(plan_child(b->plan->root, "ente"), "denominazione"));
    return text;
}
