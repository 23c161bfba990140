#include "CGMime.h"

#include <string.h>

#include <gmime/gmime.h>

struct CGMimeMail {
    // The bytes as GMime's streams see them; empty once the mail is taken apart, for the streams live on in the tree.
    GByteArray view;
    GMimeMessage *message;
    GArray *entities; // CGMimeEntity
    GArray *fields;   // CGMimeField
};

// An entity waiting for its visit; the walk keeps its own stack so that depth never becomes C stack depth.
typedef struct {
    GMimeObject *object;
    int32_t parent;
    // Of the body of a message: the fields of the message, which stand in the list already.
    int32_t first_field;
    int32_t field_count;
} Pending;

void cgmime_init(void) { g_mime_init(); }

static CGMimeSpan span_of(const char *text) {
    CGMimeSpan span = {(const uint8_t *)text, text ? strlen(text) : 0};
    return span;
}

static void add_field(CGMimeMail *mail, GMimeHeader *header) {
    CGMimeField field = {span_of(g_mime_header_get_name(header)), span_of(g_mime_header_get_raw_value(header))};
    g_array_append_val(mail->fields, field);
}

static GMimeHeader *header_at(GMimeHeaderList *list, int index) {
    return list != NULL && index < g_mime_header_list_get_count(list) ? g_mime_header_list_get_header_at(list, index)
                                                                      : NULL;
}

// GMime keeps the Content- fields of a message apart from its others; their offsets tell the order in the mail.
static int32_t add_fields(CGMimeMail *mail, GMimeObject *object, GMimeObject *body) {
    GMimeHeaderList *list = g_mime_object_get_header_list(object);
    GMimeHeaderList *body_list = body != NULL ? g_mime_object_get_header_list(body) : NULL;
    int32_t first = (int32_t)mail->fields->len;
    int index = 0;
    int body_index = 0;
    for (;;) {
        GMimeHeader *own = header_at(list, index);
        GMimeHeader *of_body = header_at(body_list, body_index);
        if (own == NULL && of_body == NULL) break;
        if (of_body == NULL || (own != NULL && g_mime_header_get_offset(own) < g_mime_header_get_offset(of_body))) {
            add_field(mail, own);
            index++;
        } else {
            add_field(mail, of_body);
            body_index++;
        }
    }
    return first;
}

static void push(GArray *stack, GMimeObject *object, int32_t parent, int32_t first_field, int32_t field_count) {
    Pending pending = {object, parent, first_field, field_count};
    g_array_append_val(stack, pending);
}

static void set_content(CGMimeEntity *entity, GMimePart *part) {
    GMimeDataWrapper *wrapper = g_mime_part_get_content(part);
    GMimeStream *stream = wrapper != NULL ? g_mime_data_wrapper_get_stream(wrapper) : NULL;
    if (stream == NULL) return;
    entity->content_start = stream->bound_start;
    entity->content_end = stream->bound_end;
}

static void push_message(CGMimeMail *mail, GArray *stack, GMimeMessage *message, int32_t index) {
    int32_t first = add_fields(mail, GMIME_OBJECT(message), message->mime_part);
    int32_t count = (int32_t)mail->fields->len - first;
    if (message->mime_part != NULL) push(stack, message->mime_part, index, first, count);
}

static void visit(CGMimeMail *mail, GArray *stack, Pending next) {
    int32_t index = (int32_t)mail->entities->len;
    CGMimeEntity entity = {0};
    entity.parent = next.parent;
    entity.first_field = next.first_field;
    entity.field_count = next.field_count;
    if (next.first_field < 0) {
        entity.first_field = add_fields(mail, next.object, NULL);
        entity.field_count = (int32_t)mail->fields->len - entity.first_field;
    }
    GMimeContentType *type = g_mime_object_get_content_type(next.object);
    if (type != NULL) {
        entity.media_type = span_of(g_mime_content_type_get_media_type(type));
        entity.media_subtype = span_of(g_mime_content_type_get_media_subtype(type));
    }
    if (GMIME_IS_MULTIPART(next.object)) {
        GMimeMultipart *multipart = GMIME_MULTIPART(next.object);
        entity.kind = CGMIME_MULTIPART;
        for (int i = g_mime_multipart_get_count(multipart) - 1; i >= 0; i--) {
            push(stack, g_mime_multipart_get_part(multipart, i), index, -1, 0);
        }
    } else if (GMIME_IS_MESSAGE_PART(next.object)) {
        GMimeMessage *inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(next.object));
        entity.kind = CGMIME_MESSAGE;
        if (inner != NULL) push_message(mail, stack, inner, index);
    } else {
        entity.kind = CGMIME_LEAF;
        if (GMIME_IS_PART(next.object)) set_content(&entity, GMIME_PART(next.object));
    }
    g_array_append_val(mail->entities, entity);
}

