# SPDX-License-Identifier: Apache-2.0
# rigong::httplib, cpp-httplib for the one file of overlay/server and the one of fakes that include <httplib.h> (20,000
# lines: nobody else should).
# RIGONG_HTTPLIB_CURRENT is 1 with a current release, which is compiled in with its limits set and without zlib, brotli and OpenSSL, and
# 0 with Debian's precompiled 0.11.4, which knows no such limits: then the server may listen on 127.0.0.1 only, and must say so.
if(NOT RIGONG_HTTPLIB_PREFIX)
  if(DEFINED ENV{RIGONG_HTTPLIB_PREFIX})
    set(RIGONG_HTTPLIB_PREFIX "$ENV{RIGONG_HTTPLIB_PREFIX}")
  else()
    set(RIGONG_HTTPLIB_PREFIX "$ENV{HOME}/.cache/rigong/httplib")
  endif()
endif()
set(RIGONG_HTTPLIB_PREFIX "${RIGONG_HTTPLIB_PREFIX}" CACHE PATH "Where packaging/httplib has put VERSION/httplib.h")

add_library(rigong_httplib INTERFACE)
add_library(rigong::httplib ALIAS rigong_httplib)
target_link_libraries(rigong_httplib INTERFACE Threads::Threads)

file(GLOB httplib_headers ${RIGONG_HTTPLIB_PREFIX}/*/httplib.h)
list(SORT httplib_headers COMPARE NATURAL ORDER DESCENDING)
set(httplib_version 0)
if(httplib_headers)
  list(GET httplib_headers 0 httplib_header)
  get_filename_component(httplib_folder ${httplib_header} DIRECTORY)
  get_filename_component(httplib_version ${httplib_folder} NAME)
endif()

if(httplib_version VERSION_GREATER_EQUAL 0.41)
  target_include_directories(rigong_httplib SYSTEM INTERFACE ${httplib_folder})
  # What is longer or more is refused while it is read, before any handler sees the request.
  target_compile_definitions(rigong_httplib INTERFACE RIGONG_HTTPLIB_CURRENT=1 CPPHTTPLIB_HEADER_MAX_COUNT=64
    CPPHTTPLIB_HEADER_MAX_LENGTH=8192 CPPHTTPLIB_MAX_LINE_LENGTH=8192 CPPHTTPLIB_REQUEST_URI_MAX_LENGTH=2048 CPPHTTPLIB_RANGE_MAX_COUNT=1
    CPPHTTPLIB_LISTEN_BACKLOG=128)
  if(WIN32)
    # The header asks for Windows' address resolver by a pragma that only other compilers know.
    target_link_libraries(rigong_httplib INTERFACE ws2_32)
  endif()
  message(STATUS "cpp-httplib ${httplib_version}: ${httplib_folder}")
elseif(NOT WIN32)
  find_path(RIGONG_HTTPLIB_SYSTEM_INCLUDE NAMES httplib.h)
  find_library(RIGONG_HTTPLIB_SYSTEM_LIBRARY NAMES cpp-httplib)
  if(NOT RIGONG_HTTPLIB_SYSTEM_INCLUDE OR NOT RIGONG_HTTPLIB_SYSTEM_LIBRARY)
    message(FATAL_ERROR "There is no httplib.h in ${RIGONG_HTTPLIB_PREFIX}, and no libcpp-httplib-dev on this system. Run packaging/deps.")
  endif()
  find_package(OpenSSL REQUIRED COMPONENTS SSL)
  target_include_directories(rigong_httplib SYSTEM INTERFACE ${RIGONG_HTTPLIB_SYSTEM_INCLUDE})
  # The library was compiled with these three, and its classes look different without them.
  target_compile_definitions(rigong_httplib INTERFACE RIGONG_HTTPLIB_CURRENT=0 CPPHTTPLIB_OPENSSL_SUPPORT CPPHTTPLIB_ZLIB_SUPPORT
    CPPHTTPLIB_BROTLI_SUPPORT)
  target_link_libraries(rigong_httplib INTERFACE ${RIGONG_HTTPLIB_SYSTEM_LIBRARY} OpenSSL::SSL)
  message(WARNING "Only the system's old cpp-httplib is there; the program will serve 127.0.0.1 only. packaging/deps brings a current one.")
else()
  message(FATAL_ERROR "There is no httplib.h of 0.41 or newer in ${RIGONG_HTTPLIB_PREFIX}. Run packaging/deps.")
endif()
