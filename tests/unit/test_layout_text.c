/* test_layout_text.c: paragraphs to lines: breaks, hyphens, alignment, the axis, what hangs, what is missing. */
#include "expect.h"
#include "layout/lay_text.h"
#include "layout_fake.h"
#include "suites.h"

#include <unilbrk.h>

#include <string.h>

enum { HYPHENATE = 1, NO_ORPHAN = 2, ONE_LINE = 4, KEEP_WORDS = 8, NOBREAK = 16, POOR = 32 };

/* Lines of WIDTH characters; "|" where they end. */
static const struct { const char *name; int width; int flags; const char *text, *lines; } cases[] = {
    {"fits", 11, 0, "uno due tre", "uno due tre"},
    {"a blank ends its line", 10, 0, "uno due tre", "uno due |tre"},
    {"the blank has no width", 7, 0, "uno due tre", "uno due |tre"},
    {"one too few", 6, 0, "uno due tre", "uno |due |tre"},
    {"tabs and line ends are blanks", 7, 0, "uno\tdue\ntre", "uno due |tre"},
    {"no-break space", 8, 0, "uno due\xC2\xA0tre", "uno |due\xC2\xA0tre"},
    {"thin space holds figure and unit", 9, 0, "vale 12,5\xE2\x80\x89%", "vale |12,5\xE2\x80\x89%"},
    {"after a hyphen", 7, 0, "socio-economico", "socio-|economi|co"},
    {"after a slash", 7, 0, "visite/incontri", "visite/|incontr|i"},
    {"never before a full stop", 7, 0, "uno due.", "uno |due."},
    {"not within an abbreviation", 8, 0, "uno A.S.L. due", "uno |A.S.L. |due"},
    {"nor within a law", 8, 0, "il D.Lgs. 91", "il |D.Lgs. |91"},
    {"apostrophe", 8, 0, "dell\xE2\x80\x99" "anno", "dell\xE2\x80\x99" "ann|o"},
    {"not within a code", 9, 0, "D1.3_1_6 F179", "D1.3_1_6 |F179"},
    {"a no-break run too long", 9, NOBREAK, "fine/inizio", "fine/|inizio"},
    {"words kept whole", 7, KEEP_WORDS, "a/b + c-d", "a/b + |c-d"},
    {"a word too long", 4, 0, "abcdefghij kl", "abcd|efgh|ij |kl"},
    {"a code too long breaks at a joint", 8, 0, "N_Iniz_OutDato", "N_Iniz_|OutDato"},
    {"zero-width space", 4, 0, "abc\xE2\x80\x8B" "def", "abc|def"},
    {"soft hyphen", 7, 0, "ab cde\xC2\xAD" "fgh", "ab cde¬|fgh"},
    {"no room for a soft hyphen", 6, 0, "ab cde\xC2\xAD" "fgh", "ab |cdefgh"},
    {"soft hyphen unused", 9, 0, "abc\xC2\xAD" "def", "abcdef"},
    {"no hyphens unasked", 12, 0, "la semplificazione", "la |semplificazi|one"},
    {"hyphens", 12, HYPHENATE, "la semplificazione dei", "la semplifi¬|cazione dei"},
    {"no half word alone in the last line", 15, HYPHENATE, "la semplificazione", "la |semplificazione"},
    {"unless it is wider than a line", 12, HYPHENATE, "semplificazione", "semplifica¬|zione"},
    {"three letters on each side", 8, HYPHENATE, "in mio ateneo", "in mio |ateneo"},
    {"no hyphen for little", 30, HYPHENATE, "abcde fghij klmno pqrst u semplificazione", "abcde fghij klmno pqrst u |semplificazione"},
    {"a hyphen that wins no line", 20, HYPHENATE, "abcde fghij klm semplificazione dei", "abcde fghij klm |semplificazione dei"},
    {"a hyphen that wins one", 20, HYPHENATE, "abcde fghij klm semplificazione della", "abcde fghij klm sem¬|plificazione della"},
    {"capitals too", 9, HYPHENATE, "SEMPLIFICAZIONE", "SEMPLIFI¬|CAZIONE"},
    {"accents", 8, HYPHENATE, "competitivit\xC3\xA0", "competi¬|tivit\xC3\xA0"},
    {"no last word alone", 15, NO_ORPHAN, "alfa beta gamma delta", "alfa beta |gamma delta"},
    {"last word alone", 15, 0, "alfa beta gamma delta", "alfa beta gamma |delta"},
    {"no room for two", 10, NO_ORPHAN, "alfa beta deltadelta", "alfa beta |deltadelta"},
    {"one line", 12, ONE_LINE, "alfa beta gamma delta", "alfa beta\xE2\x80\xA6"},
    {"one line that fits", 21, ONE_LINE, "alfa beta gamma delta", "alfa beta gamma delta"},
    {"one line cut before a comma", 7, ONE_LINE, "alfa, beta", "alfa\xE2\x80\xA6"},
    {"one word in one line", 5, ONE_LINE, "alfabeta", "alfa\xE2\x80\xA6"},
    {"a face without the no-break hyphen", 20, POOR, "e\xE2\x80\x91mail", "e-mail"},
    {"its substitute does not break", 4, POOR, "ab e\xE2\x80\x91m", "ab |e-m"},
    {"a face without thin spaces", 20, POOR, "5\xE2\x80\xAF%", "5\xC2\xA0%"},
    {"empty", 10, 0, "", ""},
};

