#include "CGMime.h"

#include <stdlib.h>
#include <string.h>

#include <gmime/gmime.h>

struct CGMimeTree {
    GMimeMessage *mail;
    GArray *entities; // CGMimeEntity
    GArray *headers;  // CGMimeHeader
    GPtrArray *objects; // GMimeObject *, borrowed from `mail`, one per entity
    uint32_t defects;
};

// An entity waiting for its visit; the walk keeps its own stack so that depth never becomes C stack depth.
typedef struct {
    GMimeObject *object;
    int32_t parent;
    int32_t ordinal;
    int32_t depth;
} Pending;

void cgmime_init(void) { g_mime_init(); }

static CGMimeSpan span_of(const char *text) {
    CGMimeSpan span = {(const uint8_t *)text, text ? strlen(text) : 0};
    return span;
}

static void add_headers(CGMimeTree *tree, GMimeObject *object, int32_t limit, int32_t *first, int32_t *count) {
    GMimeHeaderList *list = g_mime_object_get_header_list(object);
    int total = list ? g_mime_header_list_get_count(list) : 0;
    if (total > limit) {
        total = limit;
        tree->defects |= CGMIME_TOO_MANY_HEADERS;
    }
    *first = (int32_t)tree->headers->len;
    *count = total;
    for (int i = 0; i < total; i++) {
        GMimeHeader *field = g_mime_header_list_get_header_at(list, i);
        CGMimeHeader header = {span_of(g_mime_header_get_name(field)), span_of(g_mime_header_get_raw_value(field))};
        g_array_append_val(tree->headers, header);
    }
}

static void push(GArray *stack, GMimeObject *object, int32_t parent, int32_t ordinal, int32_t depth) {
    Pending pending = {object, parent, ordinal, depth};
    g_array_append_val(stack, pending);
}

static void walk(CGMimeTree *tree, int32_t max_depth, int32_t max_entities, int32_t max_headers) {
    GArray *stack = g_array_new(FALSE, FALSE, sizeof(Pending));
    push(stack, GMIME_OBJECT(tree->mail), -1, 1, 0);
    while (stack->len > 0) {
        Pending next = g_array_index(stack, Pending, stack->len - 1);
        g_array_set_size(stack, stack->len - 1);
        if ((int32_t)tree->entities->len >= max_entities) {
            tree->defects |= CGMIME_TOO_MANY_ENTITIES;
            break;
        }
        int32_t index = (int32_t)tree->entities->len;
        CGMimeEntity entity = {0};
        entity.parent = next.parent;
        entity.ordinal = next.ordinal;
        gboolean container = GMIME_IS_MULTIPART(next.object) || GMIME_IS_MESSAGE_PART(next.object);
        if (GMIME_IS_MESSAGE(next.object)) {
            entity.kind = CGMIME_MESSAGE;
            add_headers(tree, next.object, max_headers, &entity.first_message_header, &entity.message_header_count);
            GMimeObject *body = GMIME_MESSAGE(next.object)->mime_part;
            if (body != NULL) push(stack, body, index, 1, 1);
        } else if (container && next.depth >= max_depth) {
            entity.kind = CGMIME_OPAQUE;
            tree->defects |= CGMIME_TOO_DEEP;
        } else if (GMIME_IS_MULTIPART(next.object)) {
            GMimeMultipart *multipart = GMIME_MULTIPART(next.object);
            entity.kind = CGMIME_MULTIPART;
            entity.preamble = span_of(g_mime_multipart_get_prologue(multipart));
            entity.epilogue = span_of(g_mime_multipart_get_epilogue(multipart));
            int count = g_mime_multipart_get_count(multipart);
            for (int i = count - 1; i >= 0; i--) {
                push(stack, g_mime_multipart_get_part(multipart, i), index, i + 1, next.depth + 1);
            }
        } else if (GMIME_IS_MESSAGE_PART(next.object)) {
            GMimeMessage *inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(next.object));
            entity.kind = inner != NULL ? CGMIME_MESSAGE : CGMIME_OPAQUE;
            if (inner != NULL) {
                add_headers(tree, GMIME_OBJECT(inner), max_headers, &entity.first_message_header,
                            &entity.message_header_count);
                if (inner->mime_part != NULL) push(stack, inner->mime_part, index, 1, next.depth + 1);
            }
        } else {
            entity.kind = CGMIME_LEAF;
        }
        if (next.parent >= 0) {
            add_headers(tree, next.object, max_headers, &entity.first_header, &entity.header_count);
        }
        g_array_append_val(tree->entities, entity);
        g_ptr_array_add(tree->objects, next.object);
    }
    g_array_free(stack, TRUE);
}

CGMimeTree *cgmime_tree_create(const uint8_t *bytes, size_t length, int32_t max_depth, int32_t max_entities,
                               int32_t max_headers) {
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer((const char *)bytes, length);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    g_object_unref(stream);
    g_mime_parser_set_format(parser, GMIME_FORMAT_MESSAGE);
    g_mime_parser_set_persist_stream(parser, TRUE);
    GMimeMessage *mail = g_mime_parser_construct_message(parser, NULL);
    g_object_unref(parser);
    if (mail == NULL) return NULL;
    CGMimeTree *tree = calloc(1, sizeof(CGMimeTree));
    if (tree == NULL) {
        g_object_unref(mail);
        return NULL;
    }
    tree->mail = mail;
    tree->entities = g_array_new(FALSE, FALSE, sizeof(CGMimeEntity));
    tree->headers = g_array_new(FALSE, FALSE, sizeof(CGMimeHeader));
    tree->objects = g_ptr_array_new();
    walk(tree, max_depth, max_entities, max_headers);
    return tree;
}

