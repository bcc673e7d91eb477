// SPDX-License-Identifier: Apache-2.0
// The functions of libcurl that are called here.
#ifndef _WIN32
#include <curl/curl.h>

#include <cstdarg>

#include "agent/late/late.h"

#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

namespace {

const rigong::late::Library& library() {
  static const rigong::late::Library curl("libcurl.so.4");
  return curl;
}

// What follows an option is a long, a pointer or a curl_off_t, each as wide as a pointer here; libcurl itself reads it by the
// option.
static_assert(sizeof(long) == sizeof(void*) && sizeof(curl_off_t) == sizeof(void*));
template <typename Code, typename Handle, typename Option>
Code with_one_more(void* function, Code missing, Handle* handle, Option option, void* value) {
  if (function == nullptr) return missing;
  return reinterpret_cast<Code (*)(Handle*, Option, ...)>(function)(handle, option, value);
}

}  // namespace

// What stands before the dots is an enumeration in libcurl's own declarations, of which a compiler may say that it could be
// promoted. Their values are of int's size, so that nothing is.
#pragma GCC diagnostic ignored "-Wvarargs"

std::string rigong::late::libcurl_problem() { return library().problem(); }

extern "C" CURLcode curl_easy_setopt(CURL* handle, CURLoption option, ...) {
  static void* const function = library().function("curl_easy_setopt");
  std::va_list more;
  va_start(more, option);
  void* const value = va_arg(more, void*);
  va_end(more);
  return with_one_more(function, CURLE_FAILED_INIT, handle, option, value);
}

extern "C" CURLcode curl_easy_getinfo(CURL* handle, CURLINFO info, ...) {
  static void* const function = library().function("curl_easy_getinfo");
  std::va_list more;
  va_start(more, info);
  void* const value = va_arg(more, void*);
  va_end(more);
  return with_one_more(function, CURLE_FAILED_INIT, handle, info, value);
}

extern "C" CURLMcode curl_multi_setopt(CURLM* handle, CURLMoption option, ...) {
  static void* const function = library().function("curl_multi_setopt");
  std::va_list more;
  va_start(more, option);
  void* const value = va_arg(more, void*);
  va_end(more);
  return with_one_more(function, CURLM_INTERNAL_ERROR, handle, option, value);
}

RIGONG_LATE_1(library(), curl_global_init)
RIGONG_LATE_0(library(), curl_easy_init)
RIGONG_LATE_1(library(), curl_easy_cleanup)
RIGONG_LATE_1(library(), curl_easy_reset)
RIGONG_LATE_1(library(), curl_easy_perform)
RIGONG_LATE_1(library(), curl_easy_strerror)
RIGONG_LATE_0(library(), curl_multi_init)
RIGONG_LATE_1(library(), curl_multi_cleanup)
RIGONG_LATE_2(library(), curl_multi_add_handle)
RIGONG_LATE_2(library(), curl_multi_remove_handle)
RIGONG_LATE_2(library(), curl_multi_perform)
RIGONG_LATE_5(library(), curl_multi_poll)
RIGONG_LATE_1(library(), curl_multi_wakeup)
RIGONG_LATE_2(library(), curl_multi_info_read)
RIGONG_LATE_2(library(), curl_slist_append)
RIGONG_LATE_1(library(), curl_slist_free_all)
RIGONG_LATE_1(library(), curl_version_info)
RIGONG_LATE_2(library(), curl_getdate)
#else
#include "agent/late/late.h"

std::string rigong::late::libcurl_problem() { return {}; }
#endif