static void set_flags(struct para *p, int flags)
{
    p->hyphenate = (flags & HYPHENATE) != 0;
    p->no_orphan_word = (flags & NO_ORPHAN) != 0;
    p->one_line = (flags & ONE_LINE) != 0;
    p->keep_words = (flags & KEEP_WORDS) != 0;
    fake_run_at(p, 0)->nobreak = (flags & NOBREAK) != 0;
    if (flags & POOR)
        fake_run_at(p, 0)->style = &fake_poor;
}

static void test_lines(void)
{
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fake *f = fake_new(cases[i].width * 5, 400);
        struct block *b = fake_text(f, cases[i].text);

        set_flags((struct para *)b->para.para, cases[i].flags);
        EXPECT(fake_run(f), cases[i].name);
        EXPECT_TEXT(fake_texts(f), cases[i].lines, cases[i].name);
        fake_free(f);
    }
}

/* The room is 100 pt. "12345,67" is 8 characters of 5 pt. */
static const struct { const char *name, *text; enum align align; size_t axis_at; mpt axis, x; } aligned[] = {
    {"left", "12345,67", ALIGN_LEFT, 0, 0, 0},
    {"right", "12345,67", ALIGN_RIGHT, 0, 0, PT(60)},
    {"right, a blank at the end", "12345,67 ", ALIGN_RIGHT, 0, 0, PT(60)},
    {"centre", "12345,67", ALIGN_CENTRE, 0, 0, PT(30)},
    {"axis", "12345,67", ALIGN_AXIS, 5, PT(50), PT(25)},
    {"axis, nothing before it", ",67", ALIGN_AXIS, 0, PT(50), PT(85)},
    {"axis, no room at its left", "12345,67", ALIGN_AXIS, 5, PT(20), PT(60)},
    {"axis, no room at its right", "12345,67", ALIGN_AXIS, 5, PT(90), PT(60)},
    {"no axis", "12345,67", ALIGN_AXIS, 5, 0, PT(60)},
};

static void test_alignment(void)
{
    for (size_t i = 0; i < sizeof aligned / sizeof *aligned; i++) {
        struct fake *f = fake_new(100, 100);
        struct table *t = fake_table(f, 1, 100);
        struct para *p = (struct para *)fake_row(f, t, aligned[i].text)->cells[0].paras;

        ((struct column *)t->columns)[0].axis = aligned[i].axis;
        p->align = aligned[i].align;
        p->axis_at = aligned[i].axis_at;
        fake_add_table(f, t);
        EXPECT(fake_run(f), aligned[i].name);
        EXPECT_LONG(fake_item(f, 0)->x, aligned[i].x, aligned[i].name);
        fake_free(f);
    }
}

