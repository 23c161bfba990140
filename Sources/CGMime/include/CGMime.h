// A flat view of one mail as GMime takes it apart.
//
// GMime types never leave the C file: Swift sees structs of numbers and byte spans. GMime's own charset conversion is
// never used for anything that is kept: it drops the bytes of wrongly declared Vietnamese text.
#ifndef CGMIME_H
#define CGMIME_H

#include <stddef.h>
#include <stdint.h>

/// Bytes that belong to a mail and live until it is freed; `bytes` may be NULL when `length` is 0.
typedef struct {
    const uint8_t *bytes;
    size_t length;
} CGMimeSpan;

/// What an entity is.
enum {
    CGMIME_LEAF = 0,      ///< a body with content of its own
    CGMIME_MULTIPART = 1, ///< parts between boundaries
    CGMIME_MESSAGE = 2,   ///< message/rfc822 and the like; its one child is the body of that message
};

/// One entity in the order of the mail (parents before children); entity 0 is the mail itself (CGMIME_MESSAGE).
///
/// The body of a message is described by the fields of that message.
typedef struct {
    int32_t parent; ///< index of the parent, -1 for the mail itself
    int32_t kind;
    int32_t first_field; ///< index of the entity's first header field
    int32_t field_count;
    CGMimeSpan media_type;
    CGMimeSpan media_subtype;
    int64_t content_start; ///< CGMIME_LEAF only: the content as it is transferred, as offsets into the mail
    int64_t content_end;
} CGMimeEntity;

/// One header field as it stands in the mail, folding and encoded words included.
typedef struct {
    CGMimeSpan name;
    CGMimeSpan value;
} CGMimeField;

typedef struct CGMimeMail CGMimeMail;

/// Prepares GMime. Call once, before any thread uses the functions below.
void cgmime_init(void);

/// Takes a mail apart, without a copy of it; NULL when GMime sees no mail in the bytes or more than `max_entities` entities.
///
/// GMime reads address lists by recursion and headers by C strings: the caller makes sure that neither can hurt.
/// `bytes` are read during this call only.
CGMimeMail *cgmime_mail_create(const uint8_t *bytes, size_t length, int32_t max_entities);
void cgmime_mail_free(CGMimeMail *mail);

int32_t cgmime_mail_entity_count(const CGMimeMail *mail);
CGMimeEntity cgmime_mail_entity(const CGMimeMail *mail, int32_t index);
CGMimeField cgmime_mail_field(const CGMimeMail *mail, int32_t index);

/// Transfer encodings that `cgmime_decode` undoes.
enum {
    CGMIME_BASE64 = 0,
    CGMIME_QUOTED_PRINTABLE = 1,
};

/// Undoes a transfer encoding into `decoded`, which has room for `room` bytes.
///
/// Returns the number of bytes written, SIZE_MAX when they do not fit.
size_t cgmime_decode(int32_t encoding, const uint8_t *encoded, size_t length, uint8_t *decoded, size_t room);

#endif
