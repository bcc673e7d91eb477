// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/agent/imports.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <fstream>
#include <optional>

#include "agent/base/path_text.h"
#include "agent/base/text.h"
#include "agent/runtime/private_file.h"
#include "agent/runtime/shop_rules.h"
#include "agent/runtime/store_intake.h"
#include "agent/runtime/work_out.h"
#include "connectors/files/files.h"

namespace rigong::runtime {
namespace fs = std::filesystem;
namespace {

using overlay::Import;
using State = overlay::Import::State;
using connectors::files::FileSummary;

constexpr std::int64_t kMostFileBytes = 4LL * 1024 * 1024 * 1024;
constexpr std::uintmax_t kSpaceKept = 200ULL * 1024 * 1024;
constexpr std::size_t kMostOpen = 8;
constexpr DurationMs kForgottenAfter = kHourMs;
constexpr std::size_t kRejectionsShown = 20;
// Looking at a file is to take a moment: of longer ones the beginning is enough to tell what it is.
constexpr std::int64_t kLookedAtWhole = 64LL * 1024 * 1024;
constexpr std::size_t kHeadBytes = 16ULL * 1024 * 1024;
constexpr std::size_t kMostNameBytes = 200;

// The last part of a name from somebody's machine; nothing where none is left.
std::string plain_name(std::string name) {
  clean_field(name, 4 * kMostNameBytes);
  const std::size_t slash = name.find_last_of("/\\");
  if (slash != std::string::npos) name.erase(0, slash + 1);
  std::erase_if(name, [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || std::string_view("<>:\"|?*\x7f").find(c) != std::string_view::npos;
  });
  // The ending says what it is, so a long name is cut at its front.
  while (name.size() > kMostNameBytes) {
    std::size_t cut = 1;
    while (cut < name.size() && (static_cast<unsigned char>(name[cut]) & 0xC0) == 0x80) ++cut;
    name.erase(0, cut);
  }
  return name == "." || name == ".." ? std::string() : name;
}

// Of a preview: takes everything and keeps nothing.
class LookingSink final : public connectors::RecordSink {
 public:
  LookingSink(std::vector<overlay::ImportRejection>& rejections, const Stopping& stopping)
      : rejections_(rejections), stopping_(stopping) {}
  void message(const model::Message&) override {}
  void assignment(const model::Assignment&) override {}
  void rating(const model::Rating&) override {}
  void order(const model::Order&) override {}
  void shift(const model::Shift&) override {}
  void delivered(const model::DeliveredDay&) override {}
  void rejected(const connectors::RejectedRow& row) override {
    if (rejections_.size() < kRejectionsShown) rejections_.push_back({static_cast<std::int64_t>(row.line), row.reason});
  }
  bool progress(std::uint64_t, std::uint64_t) override { return !stopping_.asked(); }

