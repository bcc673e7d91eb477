# SPDX-License-Identifier: Apache-2.0
# rigong_page(): builds overlay/page into the folder page of the build, and the same files as a table in generated/page_assets.cc, which
# it appends to `page_sources`. In the dev preset the page's types are checked as well.
function(rigong_page)
  find_program(RIGONG_NODE NAMES node nodejs)
  find_program(RIGONG_NPM npm)
  set(node_version 0)
  if(RIGONG_NODE)
    execute_process(COMMAND ${RIGONG_NODE} --version OUTPUT_VARIABLE node_version OUTPUT_STRIP_TRAILING_WHITESPACE)
    string(REPLACE "v" "" node_version "${node_version}")
  endif()
  if(NOT RIGONG_NPM OR node_version VERSION_LESS 18)
    message(FATAL_ERROR "The page is built with node (18 or newer) and npm; here are node ${node_version} and npm '${RIGONG_NPM}'. "
                        "Run packaging/deps.")
  endif()
  set(page ${CMAKE_SOURCE_DIR}/overlay/page)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${page}/src/*)
  file(GLOB tools CONFIGURE_DEPENDS ${page}/build.mjs ${page}/tools/*.mjs)
  set(packages ${page}/node_modules/.installed)
  set(generated ${CMAKE_BINARY_DIR}/generated/page_assets.cc)

  add_custom_command(OUTPUT ${packages} COMMAND ${CMAKE_SOURCE_DIR}/packaging/npm-ci ${page}
    DEPENDS ${page}/package-lock.json ${page}/package.json COMMENT "The page's packages" VERBATIM)
  add_custom_command(OUTPUT ${generated} ${CMAKE_BINARY_DIR}/page/manifest.tsv
    COMMAND ${RIGONG_NODE} ${page}/build.mjs --out ${CMAKE_BINARY_DIR}/page --embed ${generated}
    DEPENDS ${packages} ${sources} ${tools} ${page}/tsconfig.json COMMENT "The page" VERBATIM)

  if(RIGONG_DEV AND NOT RIGONG_SANITIZE)
    set(contract ${CMAKE_SOURCE_DIR}/overlay/api/openapi.yaml)
    if(NOT EXISTS ${contract})
      set(contract "")
    endif()
    set(stamp ${CMAKE_BINARY_DIR}/page-types.stamp)
    add_custom_command(OUTPUT ${stamp} COMMAND ${RIGONG_NODE} ${page}/tools/types.mjs
      COMMAND ${RIGONG_NODE} ${page}/node_modules/typescript/bin/tsc --noEmit -p ${page}
      COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
      DEPENDS ${packages} ${sources} ${page}/tools/types.mjs ${page}/tsconfig.json ${contract} COMMENT "The page's types" VERBATIM)
    add_custom_target(rigong_page_types ALL DEPENDS ${stamp} ${generated})
  endif()
  set(page_sources ${page_sources} ${generated} PARENT_SCOPE)
endfunction()
