# SPDX-License-Identifier: Apache-2.0
# rigong_schema(backend): the numbered .sql files of storage/<backend>/schema as a table in generated/<backend>_schema.cc, so that the
# program needs no files beside itself. Appends the generated file to `schema_sources`.
function(rigong_schema backend)
  set(folder ${CMAKE_SOURCE_DIR}/storage/${backend}/schema)
  file(GLOB files CONFIGURE_DEPENDS ${folder}/[0-9][0-9][0-9][0-9]-*.sql)
  list(SORT files)
  set(entries "")
  set(number 0)
  foreach(file IN LISTS files)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    get_filename_component(name ${file} NAME)
    math(EXPR number "${number} + 1")
    if(NOT name MATCHES "^0*${number}-")
      message(FATAL_ERROR "${file}: schema files are numbered without a gap, ${number} is missing.")
    endif()
    file(READ ${file} text)
    string(APPEND entries "    {${number}, \"${name}\", R\"sql(${text})sql\"},\n")
  endforeach()
  set(generated ${CMAKE_BINARY_DIR}/generated/${backend}_schema.cc)
  file(CONFIGURE OUTPUT ${generated} @ONLY CONTENT
"// Generated from storage/${backend}/schema.
#include \"storage/sql/migration.h\"
namespace rigong::storage::${backend} {
namespace {
constexpr sql::Migration kMigrations[] = {
${entries}};
}  // namespace
std::span<const sql::Migration> schema() { return kMigrations; }
}  // namespace rigong::storage::${backend}
")
  set(schema_sources ${schema_sources} ${generated} PARENT_SCOPE)
endfunction()
