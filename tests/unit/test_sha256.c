/* test_sha256.c: the examples of FIPS 180-4, and lengths around the ends of blocks. */
#include "base/sha256.h"

#include "expect.h"
#include "suites.h"

static void expect_digest(const char *data, size_t len, const char *expected)
{
    char text[SHA256_TEXT];
    sha256_text(data, len, text);
    EXPECT_TEXT(text, expected, expected);
}

/* https://csrc.nist.gov/projects/cryptographic-standards-and-guidelines/example-values */
static void test_examples(void)
{
    static const char two_blocks[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    static char million[1000000];
    memset(million, 'a', sizeof million);
    expect_digest("", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect_digest(NULL, 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect_digest("abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect_digest(two_blocks, sizeof two_blocks - 1, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    expect_digest(million, sizeof million, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* So many letters a, by sha256sum of coreutils. */
static void test_ends_of_blocks(void)
{
    static const struct { size_t len; const char *digest; } rows[] = {
        {1, "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"},
        {55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"},
        {56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"},
        {57, "f13b2d724659eb3bf47f2dd6af1accc87b81f09f59f2b75e5c0bed6589dfe8c6"},
        {63, "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"},
        {64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"},
        {65, "635361c48bb9eab14198e76ea8ab7f1a41685d6ad62aa9146d301d4f17eb0ae0"},
        {119, "31eba51c313a5c08226adf18d4a359cfdfd8d2e816b13f4af952f7ea6584dcfb"},
        {120, "2f3d335432c70b580af0e8e1b3674a7c020d683aa5f73aaaedfdc55af904c21c"},
        {127, "c57e9278af78fa3cab38667bef4ce29d783787a2f731d4e12200270f0c32320a"},
        {128, "6836cf13bac400e9105071cd6af47084dfacad4e5e302c94bfed24e013afb73e"},
    };
    char letters[128];
    memset(letters, 'a', sizeof letters);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        expect_digest(letters, rows[i].len, rows[i].digest);
}

void suite_sha256(void)
{
    CU_pSuite s = CU_add_suite("sha256", NULL, NULL);
    CU_add_test(s, "examples", test_examples);
    CU_add_test(s, "ends of blocks", test_ends_of_blocks);
}