 private:
  std::vector<overlay::ImportRejection>& rejections_;
  const Stopping& stopping_;
};

void describe(Import& info, const FileSummary& summary, const ShopCalendar& calendar) {
  info.kind = summary.kind;
  info.title = summary.title;
  info.format = connectors::files::format_name(summary.format);
  info.encoding = summary.encoding;
  info.columns.clear();
  for (const auto& column : summary.columns) info.columns.push_back({column.column, column.field});
  info.ignored_columns = summary.ignored_columns;
  info.first_rows = summary.first_rows;
  info.accepted = static_cast<std::int64_t>(summary.accepted);
  info.rejected = static_cast<std::int64_t>(summary.rejected);
  const auto day = [&](const std::optional<TimeMs>& time, const std::optional<Day>& whole) -> std::optional<std::string> {
    if (time) return to_string(calendar.day_of(*time));
    if (whole) return to_string(*whole);
    return std::nullopt;
  };
  info.first_day = day(summary.first_time, summary.first_day);
  info.last_day = day(summary.last_time, summary.last_day);
}

// Where the file lies here is nobody's business on the page.
Words without_folder(Words words, const fs::path& folder) {
  const std::string prefix = one_line(path_text(folder)) + "/";
  for (std::string* text : {&words.zh, &words.en}) {
    for (std::size_t at = text->find(prefix); at != std::string::npos; at = text->find(prefix)) text->erase(at, prefix.size());
  }
  return words;
}

tl::unexpected<Error> not_there() {
  return fail(ErrorKind::not_found, "没有这个导入，或它已过期。请重新选择文件。",
              "There is no such import, or it is too old. Choose the file again.");
}

}  // namespace

struct Imports::Job {
  std::mutex mutex;
  Import info;              // Guarded by mutex, as all but the paths.
  std::vector<bool> parts;  // Those that are here.
  TimeMs touched_at = 0;
  fs::path folder;
  fs::path file;
  std::atomic<bool> dropped{false};
  ~Job() {
    std::error_code code;
    fs::remove_all(folder, code);
  }
};

Imports::Imports(Workspace& workspace, std::function<void()> changed)
    : workspace_(workspace), changed_(std::move(changed)), folder_(workspace.folder() / "incoming") {
  std::error_code code;
  fs::remove_all(folder_, code);
}

Imports::~Imports() { stop(); }

void Imports::stop() {
  std::thread worker;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [id, job] : jobs_) job->dropped = true;
    worker = std::move(worker_);
  }
  if (worker.joinable()) worker.join();
  const std::lock_guard lock(mutex_);
  jobs_.clear();
}

Result<overlay::Import> Imports::begin(const overlay::NewImport& file) {
  const std::string name = plain_name(file.name);
  if (name.empty() || file.size <= 0 || file.size > kMostFileBytes) {
    return fail(ErrorKind::wrong_use, "文件名或大小不对；最大 4 GB，空文件不能导入。",
                "The file's name or size cannot be right; at most 4 GB, and not empty.");
  }
  std::error_code code;
  const auto space = fs::space(workspace_.folder(), code);
  if (!code && space.available < static_cast<std::uintmax_t>(file.size) + kSpaceKept) {
    return fail(ErrorKind::io, "磁盘空间不够放下这个文件。请腾出空间后重试。",
                "The disk has no room for this file. Make room, then try again.");
  }
  auto job = std::make_shared<Job>();
  const TimeMs now = workspace_.clock().now();
  job->info.id = make_uuid_v7(now);
  job->info.name = name;
  job->info.size = file.size;
  job->info.total = file.size;
  job->touched_at = now;
  job->parts.resize(static_cast<std::size_t>((file.size + static_cast<std::int64_t>(overlay::kImportPartBytes) - 1) /
                                             static_cast<std::int64_t>(overlay::kImportPartBytes)));
  {
    const std::lock_guard lock(mutex_);
    if (jobs_.size() >= kMostOpen) {
      return fail(ErrorKind::busy, "正在导入的文件太多。请先完成或取消其中一些。",
                  "Too many files are being imported. Finish or cancel some of them first.");
    }
  }
  job->folder = folder_ / job->info.id;
  job->file = job->folder / path_from_utf8(name);
  fs::create_directories(job->folder, code);
  if (!code) fs::permissions(folder_, fs::perms::owner_all, code);
  if (!code) fs::permissions(job->folder, fs::perms::owner_all, code);
  RIGONG_TRY(write_private(job->file, {}));
  const std::lock_guard lock(mutex_);
  jobs_.emplace(job->info.id, job);
  return job->info;
}

Result<std::shared_ptr<Imports::Job>> Imports::find(const std::string& id) const {
  std::shared_ptr<Job> job;
  {
    const std::lock_guard lock(mutex_);
    const auto found = jobs_.find(id);
    if (found == jobs_.end()) return not_there();
    job = found->second;
  }
  const std::lock_guard lock(job->mutex);
  job->touched_at = workspace_.clock().now();
  return job;
}

