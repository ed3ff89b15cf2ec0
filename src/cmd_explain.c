/* cmd_explain.c: pira explain: a message, or the figures of an indicator. */
#include "command.h"

bool cmd_explain(struct pira *p, const struct options *o, struct outcome *outcome)
{
    if (o->operand_count == 1)
        return pira_explain_code(p, o->operands[0], &outcome->out);
    return pira_explain_indicator(p, o->operands[0], o->operands[1], &outcome->out);
}
