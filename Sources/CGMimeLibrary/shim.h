// The whole of GMime, seen only by the C target CGMime: its macros and GObject casts do not come over into Swift.
#include <gmime/gmime.h>
