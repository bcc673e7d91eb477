// SPDX-License-Identifier: Apache-2.0
//
// The three iconv functions for Windows, where no system library has them. Only what Rigong reads and writes: UTF-8 and
// GB18030, both ways. The table behind GB18030 is taken from the build machine's C library, so that Windows and Linux
// turn the same bytes into the same text; the code pages of Windows differ between its versions.
#ifndef RIGONG_WINDOWS_ICONV_H
#define RIGONG_WINDOWS_ICONV_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef void* iconv_t;

// Names: "UTF-8", "UTF8", "GB18030", in any case. Any other gives (iconv_t)-1 and EINVAL, also with "//TRANSLIT".
iconv_t iconv_open(const char* to, const char* from);

// As POSIX says: EILSEQ leaves *in at the first byte of the bad sequence, EINVAL at the first byte of one cut off by the
// end of the input, E2BIG at the first byte of the character that found no room. Neither encoding has a shift state, so
// a call without input does nothing. Safe from several threads, since a conversion keeps nothing between calls.
size_t iconv(iconv_t conversion, char** in, size_t* in_left, char** out, size_t* out_left);

int iconv_close(iconv_t conversion);

#ifdef __cplusplus
}
#endif
#endif
