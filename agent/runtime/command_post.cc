// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <chrono>
#include <thread>

#include "agent/base/path_text.h"
#include "agent/base/text.h"
#include "agent/runtime/answers/cast.h"
#include "agent/runtime/command.h"
#include "agent/runtime/http/curl_mail.h"
#include "agent/runtime/http/curl_transport.h"
#include "agent/runtime/posts/poster.h"
#include "agent/runtime/posts/reports.h"
#include "agent/runtime/posts/written.h"
#include "agent/runtime/private_file.h"
#include "agent/runtime/shop_rules.h"

namespace rigong::runtime {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kBetween{300};
// Whoever waits at a terminal waits no longer for a robot that asks for patience.
constexpr int kMostRounds = 100;

Status no_groups() {
  return fail(ErrorKind::wrong_use,
              "设置里还没有群机器人。请在 rigong.toml 里写一张 [[group]] 表，写法见 connectors 里各机器人的说明。",
              "The settings name no group yet. Write a [[group]] table into rigong.toml; the READMEs of the robots below "
              "connectors show how.");
}

Status not_all(int count) {
  return fail(ErrorKind::refused, fmt::format("有 {} 处没有发成，原因见上面各行。改好后再发。", count),
              fmt::format("{} did not go out; the lines above say why. Mend them, then post again.", count));
}

void tell_of(const Command& command, const std::string& target, const Error& error) {
  if (target.empty()) return command.tell(error.words);
  command.tell({fmt::format("群“{}”：{}", one_line(target), error.words.zh),
                fmt::format("Group {}: {}", one_line(target), error.words.en)});
}

// Says that a picture goes along, or why not, and writes it to a file where one is named. `count` is of those before it.
Status show_picture(const Command& command, const Written& written, fs::path file, int& count) {
  if (written.lost) command.tell(*written.lost);
  if (written.picture.empty()) return {};
  const std::size_t kilobytes = (written.picture.size() + 1023) / 1024;
  *command.out << say({fmt::format("（另附一张榜单图，{} KB。）", kilobytes),
                       fmt::format("(The ranking goes along as a picture, {} KB.)", kilobytes)},
                      command.language)
               << "\n\n";
  if (file.empty()) return {};
  if (++count > 1)
    file.replace_filename(path_from_utf8(fmt::format("{}-{}{}", path_text(file.stem()), count, path_text(file.extension()))));
  RIGONG_TRY(write_private(file, written.picture));
  command.tell({fmt::format("图写到了 {}。", path_text(file)), fmt::format("The picture was written to {}.", path_text(file))});
  return {};
}

// What would go out to each target. Returns to how many nothing can.
Result<int> show(const Command& command, const OpenStore& open, const std::vector<PostTarget>& targets, overlay::RankBy by,
                 const PostOptions& options) {
  RIGONG_ASSIGN(const auto view, open.store->read());
  ShopRules rules(open.config);
  const TimeMs now = command.clock->now();
  const Day today = rules.calendar(open.config.shop.id).day_of(now);
  RIGONG_ASSIGN(const Cast cast, Cast::load(*view, today));
  int troubles = 0;
  int pictures = 0;
  for (const PostTarget& target : targets) {
    const auto groups = groups_of(target, cast);
    if (!groups) {
      tell_of(command, target.name, groups.error());
      ++troubles;
      continue;
    }
    for (const std::string& group : *groups) {
      RIGONG_ASSIGN(const overlay::Ranking ranking, ranking_to_post(*view, open.config, group, by, options.day, now));
      *command.out << fmt::format("== {} ({}) · {} · {}\n", one_line(target.name), target.definition->type,
                                  group.empty() ? "-" : one_line(group), to_string(ranking.to));
      RIGONG_ASSIGN(const auto report, report_of(*view, open.config, target, ranking, now));
      if (!report) {
        *command.out << say({"（没有可以公布的：还没有数据，或在岗不足五人。到时候不会发。）",
                             "(Nothing to tell in public: no figures yet, or fewer than five people. Nothing will be posted.)"},
                            command.language)
                     << "\n\n";
        continue;
      }
      const auto written = write_report(target, *report, now, command.stopped);
      if (!written) {
        tell_of(command, target.name, written.error());
        ++troubles;
        continue;
      }
      for (const connectors::RobotPart& part : written->parts) *command.out << part.shown << "\n\n";
      RIGONG_TRY(show_picture(command, *written, options.picture, pictures));
      if (written->lost) ++troubles;
    }
  }
  if (!options.picture.empty() && pictures == 0) {
    command.tell(
        {"没有写图：没有一个群要图，或没有可以公布的。要图请在 rigong.toml 的 [[group]] 表里写 picture = true。",
         "No picture was written: no group gets one, or there is nothing to tell. Write picture = true into a [[group]] table "
         "of rigong.toml."});
  }
  return troubles;
}

// What came of the posts that something was done about within two days, whatever period they are of. Returns how many of those
// that changed since `began` did not arrive, as far as is known.
Result<int> list_outcomes(const Command& command, const OpenStore& open, TimeMs began) {
  RIGONG_ASSIGN(const auto view, open.store->read());
  ShopRules rules(open.config);
  const Day today = rules.calendar(open.config.shop.id).day_of(command.clock->now());
  RIGONG_ASSIGN(const auto posts, view->posts(Day{0}, today));
  int in_vain = 0;
  for (const model::Post& post : posts) {
    if (post.words.zh.empty() || post.changed_at < began - 2 * kDayMs) continue;
    *command.out << fmt::format("{} {} {}: {}{}\n", to_string(post.key.day), one_line(post.key.target), one_line(post.key.group),
                                say(post.words, command.language), post.code.empty() ? "" : fmt::format(" [{}]", post.code));
    const bool failed = post.state == model::PostState::failed || post.state == model::PostState::unknown;
    if (failed && post.changed_at >= began) ++in_vain;
  }
  return in_vain;
}

}  // namespace

