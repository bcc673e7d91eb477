// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/answers/scene.h"

namespace rigong::runtime {

Result<overlay::People> answer_people(Reading& reading) {
  RIGONG_ASSIGN(const Scene scene, Scene::load(reading, ""));
  overlay::People people;
  for (const Somebody& somebody : scene.cast.everybody()) {
    if (!scene.may(team::Deed::see_people, somebody)) continue;
    people.people.push_back(somebody.person);
  }
  return people;
}

}  // namespace rigong::runtime
