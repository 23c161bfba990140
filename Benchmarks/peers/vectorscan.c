// Finds phrases in the lines of a text with Vectorscan and prints the number of hits.
// Usage: vectorscan PHRASES TEXT
#include <hs/hs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *contents(const char *path, size_t *length) {
    FILE *file = fopen(path, "rb");
    if (!file) { perror(path); exit(1); }
    fseek(file, 0, SEEK_END);
    *length = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(*length + 1);
    if (!bytes || fread(bytes, 1, *length, file) != *length) { perror(path); exit(1); }
    bytes[*length] = 0;
    fclose(file);
    return bytes;
}

static int on_hit(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *count) {
    (void)id; (void)from; (void)to; (void)flags;
    ++*(unsigned long *)count;
    return 0;
}

int main(int argc, char **argv) {
    if (argc != 3) { fputs("usage: vectorscan PHRASES TEXT\n", stderr); return 2; }
    size_t phrases_length, text_length, count = 0;
    char *phrases = contents(argv[1], &phrases_length), *text = contents(argv[2], &text_length);
    size_t room = 1;
    for (size_t i = 0; i < phrases_length; i++) room += phrases[i] == '\n';
    const char **starts = malloc(room * sizeof *starts);
    size_t *lengths = malloc(room * sizeof *lengths);
    unsigned *ids = malloc(room * sizeof *ids), *flags = calloc(room, sizeof *flags);
    for (char *line = phrases; line < phrases + phrases_length;) {
        char *end = memchr(line, '\n', (size_t)(phrases + phrases_length - line));
        if (!end) end = phrases + phrases_length;
        if (end > line) { starts[count] = line; lengths[count] = (size_t)(end - line); ids[count] = (unsigned)count; count++; }
        line = end + 1;
    }
    hs_database_t *database;
    hs_compile_error_t *error;
    if (hs_compile_lit_multi(starts, flags, ids, lengths, (unsigned)count, HS_MODE_BLOCK, NULL, &database, &error)) {
        fprintf(stderr, "%s\n", error->message);
        return 1;
    }
    hs_scratch_t *scratch = NULL;
    if (hs_alloc_scratch(database, &scratch)) return 1;
    unsigned long hits = 0;
    for (char *line = text; line < text + text_length;) {
        char *end = memchr(line, '\n', (size_t)(text + text_length - line));
        if (!end) end = text + text_length;
        if (hs_scan(database, line, (unsigned)(end - line), 0, scratch, on_hit, &hits)) return 1;
        line = end + 1;
    }
    printf("%lu\n", hits);
    return 0;
}