void cgmime_tree_free(CGMimeTree *tree) {
    if (tree == NULL) return;
    g_array_free(tree->entities, TRUE);
    g_array_free(tree->headers, TRUE);
    g_ptr_array_free(tree->objects, TRUE);
    g_object_unref(tree->mail);
    free(tree);
}

int32_t cgmime_tree_count(const CGMimeTree *tree) { return (int32_t)tree->entities->len; }

uint32_t cgmime_tree_defects(const CGMimeTree *tree) { return tree->defects; }

CGMimeEntity cgmime_tree_entity(const CGMimeTree *tree, int32_t index) {
    return g_array_index(tree->entities, CGMimeEntity, index);
}

CGMimeHeader cgmime_tree_header(const CGMimeTree *tree, int32_t index) {
    return g_array_index(tree->headers, CGMimeHeader, index);
}

// Base64 ends in whole groups of four; padding may be missing only where nothing else is.
static uint32_t base64_defects(const uint8_t *bytes, size_t length) {
    size_t symbols = 0;
    size_t padding = 0;
    for (size_t i = 0; i < length; i++) {
        uint8_t byte = bytes[i];
        if (byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n') continue;
        if (byte == '=') {
            padding++;
        } else if (g_ascii_isalnum(byte) || byte == '+' || byte == '/') {
            // Text after the padding is a footer that some list server added; the decoder stops before it or garbles it.
            if (padding > 0) return CGMIME_BROKEN_BASE64;
            symbols++;
        } else {
            return CGMIME_BROKEN_BASE64;
        }
    }
    return (symbols + padding) % 4 == 0 ? 0 : CGMIME_BROKEN_BASE64;
}

static uint32_t quoted_printable_defects(const uint8_t *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] != '=') continue;
        size_t next = i + 1;
        while (next < length && (bytes[next] == ' ' || bytes[next] == '\t')) next++;
        if (next >= length || bytes[next] == '\n' || bytes[next] == '\r') continue;
        if (i + 2 < length && g_ascii_isxdigit(bytes[i + 1]) && g_ascii_isxdigit(bytes[i + 2])) continue;
        return CGMIME_BROKEN_QUOTED_PRINTABLE;
    }
    return 0;
}

static uint32_t encoding_defects(GMimeObject *object, GMimeDataWrapper *wrapper) {
    GMimeContentEncoding encoding = g_mime_data_wrapper_get_encoding(wrapper);
    if (encoding == GMIME_CONTENT_ENCODING_DEFAULT) {
        const char *named = g_mime_object_get_header(object, "Content-Transfer-Encoding");
        return named != NULL && *named != '\0' ? CGMIME_UNKNOWN_ENCODING : 0;
    }
    if (encoding != GMIME_CONTENT_ENCODING_BASE64 && encoding != GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE) return 0;
    GMimeStream *encoded = g_mime_data_wrapper_get_stream(wrapper);
    GMimeStream *copy = g_mime_stream_mem_new();
    g_mime_stream_reset(encoded);
    g_mime_stream_write_to_stream(encoded, copy);
    g_mime_stream_reset(encoded);
    GByteArray *array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(copy));
    uint32_t defects = encoding == GMIME_CONTENT_ENCODING_BASE64 ? base64_defects(array->data, array->len)
                                                                 : quoted_printable_defects(array->data, array->len);
    g_object_unref(copy);
    return defects;
}

CGMimeContent cgmime_tree_content(const CGMimeTree *tree, int32_t index) {
    CGMimeContent content = {NULL, 0, 0};
    GMimeObject *object = g_ptr_array_index(tree->objects, index);
    GByteArray *array = g_byte_array_new();
    GMimeStream *sink = g_mime_stream_mem_new();
    g_mime_stream_mem_set_byte_array(GMIME_STREAM_MEM(sink), array);
    if (GMIME_IS_PART(object)) {
        GMimeDataWrapper *wrapper = g_mime_part_get_content(GMIME_PART(object));
        if (wrapper != NULL) {
            content.defects = encoding_defects(object, wrapper);
            g_mime_data_wrapper_write_to_stream(wrapper, sink);
        }
    } else if (GMIME_IS_MESSAGE_PART(object)) {
        GMimeMessage *inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
        if (inner != NULL) g_mime_object_write_to_stream(GMIME_OBJECT(inner), NULL, sink);
    } else {
        g_mime_object_write_to_stream(object, NULL, sink);
    }
    g_mime_stream_flush(sink);
    content.length = array->len;
    content.bytes = g_byte_array_free(array, FALSE);
    g_object_unref(sink);
    return content;
}

void cgmime_content_free(CGMimeContent content) { g_free(content.bytes); }
