// SPDX-License-Identifier: Apache-2.0
#include "overlay/api/command.h"

namespace rigong::overlay {

Error command_id_used() {
  return {ErrorKind::refused,
          {"这个操作编号已用于另一个内容，未做任何改动。请刷新页面后重试。",
           "This id was used for a command with another content; nothing was changed. Reload the page and try again."}};
}

bool is_command_id_used(const Error& error) {
  const Error wanted = command_id_used();
  return error.kind == wanted.kind && error.words.en == wanted.words.en;
}

}  // namespace rigong::overlay
