# SPDX-License-Identifier: Apache-2.0
# Every folder below connectors/ except api and kit is a connector. Its code is one library, and the registry names them all: a new
# connector is a new folder and no other change. Its namespace is the folder's name with "_" where the name has "-". A folder may bring
# its own libraries in a file named libraries.cmake that sets `connector_links`.
function(rigong_connectors)
  file(GLOB folders CONFIGURE_DEPENDS LIST_DIRECTORIES true ${CMAKE_SOURCE_DIR}/connectors/*)
  set(declarations "")
  set(entries "")
  set(robots "")
  set(libraries "")
  foreach(folder IN LISTS folders)
    get_filename_component(name ${folder} NAME)
    file(GLOB sources ${folder}/*.cc)
    if(name STREQUAL "api" OR name STREQUAL "kit" OR NOT IS_DIRECTORY ${folder} OR NOT sources)
      continue()
    endif()
    set(connector_links "")
    if(EXISTS ${folder}/libraries.cmake)
      include(${folder}/libraries.cmake)
    endif()
    rigong_folder(connectors/${name} LINK rigong_connectors_kit ${connector_links})
    list(APPEND libraries rigong_connectors_${name})
    string(REPLACE "-" "_" space ${name})
    string(REPLACE "-" "_" file ${name})
    file(STRINGS ${folder}/${file}.h posts REGEX "const RobotDefinition& robot\\(\\);")
    if(posts)
      string(APPEND declarations "namespace ${space} { const RobotDefinition& robot(); }\n")
      string(APPEND robots "      &${space}::robot(),\n")
    else()
      string(APPEND declarations "namespace ${space} { const Definition& definition(); }\n")
      string(APPEND entries "      &${space}::definition(),\n")
    endif()
  endforeach()
  set(registry ${CMAKE_BINARY_DIR}/generated/connector_registry.cc)
  file(CONFIGURE OUTPUT ${registry} @ONLY CONTENT
"// Generated from the folders below connectors/.
#include \"connectors/api/connector.h\"
#include \"connectors/api/robot.h\"
#include <vector>
namespace rigong::connectors {
${declarations}
std::span<const Definition* const> all() {
  static const std::vector<const Definition*> definitions = {
${entries}  };
  return definitions;
}
std::span<const RobotDefinition* const> robots() {
  static const std::vector<const RobotDefinition*> definitions = {
${robots}  };
  return definitions;
}
}  // namespace rigong::connectors
")
  add_library(rigong_connectors STATIC ${registry})
  target_link_libraries(rigong_connectors PUBLIC rigong_connectors_kit ${libraries})
endfunction()