static void test_styles_in_one_line(void)
{
    struct fake *f = fake_new(200, 100);
    struct para *p = (struct para *)fake_text(f, "a b ")->para.para;

    fake_run_add(p, "cd", &fake_bold);
    fake_run_add(p, "e", &fake_style);
    fake_run_add(p, "f", &fake_style);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_dump(f, "text"),
                "text [1] 0.000 9.000 20.000 f0 10.000 \"a b \"\n"
                "text [1] 20.000 9.000 12.000 f1 10.000 \"cd\"\n"
                "text [1] 32.000 9.000 10.000 f0 10.000 \"ef\"\n", "three items, exact places");
    fake_free(f);
}

/* The line is as high as its greatest leading; all stand on one baseline: (20 - 16) / 2 + 0.8 * 16 = 14.8. */
static void test_sizes_in_one_line(void)
{
    static const struct text_style large = {FAKE_PLAIN, PT(16), PT(20), 0, 0};
    struct fake *f = fake_new(200, 100);
    struct para *p = (struct para *)fake_text(f, "a")->para.para;

    fake_run_add(p, "b", &large);
    fake_text(f, "c");
    CU_ASSERT_TRUE(fake_run(f));
    CU_ASSERT_EQUAL(fake_item(f, 0)->y, PT(14.8));
    CU_ASSERT_EQUAL(fake_item(f, 1)->y, PT(14.8));
    CU_ASSERT_EQUAL(fake_item(f, 2)->y, PT(29));
    fake_free(f);
}

static void test_forced_breaks(void)
{
    struct fake *f = fake_new(200, 100);
    struct para *p = (struct para *)fake_text(f, "uno")->para.para;

    fake_run_add(p, NULL, NULL)->kind = RUN_BREAK;
    fake_run_add(p, "due", &fake_style);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_texts(f), "uno |due", "a blank keeps the words apart for those who listen");
    fake_free(f);
}

static void test_no_break_run(void)
{
    struct fake *f = fake_new(50, 100);
    struct para *p = (struct para *)fake_text(f, "visite ")->para.para;

    fake_run_add(p, "a/b", &fake_style)->nobreak = true;
    fake_run_add(p, "/cd", &fake_style);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_texts(f), "visite |a/b/cd", "not after the slash within it, though that would fit");
    fake_free(f);
}

static void test_indents(void)
{
    struct fake *f = fake_new(60, 100);
    struct para *p = (struct para *)fake_text(f, "uno due tre")->para.para;

    p->indent = PT(10);
    p->hang = PT(5);
    p->max_width = PT(50);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_texts(f), "uno due |tre", "50 - 10 are 8 characters");
    CU_ASSERT_EQUAL(fake_item(f, 0)->x, PT(10));
    CU_ASSERT_EQUAL(fake_item(f, 1)->x, PT(15));
    fake_free(f);
}

/* Size 10: the shape is 8 pt, the gap 4 pt; its square begins 7.33 pt above the baseline. */
static void test_lights(void)
{
    struct fake *f = fake_new(100, 100);
    struct para *p = (struct para *)fake_text(f, NULL)->para.para;
    struct run *r = fake_run_add(p, NULL, &fake_style);

    r->kind = RUN_LIGHT;
    r->light = LIGHT_TRIANGLE;
    r->light_colour = 0xB46A00;
    fake_run_add(p, "parziale", &fake_style);
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_dump(f, "light"), "light [artifact] 0.000 1.670 8.000 8.000 #B46A00 1\n", "decoration");
    EXPECT_TEXT(fake_dump(f, "text"), "text [1] 12.000 9.000 40.000 f0 10.000 \"parziale\"\n", "the word says it");
    fake_free(f);
}

