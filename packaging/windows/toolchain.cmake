# SPDX-License-Identifier: Apache-2.0
#
# Builds rigong.exe on Linux with mingw-w64, from the libraries that `deps` beside this file has built:
#   cmake -S . -B build/windows -DCMAKE_TOOLCHAIN_FILE=packaging/windows/toolchain.cmake -DCMAKE_BUILD_TYPE=Release

set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)

# The checks CMake compiles on its own read this file again, without the cache, and must find the same prefix.
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES RIGONG_WINDOWS_PREFIX)
if(NOT RIGONG_WINDOWS_PREFIX)
  if(DEFINED ENV{RIGONG_WINDOWS_PREFIX})
    set(RIGONG_WINDOWS_PREFIX "$ENV{RIGONG_WINDOWS_PREFIX}")
  elseif(DEFINED ENV{RIGONG_WINDOWS_CACHE})
    set(RIGONG_WINDOWS_PREFIX "$ENV{RIGONG_WINDOWS_CACHE}/prefix")
  else()
    set(RIGONG_WINDOWS_PREFIX "$ENV{HOME}/.cache/rigong/windows/prefix")
  endif()
endif()
set(RIGONG_WINDOWS_PREFIX "${RIGONG_WINDOWS_PREFIX}" CACHE PATH "Where packaging/windows/deps has put the libraries")

# The posix variant, since only it has std::thread and std::mutex.
set(CMAKE_C_COMPILER x86_64-w64-mingw32-gcc-posix)
set(CMAKE_CXX_COMPILER x86_64-w64-mingw32-g++-posix)
set(CMAKE_RC_COMPILER x86_64-w64-mingw32-windres)
set(CMAKE_AR x86_64-w64-mingw32-ar CACHE FILEPATH "")
set(CMAKE_RANLIB x86_64-w64-mingw32-ranlib CACHE FILEPATH "")

# Windows 10 is the oldest that is served. The printf of mingw writes numbers as Linux does; that of Windows does not.
set(CMAKE_C_FLAGS_INIT "-D_WIN32_WINNT=0x0A00 -D__USE_MINGW_ANSI_STDIO=1")
set(CMAKE_CXX_FLAGS_INIT "-D_WIN32_WINNT=0x0A00 -D__USE_MINGW_ANSI_STDIO=1")

# One file to hand on: the compiler's own libraries go into the program, and only DLLs of Windows remain.
set(CMAKE_EXE_LINKER_FLAGS_INIT "-static -static-libgcc -static-libstdc++")
set(ZLIB_USE_STATIC_LIBS ON)
set(OPENSSL_USE_STATIC_LIBS ON)

# Headers and libraries of this Linux must never be found; programs to run while building are those of this Linux.
set(CMAKE_FIND_ROOT_PATH "${RIGONG_WINDOWS_PREFIX}" /usr/x86_64-w64-mingw32)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(CMAKE_PREFIX_PATH "${RIGONG_WINDOWS_PREFIX}")
set(ENV{PKG_CONFIG_LIBDIR} "${RIGONG_WINDOWS_PREFIX}/lib/pkgconfig")
set(ENV{PKG_CONFIG_PATH} "")
set(ENV{PKG_CONFIG_SYSROOT_DIR} "")

# Tests run under wine, without its windows and questions.
set(CMAKE_CROSSCOMPILING_EMULATOR "${CMAKE_CURRENT_LIST_DIR}/run")
