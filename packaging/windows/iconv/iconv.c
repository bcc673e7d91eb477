// SPDX-License-Identifier: Apache-2.0
//
// Every character goes through its code point: one function reads it from one encoding, another writes it in the other.
// Reading GB18030 looks into the generated tables; writing searches an index over the same tables, which is made once.
// Of bad input it says the same as glibc with one exception: bad UTF-8 that the end of the input also cuts off is EILSEQ
// here and EINVAL there.
#include "iconv.h"

#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "gb18030_table.h"

enum { kRuns = sizeof four_byte / sizeof four_byte[0], kPairs = sizeof two_byte / sizeof two_byte[0] };

typedef struct {
  uint32_t point, pair;
} Pair;

static Pair pairs[kPairs];     // the two-byte characters, by code point
static size_t pair_count;
static uint16_t runs[kRuns];   // positions in four_byte, by code point
static pthread_once_t indexed = PTHREAD_ONCE_INIT;

static int by_point(const void* a, const void* b) {
  const Pair* x = a;
  const Pair* y = b;
  if (x->point != y->point) return x->point < y->point ? -1 : 1;
  return x->pair < y->pair ? -1 : x->pair > y->pair;
}

static int by_run_point(const void* a, const void* b) {
  const uint32_t x = four_byte[*(const uint16_t*)a].point;
  const uint32_t y = four_byte[*(const uint16_t*)b].point;
  return x < y ? -1 : x > y;
}

static void make_index(void) {
  for (uint32_t i = 0; i < kPairs; i++) {
    if (two_byte[i] != 0) pairs[pair_count++] = (Pair){two_byte[i], i};
  }
  qsort(pairs, pair_count, sizeof pairs[0], by_point);
  for (size_t i = 0; i < kRuns; i++) runs[i] = (uint16_t)i;
  qsort(runs, kRuns, sizeof runs[0], by_run_point);
}

// A reader gives the number of bytes it took, 0 for a bad sequence and -1 for one that the end of the input cuts off.
// A writer gives the number of bytes it put, 0 for a character the encoding does not have and -1 for too little room.
typedef int Reader(const unsigned char* in, size_t left, uint32_t* point);
typedef int Writer(uint32_t point, unsigned char* out, size_t left);

static int read_utf8(const unsigned char* in, size_t left, uint32_t* point) {
  const unsigned char lead = in[0];
  if (lead < 0x80) {
    *point = lead;
    return 1;
  }
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  uint32_t value = lead & (0x7F >> length);
  for (int i = 1; i < length; i++) {
    if ((size_t)i >= left) return -1;
    if ((in[i] & 0xC0) != 0x80) return 0;
    // The second byte already shows overlong forms, surrogates and what lies above U+10FFFF.
    if (i == 1 && ((lead == 0xE0 && in[1] < 0xA0) || (lead == 0xED && in[1] > 0x9F) ||
                   (lead == 0xF0 && in[1] < 0x90) || (lead == 0xF4 && in[1] > 0x8F))) {
      return 0;
    }
    value = value << 6 | (in[i] & 0x3F);
  }
  *point = value;
  return length;
}

static int write_utf8(uint32_t point, unsigned char* out, size_t left) {
  const int length = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  if (left < (size_t)length) return -1;
  if (length == 1) {
    out[0] = (unsigned char)point;
    return 1;
  }
  for (int i = length - 1; i > 0; i--, point >>= 6) out[i] = (unsigned char)(0x80 | (point & 0x3F));
  out[0] = (unsigned char)(0xF00 >> length | point);
  return length;
}

