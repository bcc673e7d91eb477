# SPDX-License-Identifier: Apache-2.0
# How everything of ours is compiled: the language, warnings, sanitizers, ccache, precompiled headers.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

# A precompiled header changes with every configure; without these allowances ccache would never hit.
find_program(RIGONG_CCACHE ccache)
if(RIGONG_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
               CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${RIGONG_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
endif()

add_library(rigong_settings INTERFACE)
target_include_directories(rigong_settings INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR}/generated)
# These two stand in the precompiled header, so that everybody must see them with the same definitions.
target_link_libraries(rigong_settings INTERFACE fmt::fmt tl::expected)
target_compile_definitions(rigong_settings INTERFACE RIGONG_VERSION="${PROJECT_VERSION}")
target_compile_options(rigong_settings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
                       -Wold-style-cast -Woverloaded-virtual -Wnull-dereference -Wformat=2 -fstack-protector-strong)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports these two inside libstdc++ where the code is right.
  target_compile_options(rigong_settings INTERFACE -Wno-null-dereference -Wno-restrict -fpch-preprocess)
else()
  target_compile_options(rigong_settings INTERFACE -Xclang -fno-pch-timestamp -Wthread-safety)
endif()
if(WIN32)
  # There the guard's functions are a library of their own, which the linker adds for this option.
  target_link_options(rigong_settings INTERFACE -fstack-protector-strong)
endif()
if(RIGONG_DEV)
  target_compile_options(rigong_settings INTERFACE -Werror)
endif()

# Under the sanitizers most of the time goes into compiling: less is optimised, and a report needs lines, not variables. Measured on one
# large file, seconds of processor: thread sanitizer (GCC) 10.2 to 5.4, address sanitizer (Clang) 11.2 to 9.0.
if(RIGONG_SANITIZE AND CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -gline-tables-only -DNDEBUG")
elseif(RIGONG_SANITIZE)
  set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1 -DNDEBUG")
endif()
if(RIGONG_SANITIZE STREQUAL "address")
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    add_compile_options(-fsanitize-ignorelist=${CMAKE_CURRENT_LIST_DIR}/sanitizer-ignore.txt)
  endif()
elseif(RIGONG_SANITIZE STREQUAL "thread")
  add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
  add_link_options(-fsanitize=thread)
elseif(RIGONG_SANITIZE)
  message(FATAL_ERROR "RIGONG_SANITIZE is '${RIGONG_SANITIZE}'; known are 'address' and 'thread'.")
endif()
if(RIGONG_FUZZ)
  # The libraries too must tell the fuzzer which ways an input took.
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  # Code counts as memory once anything near it is touched. Folders marked SMALL, whose code runs for a click or a poll and not for
  # each message, are built for size: a quarter to a third of what -O2 makes of them (tests/bench/README.md).
  set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
  if(NOT WIN32)
    add_compile_options(-ffunction-sections -fdata-sections)
    add_link_options(-Wl,--gc-sections)
  endif()
endif()
if(NOT RIGONG_SANITIZE AND CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT WIN32)
  target_compile_definitions(rigong_settings INTERFACE _FORTIFY_SOURCE=2)
endif()

# The standard headers that nearly every file includes; built once and shared by all folders with the same settings.
file(WRITE ${CMAKE_BINARY_DIR}/generated/empty.cc "namespace rigong {}\n")
add_library(rigong_pch OBJECT ${CMAKE_BINARY_DIR}/generated/empty.cc)
target_link_libraries(rigong_pch PRIVATE rigong_settings)
set(pch_headers <algorithm> <array> <cstdint> <filesystem> <functional> <map> <memory> <optional> <string>
    <string_view> <unordered_map> <utility> <vector> <tl/expected.hpp> <fmt/format.h>)
target_precompile_headers(rigong_pch PRIVATE ${pch_headers})
# A header is precompiled for one way of optimising.
set(small_options "")
# And under the sanitizers not optimised at all, which halves the time their build takes; what runs for each message stays as it is there.
if(CMAKE_BUILD_TYPE STREQUAL "Release")
  set(small_options -Os)
  set(each_message_options -O2)
elseif(RIGONG_SANITIZE)
  set(small_options -O0)
  set(each_message_options -O1)
endif()
if(small_options)
  add_library(rigong_pch_small OBJECT ${CMAKE_BINARY_DIR}/generated/empty.cc)
  target_link_libraries(rigong_pch_small PRIVATE rigong_settings)
  target_compile_options(rigong_pch_small PRIVATE ${small_options})
  target_precompile_headers(rigong_pch_small PRIVATE ${pch_headers})
endif()
