// A flat view of one mail as GMime takes it apart.
//
// GMime types never leave the C file: Swift sees structs of numbers and byte spans. Everything a span points to belongs
// to the tree it came from and lives until `cgmime_tree_free`; contents belong to the caller (`cgmime_content_free`).
// GMime's own charset conversion is never used: it drops the bytes of wrongly declared Vietnamese text.
#ifndef CGMIME_H
#define CGMIME_H

#include <stddef.h>
#include <stdint.h>

/// Bytes that belong to a tree; `bytes` may be NULL when `length` is 0.
typedef struct {
    const uint8_t *bytes;
    size_t length;
} CGMimeSpan;

/// What an entity is.
enum {
    CGMIME_LEAF = 0,      ///< a body with content of its own
    CGMIME_MULTIPART = 1, ///< children, a preamble and an epilogue
    CGMIME_MESSAGE = 2,   ///< message/rfc822 and the like; its one child is the body of that message
    CGMIME_OPAQUE = 3,    ///< not taken apart: a bound was reached, the content is the raw bytes
};

/// One entity in the order of the mail (parents before children); entity 0 is the mail itself (CGMIME_MESSAGE).
typedef struct {
    int32_t parent;  ///< index of the parent, -1 for the mail itself
    int32_t ordinal; ///< place among the parent's children, from 1
    int32_t kind;
    int32_t first_header;  ///< index of the entity's first header field
    int32_t header_count;
    int32_t first_message_header; ///< CGMIME_MESSAGE only: the fields of the message inside (entity 0: of the mail)
    int32_t message_header_count;
    CGMimeSpan preamble; ///< CGMIME_MULTIPART only
    CGMimeSpan epilogue; ///< CGMIME_MULTIPART only
} CGMimeEntity;

/// One header field as it stands in the mail, folding and encoded words included.
typedef struct {
    CGMimeSpan name;
    CGMimeSpan value;
} CGMimeHeader;

/// Bits of `cgmime_tree_defects`.
enum {
    CGMIME_TOO_DEEP = 1,          ///< entities below `max_depth` stay opaque
    CGMIME_TOO_MANY_ENTITIES = 2, ///< entities after `max_entities` are left out
    CGMIME_TOO_MANY_HEADERS = 4,  ///< header fields after `max_headers` of one entity are left out
};

/// Bits of `CGMimeContent.defects`.
enum {
    CGMIME_BROKEN_BASE64 = 1,           ///< cut in the middle of a group, or characters that base64 does not have
    CGMIME_BROKEN_QUOTED_PRINTABLE = 2, ///< an equals sign that starts nothing
    CGMIME_UNKNOWN_ENCODING = 4,        ///< Content-Transfer-Encoding names nothing known; bytes as they stand
};

/// The bytes of a leaf or an opaque entity after its transfer encoding is undone.
typedef struct {
    uint8_t *bytes;
    size_t length;
    uint32_t defects;
} CGMimeContent;

typedef struct CGMimeTree CGMimeTree;

/// Prepares GMime. Call once, before any thread uses the functions below.
void cgmime_init(void);

/// Takes a mail apart; NULL when GMime sees no message in the bytes.
CGMimeTree *cgmime_tree_create(const uint8_t *bytes, size_t length, int32_t max_depth, int32_t max_entities,
                               int32_t max_headers);
void cgmime_tree_free(CGMimeTree *tree);

int32_t cgmime_tree_count(const CGMimeTree *tree);
uint32_t cgmime_tree_defects(const CGMimeTree *tree);
CGMimeEntity cgmime_tree_entity(const CGMimeTree *tree, int32_t index);
CGMimeHeader cgmime_tree_header(const CGMimeTree *tree, int32_t index);

/// Decodes the content of entity `index`. A message entity gives the bytes of the message inside.
CGMimeContent cgmime_tree_content(const CGMimeTree *tree, int32_t index);
void cgmime_content_free(CGMimeContent content);

#endif
