// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/posts/written.h"

namespace rigong::runtime {

Result<Written> write_report(const PostTarget& target, model::Report report, TimeMs now, const std::function<bool()>& stopped) {
  Written written;
  if (target.draw) {
    auto picture = target.draw(report, stopped);
    if (picture) {
      report.picture = *picture;
      written.picture = *std::move(picture);
    } else if (picture.error().kind == ErrorKind::cancelled) {
      return fail(std::move(picture).error());
    } else {
      written.lost = std::move(picture).error().words;
    }
  }
  written.told = report.told;
  RIGONG_ASSIGN(written.parts, target.robot->write(report, now));
  return written;
}

bool is_lost_picture(const model::Post& post) {
  // A message that was sent was tried, and one that was never tried has its text still.
  return post.state == model::PostState::failed && post.tries == 0 && post.tried_at == kNoTime && post.body.empty();
}

}  // namespace rigong::runtime
