# SPDX-License-Identifier: Apache-2.0
# The target rigong_headers, for tests/lint/headers: one source per header that includes nothing else. tests/bench is a project of its own.
file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/agent/*.h ${CMAKE_SOURCE_DIR}/connectors/*.h
     ${CMAKE_SOURCE_DIR}/storage/*.h ${CMAKE_SOURCE_DIR}/overlay/api/*.h ${CMAKE_SOURCE_DIR}/overlay/server/*.h ${CMAKE_SOURCE_DIR}/fakes/*.h
     ${CMAKE_SOURCE_DIR}/tests/*.h)
list(FILTER headers EXCLUDE REGEX "^tests/bench/")
if(NOT RIGONG_POSTGRES)
  list(FILTER headers EXCLUDE REGEX "/postgres/")
endif()
set(sources "")
foreach(header IN LISTS headers)
  string(REPLACE "/" "_" name ${header})
  set(source ${CMAKE_BINARY_DIR}/generated/headers/${name}.cc)
  file(CONFIGURE OUTPUT ${source} @ONLY CONTENT "#include \"${header}\"\n#include \"${header}\"\n")
  list(APPEND sources ${source})
endforeach()
add_library(rigong_headers OBJECT EXCLUDE_FROM_ALL ${sources})
# Optimising and debug records are of no use here; a header is only to be understood.
target_compile_options(rigong_headers PRIVATE -O0 -g0)
target_link_libraries(rigong_headers PRIVATE rigong_agent_runtime Catch2::Catch2)