// Whether all entities were visited.
static gboolean walk(CGMimeMail *mail, int32_t max_entities) {
    GArray *stack = g_array_new(FALSE, FALSE, sizeof(Pending));
    CGMimeEntity root = {0};
    root.parent = -1;
    root.kind = CGMIME_MESSAGE;
    root.media_type = span_of("message");
    root.media_subtype = span_of("rfc822");
    push_message(mail, stack, mail->message, 0);
    root.field_count = (int32_t)mail->fields->len;
    g_array_append_val(mail->entities, root);
    while (stack->len > 0 && (int32_t)mail->entities->len < max_entities) {
        Pending next = g_array_index(stack, Pending, stack->len - 1);
        g_array_set_size(stack, stack->len - 1);
        visit(mail, stack, next);
    }
    gboolean is_complete = stack->len == 0;
    g_array_free(stack, TRUE);
    return is_complete;
}

CGMimeMail *cgmime_mail_create(const uint8_t *bytes, size_t length, int32_t max_entities) {
    if (length > G_MAXINT) return NULL;
    CGMimeMail *mail = g_new0(CGMimeMail, 1);
    mail->entities = g_array_new(FALSE, FALSE, sizeof(CGMimeEntity));
    mail->fields = g_array_new(FALSE, FALSE, sizeof(CGMimeField));
    // A view, not a copy: the stream only reads, and is told that the array is not its own.
    mail->view.data = (guint8 *)bytes;
    mail->view.len = (guint)length;
    GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(&mail->view);
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    g_object_unref(stream);
    g_mime_parser_set_format(parser, GMIME_FORMAT_MESSAGE);
    // Contents stay ranges of the mail.
    g_mime_parser_set_persist_stream(parser, TRUE);
    mail->message = g_mime_parser_construct_message(parser, NULL);
    g_object_unref(parser);
    mail->view.data = NULL;
    mail->view.len = 0;
    if (mail->message != NULL && walk(mail, max_entities)) return mail;
    cgmime_mail_free(mail);
    return NULL;
}

void cgmime_mail_free(CGMimeMail *mail) {
    g_array_free(mail->entities, TRUE);
    g_array_free(mail->fields, TRUE);
    if (mail->message != NULL) g_object_unref(mail->message);
    g_free(mail);
}

int32_t cgmime_mail_entity_count(const CGMimeMail *mail) { return (int32_t)mail->entities->len; }

CGMimeEntity cgmime_mail_entity(const CGMimeMail *mail, int32_t index) {
    return g_array_index(mail->entities, CGMimeEntity, index);
}

CGMimeField cgmime_mail_field(const CGMimeMail *mail, int32_t index) {
    return g_array_index(mail->fields, CGMimeField, index);
}

size_t cgmime_decode(int32_t encoding, const uint8_t *encoded, size_t length, uint8_t *decoded, size_t room) {
    // Neither encoding grows when it is undone; GMime may hold back a few bytes and give them with the next step.
    enum { step = 8192, slack = 64 };
    unsigned char buffer[step + slack];
    GMimeEncoding state;
    g_mime_encoding_init_decode(&state, encoding == CGMIME_BASE64 ? GMIME_CONTENT_ENCODING_BASE64
                                                                  : GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    size_t written = 0;
    for (size_t start = 0; start < length; start += step) {
        size_t count = MIN((size_t)step, length - start);
        if (g_mime_encoding_outlen(&state, count) > sizeof(buffer)) return SIZE_MAX;
        size_t produced = g_mime_encoding_step(&state, (const char *)encoded + start, count, (char *)buffer);
        if (produced > room - written) return SIZE_MAX;
        memcpy(decoded + written, buffer, produced);
        written += produced;
    }
    return written;
}