Result<overlay::Import> Imports::put_part(const std::string& id, int part, std::string_view bytes) {
  RIGONG_ASSIGN(const auto job, find(id));
  const std::lock_guard lock(job->mutex);
  const auto index = static_cast<std::size_t>(part);
  const std::int64_t offset = static_cast<std::int64_t>(part) * static_cast<std::int64_t>(overlay::kImportPartBytes);
  const std::int64_t wanted = std::min<std::int64_t>(job->info.size - offset, overlay::kImportPartBytes);
  if (part < 0 || index >= job->parts.size() || static_cast<std::int64_t>(bytes.size()) != wanted) {
    return fail(ErrorKind::wrong_use, "文件的这一段序号或长度不对。请重新选择文件。",
                "This part of the file has a wrong number or length. Choose the file again.");
  }
  if (job->parts[index]) return job->info;
  std::fstream out(job->file, std::ios::binary | std::ios::in | std::ios::out);
  out.seekp(offset);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) {
    return fail(ErrorKind::io, "文件写不进磁盘。请检查磁盘空间后重试。",
                "The file cannot be written. Check the disk's space, then try again.");
  }
  job->parts[index] = true;
  job->info.received += wanted;
  if (job->info.received == job->info.size) job->info.state = State::received;
  return job->info;
}

Result<overlay::Import> Imports::preview(const std::string& id, const overlay::ImportReading& reading) {
  RIGONG_ASSIGN(const auto job, find(id));
  const std::lock_guard lock(job->mutex);
  Import& info = job->info;
  if (info.state == State::receiving) {
    return fail(ErrorKind::refused, "文件还没有传完。", "The file is not here yet.");
  }
  if (info.state != State::received && info.state != State::understood && info.state != State::not_understood) return info;
  ShopRules rules(workspace_.config());
  const ShopCalendar& calendar = rules.calendar(reading.shop.empty() ? workspace_.config().shop.id : reading.shop);
  connectors::files::FileRequest request{job->file, reading.preset, reading.map, &calendar};
  info.done = info.size;
  char front[2] = {};
  std::ifstream whole(job->file, std::ios::binary);
  whole.read(front, sizeof front);
  if (info.size > kLookedAtWhole && !(front[0] == 'P' && front[1] == 'K')) {
    std::string head(kHeadBytes, '\0');
    whole.seekg(0);
    whole.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(whole.gcount()));
    if (const std::size_t end = head.rfind('\n'); end != std::string::npos) head.resize(end + 1);
    std::error_code code;
    fs::create_directory(job->folder / "head", code);
    request.path = job->folder / "head" / job->file.filename();
    RIGONG_TRY(write_private(request.path, head));
    info.done = static_cast<std::int64_t>(head.size());
  }
  std::vector<overlay::ImportRejection> rejections;
  LookingSink sink(rejections, workspace_.stopping());
  const auto summary = connectors::files::read_file(request, sink);
  info.rejections = std::move(rejections);
  if (summary) {
    describe(info, *summary, calendar);
    info.state = State::understood;
    info.problem.reset();
    return info;
  }
  if (summary.error().kind != ErrorKind::wrong_use) return fail(summary.error());
  info.state = State::not_understood;
  info.problem = without_folder(summary.error().words, request.path.parent_path());
  return info;
}

Result<overlay::Import> Imports::apply(const std::string& id, const overlay::ImportReading& reading) {
  RIGONG_ASSIGN(const auto job, find(id));
  const std::lock_guard job_lock(job->mutex);
  Import& info = job->info;
  if (info.state == State::receiving) {
    return fail(ErrorKind::refused, "文件还没有传完。", "The file is not here yet.");
  }
  const bool begun = info.state == State::taking_in || info.state == State::working_out || info.state == State::finished;
  if (begun) return info;
  if (working_.exchange(true)) {
    return fail(ErrorKind::busy, "另一个文件正在导入，请等它完成。", "Another file is being taken in. Wait until it is done.");
  }
  const std::lock_guard lock(mutex_);
  if (worker_.joinable()) worker_.join();  // It has said that it is done.
  info.state = State::taking_in;
  info.done = 0;
  info.problem.reset();
  info.rejections.clear();
  worker_ = std::thread([this, job, reading] { take_in(job, reading); });
  return info;
}

