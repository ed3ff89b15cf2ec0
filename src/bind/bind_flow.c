/* bind_flow.c: the control elements, the same among blocks, rows, cells and lines of text; the rest goes to a sink. */
#include "bind/bind_job.h"

#include <stddef.h>

static void run_each(struct bind *b, const struct op_each *op, struct sink *sink)
{
    size_t count;
    xmlNode **nodes = eval_nodes(b, op->of, &count);
    xmlNode *node = b->node;
    int position = b->position, size = b->size;
    for (size_t i = 0; i < count && !b->stopped; i++) {
        size_t mark = variables_mark(b);
        if (i > 0 && op->between.count > 0 && sink->between != NULL)
            sink->between(b, &op->between, sink);
        b->node = nodes[i];
        b->position = (int)i + 1;
        b->size = (int)count;
        if (op->as != NULL)
            variables_bind_node(b, op->as, nodes[i]);
        flow_run(b, op->op.child, sink);
        variables_release(b, mark);
    }
    b->node = node;
    b->position = position;
    b->size = size;
}

const struct op *op_child(const struct op *op, enum op_kind kind)
{
    const struct op *c = op->child;
    while (c != NULL && c->kind != kind)
        c = c->next;
    return c;
}

static void run_otherwise(struct bind *b, const struct op *op, struct sink *sink)
{
    const struct op *otherwise = op_child(op, OP_OTHERWISE);
    if (otherwise != NULL)
        flow_run(b, otherwise->child, sink);
}

static void run_if(struct bind *b, const struct op_if *op, struct sink *sink)
{
    if (eval_boolean(b, op->test))
        flow_run(b, op->op.child, sink);
    else
        run_otherwise(b, &op->op, sink);
}

static void run_choose(struct bind *b, const struct op *op, struct sink *sink)
{
    for (const struct op *c = op->child; c != NULL && c->kind == OP_WHEN; c = c->next)
        if (eval_boolean(b, ((const struct op_if *)(const void *)c)->test)) {
            flow_run(b, c->child, sink);
            return;
        }
    run_otherwise(b, op, sink);
}

/* The arguments are evaluated where the call stands, the fragment runs at its own node. */
static void run_call(struct bind *b, const struct op_call *op, struct sink *sink)
{
    xmlNode *node = b->node;
    xmlNode *at = op->of != NULL ? eval_node(b, op->of) : node;
    if (at == NULL || op->fragment == NULL)
        return;
    if (b->depth == MAX_DEPTH) {
        struct diag_place place = bind_place(&op->op);
        bind_error(b, op, DIAG_BIND_RECURSION, &place, op->fragment->name, NULL);
        b->stopped = true;   /* fragments that call themselves twice would take 2^60 steps to find each end */
        return;
    }
    size_t mark = variables_mark(b);
    for (const struct op *c = op->op.child; c != NULL; c = c->next) {
        const struct op_let *let = (const struct op_let *)(const void *)c;
        variables_bind(b, let->variable, eval_object(b, let->value));
    }
    b->node = at;
    b->depth++;
    flow_run(b, op->fragment->body, sink);
    b->depth--;
    b->node = node;
    variables_release(b, mark);
}

static void run_let(struct bind *b, const struct op_let *op)
{
    variables_bind(b, op->variable, eval_object(b, op->value));
}

static bool may_go_on(struct bind *b, const struct op *op)
{
    if (b->stopped)
        return false;
    if (b->steps < MAX_STEPS && b->operations < XPATH_TOTAL) {
        b->steps++;
        return true;
    }
    struct diag_place place = bind_place(op);
    bind_error(b, &b->steps, DIAG_BIND_STEPS, &place, NULL, NULL);
    b->stopped = true;
    return false;
}

static void run_one(struct bind *b, const struct op *op, struct sink *sink)
{
    const void *o = op;
    if (op->kind == OP_EACH)
        run_each(b, o, sink);
    else if (op->kind == OP_IF)
        run_if(b, o, sink);
    else if (op->kind == OP_CHOOSE)
        run_choose(b, op, sink);
    else if (op->kind == OP_LET)
        run_let(b, o);
    else if (op->kind == OP_CALL)
        run_call(b, o, sink);
    else if (op->kind != OP_OTHERWISE)
        sink->take(b, op, sink);
}

void flow_run(struct bind *b, const struct op *first, struct sink *sink)
{
    size_t mark = variables_mark(b);
    for (const struct op *op = first; op != NULL && may_go_on(b, op); op = op->next)
        run_one(b, op, sink);
    variables_release(b, mark);
}
