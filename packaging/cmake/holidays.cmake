# SPDX-License-Identifier: Apache-2.0
# rigong_holidays(): the State Council's days as a table, generated/holidays.cc, from the npm package in packaging/holidays; part of
# rigong_agent_base.
function(rigong_holidays)
  set(folder ${CMAKE_SOURCE_DIR}/packaging/holidays)
  set(generated ${CMAKE_BINARY_DIR}/generated/holidays.cc)
  add_custom_command(OUTPUT ${folder}/node_modules/.installed COMMAND ${CMAKE_SOURCE_DIR}/packaging/npm-ci ${folder}
    DEPENDS ${folder}/package-lock.json ${folder}/package.json COMMENT "The table of holidays" VERBATIM)
  add_custom_command(OUTPUT ${generated} COMMAND ${RIGONG_NODE} ${folder}/holidays.mjs ${generated}
    DEPENDS ${folder}/node_modules/.installed ${folder}/holidays.mjs VERBATIM)
  set_source_files_properties(${generated} PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
  target_sources(rigong_agent_base PRIVATE ${generated})
endfunction()
