// The parts of libxml2 that the readers of web pages, feeds and documents use.
#include <libxml/xmlversion.h>
// Debian's libxml2 shows ICU's headers to whoever includes it, and they contradict the ICU inside Foundation when both are
// seen in one module. What they hide from here are the last members of a struct that is only used through pointers.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/tree.h>
#include <libxml/uri.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>
#include <libxml/xpath.h>

/// Frees what libxml2 allocated; its own `xmlFree` is a global variable, which Swift 6 rightly refuses to read.
static inline void clibxml_free(void *memory) {
    xmlFree(memory);
}
