/* json.h: text as JSON strings. */
#ifndef PIRA_JSON_H
#define PIRA_JSON_H

struct buf;

/* Appends TEXT as a JSON string in quotes; NULL counts as "". A byte that is not UTF-8 becomes U+FFFD. */
void json_string(struct buf *out, const char *text);

#endif