Status command_post(const Command& command, const PostOptions& options) {
  if (!options.dry_run && (options.by || options.day || !options.picture.empty())) {
    return fail(ErrorKind::wrong_use, "--by、--day 和 --picture 只用于预览，请加上 --dry-run；不加时发的总是到期的那些。",
                "--by, --day and --picture are for looking only: add --dry-run. Without it, what goes out is what is due.");
  }
  RIGONG_ASSIGN(const OpenStore open, open_for(command, options.dry_run ? FolderUse::read : FolderUse::write));
  if (open.config.groups.empty()) return no_groups();
  const auto [targets, wrong] = post_targets(open.config);
  int troubles = 0;
  for (const WrongTarget& each : wrong) {
    command.tell(each.error.words);
    ++troubles;
  }
  if (options.dry_run) {
    RIGONG_ASSIGN(const int unable, show(command, open, targets, options.by.value_or(overlay::RankBy::day), options));
    troubles += unable;
    return troubles == 0 ? Status() : not_all(troubles);
  }
  PostMemory memory;
  const CurlSettings wire{open.config.private_hosts, command.stopped, ""};
  const auto http = make_curl_transport(wire);
  const MailTransport mail = make_curl_mail(wire);
  const TimeMs began = command.clock->now();
  const PostRound round{*open.store,
                        open.config,
                        targets,
                        *http,
                        mail,
                        memory,
                        [&] { return command.clock->now(); },
                        command.stopped,
                        [&](const std::string& target, const Error& error) {
                          tell_of(command, target, error);
                          ++troubles;
                        }};
  const int planned = plan_due(round);
  int sent = 0;
  // A running agent sends by itself.
  for (int i = 0; command.inside == nullptr && i < kMostRounds && command.goes_on(); ++i) {
    const PostsSent now_sent = send_due(round);
    sent += now_sent.tried;
    if (now_sent.tried + now_sent.waiting == 0) break;
    std::this_thread::sleep_for(kBetween);
  }
  command.tell(
      command.inside != nullptr
          ? Words{fmt::format("排入 {} 份；半分钟内由运行中的日拱发出，结果在发送记录里。", planned),
                  fmt::format("{} planned; the running Rigong sends within half a minute, and the history of posts tells how.",
                              planned)}
          : Words{fmt::format("排入 {} 份，发了 {} 条。", planned, sent),
                  fmt::format("{} planned, {} messages sent.", planned, sent)});
  RIGONG_ASSIGN(const int in_vain, list_outcomes(command, open, began));
  return troubles + in_vain == 0 ? Status() : not_all(troubles + in_vain);
}

}  // namespace rigong::runtime
