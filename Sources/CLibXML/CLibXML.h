// The parts of libxml2 that the readers of web pages, feeds and documents use.
#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/uri.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>
#include <libxml/xpath.h>

/// Frees what libxml2 allocated; its own `xmlFree` is a global variable, which Swift 6 rightly refuses to read.
static inline void clibxml_free(void *memory) {
    xmlFree(memory);
}