static void test_bars(void)
{
    struct fake *f = fake_new(100, 100);
    struct para *p = (struct para *)fake_text(f, NULL)->para.para;
    struct run *r = fake_run_add(p, NULL, &fake_style);

    *r = (struct run){.kind = RUN_BAR, .style = &fake_style, .fraction = 691, .bar_width = PT(50), .bar_height = PT(2),
                      .bar_fill = 0x14456B, .bar_track = 0xE3EAF0};
    p->align = ALIGN_RIGHT;
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_dump(f, "fill"),
                "fill [artifact] 50.000 5.000 50.000 2.000 #E3EAF0\n"
                "fill [artifact] 50.000 5.000 34.550 2.000 #14456B\n", "in the middle of its line, no gap at the end");
    fake_free(f);
}

/* ---- what is missing ---- */

static void test_missing_glyph(void)
{
    struct fake *f = fake_new(400, 100);

    fake_text(f, "la parola 漢 e ancora 漢");
    fake_text(f, "e Ж");
    CU_ASSERT_FALSE(fake_run(f));
    CU_ASSERT_PTR_NULL(f->pages);
    CU_ASSERT_EQUAL(diag_count(f->diag), 2);
    CU_ASSERT_EQUAL(diag_get(f->diag, 0)->code, DIAG_GLYPH_MISSING);
    CU_ASSERT_PTR_NOT_NULL(strstr(fake_message(f, 0), "U+6F22"));
    CU_ASSERT_PTR_NOT_NULL(strstr(fake_message(f, 0), "la parola 漢 e ancora"));
    CU_ASSERT_PTR_NOT_NULL(strstr(fake_message(f, 0), "Plain"));
    CU_ASSERT_PTR_NOT_NULL(strstr(fake_message(f, 1), "U+0416"));
    fake_free(f);
}

static void test_broken_word_is_told(void)
{
    struct fake *f = fake_new(20, 100);

    fake_text(f, "no lunghissimo");
    CU_ASSERT_TRUE(fake_run(f));
    CU_ASSERT_EQUAL(diag_get(f->diag, 0)->code, DIAG_WORD_BROKEN);
    CU_ASSERT_EQUAL(diag_get(f->diag, 0)->level, DIAG_AVVISO);
    CU_ASSERT_PTR_NOT_NULL(strstr(fake_message(f, 0), "lunghissimo"));
    CU_ASSERT_EQUAL(diag_count(f->diag), 1);
    fake_free(f);
}

/* More characters than a paragraph may have, or a column in which it would be hundreds of pages high. */
static void test_too_long(void)
{
    static const struct { size_t chars; int width; } sizes[] = {{1000001, 200}, {20000, 5}};

    for (size_t i = 0; i < 2; i++) {
        struct fake *f = fake_new(sizes[i].width, 100);
        char *text = arena_alloc(f->a, sizes[i].chars + 1);

        memset(text, 'x', sizes[i].chars);
        fake_text(f, text);
        CU_ASSERT_FALSE(fake_run(f));
        CU_ASSERT_EQUAL(diag_get(f->diag, diag_count(f->diag) - 1)->code, DIAG_PARA_TOO_LONG);
        CU_ASSERT_PTR_NOT_NULL(strstr(fake_message(f, diag_count(f->diag) - 1), "xxxxxxxxxx"));
        fake_free(f);
    }
}

static void test_no_patterns(void)
{
    struct fake *f = fake_new(60, 100);

    f->doc.lang = "xx-YY";
    ((struct para *)fake_text(f, "la semplificazione")->para.para)->hyphenate = true;
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_texts(f), "la |semplificazi|one", "a language without patterns");
    fake_free(f);
}

static void test_foreign_words(void)
{
    struct fake *f = fake_new(60, 100);
    struct para *p = (struct para *)fake_text(f, "la semplificazione")->para.para;

    p->hyphenate = true;
    fake_run_at(p, 0)->lang = "en";
    CU_ASSERT_TRUE(fake_run(f));
    EXPECT_TEXT(fake_texts(f), "la |semplificazi|one", "Italian patterns are for Italian words");
    fake_free(f);
}

/* ---- plain text ---- */

#define LONGEST_TEXT 12
#define RANDOM_TEXTS 200000

