/* absence.c: the words and dashes for what is not there. */
#include "read/absence.h"

#include <string.h>
#include <strings.h>

static const struct {
    const char *word, *stato;
} words[] = {
    {"n.d.", "non-disponibile"}, {"n.d", "non-disponibile"},  {"nd", "non-disponibile"}, {"n/d", "non-disponibile"},
    {"n.a.", "non-applicabile"}, {"n/a", "non-applicabile"},  {"–", "non-previsto"},     {"—", "non-previsto"},
    {"-", "non-previsto"},       {"--", "non-previsto"},      {"non disponibile", "non-disponibile"},
    {"non previsto", "non-previsto"}, {"non applicabile", "non-applicabile"}, {"in definizione", "in-definizione"},
};

const char *absence_stato(const char *word, size_t len)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strlen(words[i].word) == len && strncasecmp(word, words[i].word, len) == 0)
            return words[i].stato;
    return NULL;
}