static int read_gb18030(const unsigned char* in, size_t left, uint32_t* point) {
  if (in[0] < 0x80) {
    *point = in[0];
    return 1;
  }
  if (in[0] == 0x80 || in[0] == 0xFF) return 0;
  if (left < 2) return -1;
  if (in[1] >= 0x40 && in[1] != 0x7F && in[1] != 0xFF) {
    *point = two_byte[(in[0] - 0x81) * 190 + in[1] - (in[1] < 0x7F ? 0x40 : 0x41)];
    return *point != 0 ? 2 : 0;
  }
  if (in[1] < 0x30 || in[1] > 0x39) return 0;
  if (left < 4) return -1;
  if (in[2] < 0x81 || in[2] > 0xFE || in[3] < 0x30 || in[3] > 0x39) return 0;
  const uint32_t index =
      (((in[0] - 0x81u) * 10 + (in[1] - 0x30u)) * 126 + (in[2] - 0x81u)) * 10 + (in[3] - 0x30u);
  size_t low = 0, high = kRuns;  // The answer, if any, is the last run that begins at or before the index.
  while (low < high) {
    const size_t middle = (low + high) / 2;
    if (four_byte[middle].index <= index) low = middle + 1;
    else high = middle;
  }
  if (low == 0 || index - four_byte[low - 1].index >= four_byte[low - 1].count) return 0;
  *point = four_byte[low - 1].point + (index - four_byte[low - 1].index);
  return 4;
}

static int write_gb18030(uint32_t point, unsigned char* out, size_t left) {
  if (point < 0x80) {
    if (left < 1) return -1;
    out[0] = (unsigned char)point;
    return 1;
  }
  size_t low = 0, high = pair_count;
  while (low < high) {
    const size_t middle = (low + high) / 2;
    if (pairs[middle].point < point) low = middle + 1;
    else high = middle;
  }
  if (low < pair_count && pairs[low].point == point) {
    if (left < 2) return -1;
    const uint32_t trail = pairs[low].pair % 190;
    out[0] = (unsigned char)(0x81 + pairs[low].pair / 190);
    out[1] = (unsigned char)(trail + (trail < 0x3F ? 0x40 : 0x41));
    return 2;
  }
  low = 0, high = kRuns;
  while (low < high) {
    const size_t middle = (low + high) / 2;
    if (four_byte[runs[middle]].point <= point) low = middle + 1;
    else high = middle;
  }
  if (low == 0) return 0;
  const uint32_t offset = point - four_byte[runs[low - 1]].point;
  if (offset >= four_byte[runs[low - 1]].count) return 0;
  if (left < 4) return -1;
  const uint32_t index = four_byte[runs[low - 1]].index + offset;
  out[0] = (unsigned char)(0x81 + index / 12600);
  out[1] = (unsigned char)(0x30 + index / 1260 % 10);
  out[2] = (unsigned char)(0x81 + index / 10 % 126);
  out[3] = (unsigned char)(0x30 + index % 10);
  return 4;
}

typedef struct {
  Reader* read;
  Writer* write;
} Conversion;

// The conversions hold nothing, so they are constants and closing them has nothing to free.
static const Conversion conversions[2][2] = {
    {{read_utf8, write_utf8}, {read_utf8, write_gb18030}},
    {{read_gb18030, write_utf8}, {read_gb18030, write_gb18030}},
};

static int encoding(const char* name) {
  if (_stricmp(name, "UTF-8") == 0 || _stricmp(name, "UTF8") == 0) return 0;
  return _stricmp(name, "GB18030") == 0 ? 1 : -1;
}

iconv_t iconv_open(const char* to, const char* from) {
  const int reads = encoding(from);
  const int writes = encoding(to);
  if (reads < 0 || writes < 0) {
    errno = EINVAL;
    return (iconv_t)-1;
  }
  pthread_once(&indexed, make_index);
  return (iconv_t)&conversions[reads][writes];
}

size_t iconv(iconv_t conversion, char** in, size_t* in_left, char** out, size_t* out_left) {
  const Conversion* how = conversion;
  if (in == NULL || *in == NULL) return 0;
  while (*in_left > 0) {
    uint32_t point = 0;
    const int taken = how->read((const unsigned char*)*in, *in_left, &point);
    if (taken <= 0) {
      errno = taken == 0 ? EILSEQ : EINVAL;
      return (size_t)-1;
    }
    const int put = how->write(point, (unsigned char*)*out, *out_left);
    if (put <= 0) {
      errno = put == 0 ? EILSEQ : E2BIG;
      return (size_t)-1;
    }
    *in += taken;
    *in_left -= (size_t)taken;
    *out += put;
    *out_left -= (size_t)put;
  }
  return 0;
}

int iconv_close(iconv_t conversion) {
  (void)conversion;
  return 0;
}