/* Whether the text of N characters CODES, if it is plain, may be broken where the library says. */
static bool breaks_alike(const uint32_t *codes, size_t n, bool *plain)
{
    struct lay_char v[LONGEST_TEXT];
    struct lay_chars c = {.v = v, .n = n};
    char found[LONGEST_TEXT], want[LONGEST_TEXT];

    for (size_t i = 0; i < n; i++)
        v[i] = (struct lay_char){.cp = codes[i]};
    *plain = lay_break_plain(&c, found);
    u32_possible_linebreaks(codes, n, "UTF-8", want);
    for (size_t i = 1; *plain && i < n; i++)
        if ((found[i] == UC_BREAK_POSSIBLE) != (want[i] == UC_BREAK_POSSIBLE))
            return false;
    return true;
}

/* Every pair of characters up to U+02FF and of those that steer breaks, alone, parted by blanks, and within a text. */
static void test_plain_pairs(void)
{
    static const uint32_t further[] = {0x2010, 0x2013, 0x2019, 0x201C, 0x2026, 0x2028, 0x2060, 0x20AC, 0x2116, 0x3042, 0x4E00, 0xFEFF};
    const size_t few = sizeof further / sizeof *further, all = 0x300 + few;
    size_t plain = 0, unlike = 0;

    for (size_t k = 0; k < all * all; k++) {
        uint32_t a = k / all < 0x300 ? (uint32_t)(k / all) : further[k / all - 0x300];
        uint32_t b = k % all < 0x300 ? (uint32_t)(k % all) : further[k % all - 0x300];
        const uint32_t texts[][6] = {{a, b, 'x'}, {'x', a, ' ', b, 'x'}, {'1', a, b, '1', ' ', 'x'}, {'x', ' ', a, b, ' ', '1'}};
        static const size_t lengths[] = {3, 5, 6, 6};
        for (size_t t = 0; t < 4; t++) {
            bool is_plain;
            unlike += !breaks_alike(texts[t], lengths[t], &is_plain);
            plain += is_plain;
        }
    }
    CU_ASSERT(plain > 10000);
    CU_ASSERT_EQUAL(unlike, 0);
}

static void test_plain_texts(void)
{
    static const uint32_t letters[] = {'a', 'Z', 0xE0, 0xDF, '0', '7', ' ', ' ', ' ', '.', ',', '\'', 0x2019, '-'};
    unsigned long seed = 1;
    size_t plain = 0, unlike = 0;

    for (size_t k = 0; k < RANDOM_TEXTS; k++) {
        uint32_t text[LONGEST_TEXT];
        size_t n = 0;
        bool is_plain;
        do {
            seed = seed * 6364136223846793005UL + 1442695040888963407UL;
            text[n++] = letters[(seed >> 33) % (sizeof letters / sizeof *letters)];
        } while (n < LONGEST_TEXT && (seed >> 50) % 8 > 0);
        unlike += !breaks_alike(text, n, &is_plain);
        plain += is_plain;
    }
    CU_ASSERT(plain > RANDOM_TEXTS / 10);
    CU_ASSERT_EQUAL(unlike, 0);
}

void suite_layout_text(void)
{
    CU_pSuite s = CU_add_suite("layout_text", NULL, NULL);

    CU_add_test(s, "lines", test_lines);
    CU_add_test(s, "alignment", test_alignment);
    CU_add_test(s, "styles in one line", test_styles_in_one_line);
    CU_add_test(s, "sizes in one line", test_sizes_in_one_line);
    CU_add_test(s, "forced breaks", test_forced_breaks);
    CU_add_test(s, "no-break run", test_no_break_run);
    CU_add_test(s, "indents", test_indents);
    CU_add_test(s, "lights", test_lights);
    CU_add_test(s, "bars", test_bars);
    CU_add_test(s, "missing glyph", test_missing_glyph);
    CU_add_test(s, "a broken word is told", test_broken_word_is_told);
    CU_add_test(s, "too long", test_too_long);
    CU_add_test(s, "no patterns", test_no_patterns);
    CU_add_test(s, "foreign words", test_foreign_words);
    CU_add_test(s, "plain text: pairs", test_plain_pairs);
    CU_add_test(s, "plain text", test_plain_texts);
}