void Imports::take_in(const std::shared_ptr<Job>& job, const overlay::ImportReading& reading) {
  const Status done = read_and_work_out(*job, reading);
  {
    const std::lock_guard lock(job->mutex);
    job->touched_at = workspace_.clock().now();
    job->info.state = done ? State::finished : State::failed;
    if (!done) job->info.problem = without_folder(done.error().words, job->folder);
    std::error_code code;
    fs::remove(job->file, code);
  }
  if (!done) spdlog::warn("import: {}", one_line(done.error().words.en));
  working_ = false;
  changed_();
}

Status Imports::read_and_work_out(Job& job, const overlay::ImportReading& reading) {
  ShopRules rules(workspace_.config());
  const std::string shop = reading.shop.empty() ? workspace_.config().shop.id : reading.shop;
  const ShopCalendar& calendar = rules.calendar(shop);
  RIGONG_ASSIGN(const KeyedHasher hasher, workspace_.hasher());
  const auto goes_on = [&] { return !job.dropped && !workspace_.stopping().asked(); };
  IntakeHooks hooks;
  hooks.names = &workspace_.names();
  hooks.progress = [&](std::uint64_t done, std::uint64_t) {
    const std::lock_guard lock(job.mutex);
    job.info.done = std::min(static_cast<std::int64_t>(done), job.info.total);
    return goes_on();
  };
  hooks.rejected = [&](const connectors::RejectedRow& row) {
    const std::lock_guard lock(job.mutex);
    if (job.info.rejections.size() < kRejectionsShown) {
      job.info.rejections.push_back({static_cast<std::int64_t>(row.line), row.reason});
    }
  };
  StoreIntake intake(workspace_.patient_store(), {0, fmt::format("files:{}", shop), "files", "files", shop}, hasher,
                     workspace_.flags(), workspace_.clock(), std::move(hooks));
  const auto summary = connectors::files::read_file({job.file, reading.preset, reading.map, &calendar}, intake);
  const auto counts = intake.finish();
  if (!counts) return fail(counts.error());
  if (!summary) return fail(summary.error());
  {
    const std::lock_guard lock(job.mutex);
    describe(job.info, *summary, calendar);
    for (const storage::Taken& part :
         {counts->messages, counts->assignments, counts->ratings, counts->orders, counts->shifts, counts->delivered}) {
      job.info.added += static_cast<std::int64_t>(part.added);
      job.info.doubled += static_cast<std::int64_t>(part.doubled);
      job.info.changed += static_cast<std::int64_t>(part.changed);
    }
    job.info.rejected = static_cast<std::int64_t>(counts->rejected);
    job.info.state = State::working_out;
    job.info.done = 0;
    job.info.total = 0;
  }
  changed_();
  RIGONG_TRY(work_out(workspace_.patient_store(), rules, [&](const WorkOutProgress& progress) {
    const std::lock_guard lock(job.mutex);
    job.info.done = static_cast<std::int64_t>(progress.conversations + progress.days);
    return goes_on();
  }));
  return {};
}

Result<overlay::Import> Imports::state(const std::string& id) const {
  RIGONG_ASSIGN(const auto job, find(id));
  const std::lock_guard lock(job->mutex);
  return job->info;
}

Status Imports::drop(const std::string& id) {
  RIGONG_ASSIGN(const auto job, find(id));
  job->dropped = true;
  const std::lock_guard lock(mutex_);
  jobs_.erase(id);
  return {};
}

void Imports::forget_old() {
  const TimeMs now = workspace_.clock().now();
  const std::lock_guard lock(mutex_);
  std::erase_if(jobs_, [&](const auto& entry) {
    const std::unique_lock job_lock(entry.second->mutex, std::try_to_lock);
    if (!job_lock.owns_lock()) return false;  // Somebody is at it.
    const State state = entry.second->info.state;
    if (state == State::taking_in || state == State::working_out) return false;
    return now - entry.second->touched_at > kForgottenAfter || now < entry.second->touched_at - kForgottenAfter;
  });
}

}  // namespace rigong::runtime
