// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/ids.h"

namespace rigong::overlay {

bool is_command_id(std::string_view id) {
  if (id.size() != 36 || id[14] != '7' || std::string_view("89ab").find(id[19]) == std::string_view::npos) return false;
  for (std::size_t i = 0; i < id.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    const bool digit = (id[i] >= '0' && id[i] <= '9') || (id[i] >= 'a' && id[i] <= 'f');
    if (hyphen ? id[i] != '-' : !digit) return false;
  }
  return true;
}

bool is_task_id(std::string_view id) {
  if (id.size() == 38 && id[36] == '.' && id[37] >= '1' && id[37] <= '9') id.remove_suffix(2);
  return is_command_id(id);
}

}  // namespace rigong::overlay
