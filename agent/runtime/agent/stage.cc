// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/stage.h"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "agent/base/text.h"
#include "agent/runtime/agent/page_accounts.h"
#include "agent/runtime/http/curl_mail.h"
#include "agent/runtime/http/curl_transport.h"

namespace rigong::runtime {

Stage::Stage(std::shared_ptr<Workspace> workspace, What what, Health& health, std::function<void()> changed)
    : workspace_(std::move(workspace)), what_(what), health_(health), changed_(std::move(changed)), poster_(make_poster()) {}

Stage::~Stage() {
  stop();
  if (!remove_folder_) return;
  const std::filesystem::path folder = workspace_->folder();
  workspace_.reset();
  std::error_code code;
  std::filesystem::remove_all(folder, code);
}

std::unique_ptr<Poster> Stage::make_poster() {
  const config::Config& config = workspace_->config();
  if (what_ != What::shop || config.groups.empty()) return nullptr;
  PostTargets targets = post_targets(config);
  Words wrong;
  for (const WrongTarget& each : targets.wrong) {
    spdlog::warn("{}", one_line(each.error.words.en));
    wrong.zh += each.error.words.zh;
    wrong.en += (wrong.en.empty() ? "" : " ") + each.error.words.en;
  }
  if (!wrong.zh.empty()) health_.report("groups", wrong, Health::Weight::tells);
  const CurlSettings wire{config.private_hosts, [this] { return workspace_->stopping().asked(); }, ""};
  return std::make_unique<Poster>(
      workspace_->patient_store(), config, std::move(targets.good), make_curl_transport(wire), make_curl_mail(wire),
      [this] { return workspace_->clock().now(); }, changed_);
}

Status Stage::begin() {
  {
    const std::lock_guard lock(mutex_);
    if (poster_ && !stopped_) poster_->begin();
  }
  for (const config::AccountSettings& account : workspace_->config().connectors) add(account, true);
  RIGONG_ASSIGN(const auto view, workspace_->store().read());
  RIGONG_ASSIGN(const auto forms, page_accounts(*view, workspace_->folder()));
  for (const config::AccountForm& form : forms) {
    const auto account = config::read_form(form, connectors::all());
    if (account) {
      add(*account, false);
    } else {
      spdlog::warn("account {}: {}", one_line(form.name), one_line(account.error().words.en));
    }
  }
  return {};
}

void Stage::add(const config::AccountSettings& account, bool fixed) {
  remove(account.name);
  const std::lock_guard lock(mutex_);
  if (stopped_) return;
  lanes_.push_back({std::make_unique<Lane>(*workspace_, account, health_, changed_), fixed});
  make_links();
}

void Stage::remove(const std::string& name) {
  std::unique_ptr<Lane> gone;  // Ends outside of the lock.
  const std::lock_guard lock(mutex_);
  const auto found =
      std::find_if(lanes_.begin(), lanes_.end(), [&](const Entry& entry) { return entry.lane->account().name == name; });
  if (found == lanes_.end()) return;
  gone = std::move(found->lane);
  lanes_.erase(found);
  make_links();
}

void Stage::make_links() {
  std::vector<config::AccountSettings> accounts;
  accounts.reserve(lanes_.size());
  for (const Entry& entry : lanes_) accounts.push_back(entry.lane->account());
  links_ = std::make_shared<ConversationLinks>(accounts);
}

std::shared_ptr<const ConversationLinks> Stage::links() const {
  const std::lock_guard lock(mutex_);
  return links_;
}

std::vector<Stage::LaneInfo> Stage::lanes() const {
  const std::lock_guard lock(mutex_);
  std::vector<LaneInfo> infos;
  for (const Entry& entry : lanes_) infos.push_back({entry.lane->account(), entry.fixed, entry.lane->state()});
  return infos;
}

std::vector<AwaySource> Stage::away() const {
  const std::lock_guard lock(mutex_);
  std::vector<AwaySource> away;
  for (const Entry& entry : lanes_) {
    if (auto source = entry.lane->away()) away.push_back(std::move(*source));
  }
  return away;
}

void Stage::wake() {
  const std::lock_guard lock(mutex_);
  for (const Entry& entry : lanes_) entry.lane->wake();
  if (poster_) poster_->wake();
}

void Stage::stop() {
  workspace_->stopping().ask();
  std::vector<Entry> ending;
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    ending.swap(lanes_);
  }
  for (const Entry& entry : ending) entry.lane->ask_to_stop();
  if (poster_) poster_->stop();
}

}  // namespace rigong::runtime
