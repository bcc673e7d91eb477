// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/api.h"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "agent/base/text.h"
#include "overlay/server/body.h"
#include "overlay/server/guard.h"
#include "overlay/server/json_writer.h"
#include "overlay/server/pack.h"
#include "overlay/server/query.h"

namespace rigong::overlay {
namespace {

constexpr std::size_t kMostTokenBytes = 512;
constexpr std::uint64_t kMostCodeBody = 4096;
constexpr int kMostRuns = 4;

Answer failed(const RequestHead& head, const Error& error) {
  if (error.kind == ErrorKind::internal || error.kind == ErrorKind::io || error.kind == ErrorKind::damaged) {
    spdlog::error("{} {}: {}", head.method, one_line(head.path), one_line(error.words.en));
  }
  return problem(error);
}

Answer faulty(const Fault& fault) { return problem({ErrorKind::wrong_use, fault.words}, fault.field); }

template <class Value>
Answer answer_of(const Result<Value>& result, const RequestHead& head) {
  return result ? answer_with(to_json(*result)) : failed(head, result.error());
}

Answer not_this_method(const std::string& methods) {
  Answer answer = refusal(405);
  answer.more_headers = "Allow: " + methods + "\r\n";
  return answer;
}

std::string_view token_of(const RequestHead& head) {
  const std::string_view value = head.authorization.value_or("");
  constexpr std::string_view kScheme = "bearer ";
  if (value.size() <= kScheme.size() || !same_name(value.substr(0, kScheme.size()), kScheme)) return {};
  const std::string_view token = value.substr(kScheme.size());
  const bool plain = std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < 0x7f; });
  return plain && token.size() <= kMostTokenBytes ? token : std::string_view();
}

// Questions as text that tells any two of them apart, however their parameters were ordered or escaped.
void add_key(std::string& key, std::string_view text) { key.append(std::to_string(text.size())).append(":").append(text); }
void add_key(std::string& key, std::int64_t number) { key.append(std::to_string(number)).append(";"); }
void add_key(std::string& key, Day day) { add_key(key, std::int64_t{day.number}); }
template <class Value>
void add_key(std::string& key, const std::optional<Value>& value) {
  if (value) {
    add_key(key, *value);
  } else {
    key += '-';
  }
}
template <class... Values>
std::string key_of(const Values&... values) {
  std::string key;
  (add_key(key, values), ...);
  return key;
}
std::string question_key(const NoQuery&) { return {}; }
std::string question_key(const PanelQuery& x) { return key_of(x.person, x.shop, x.day); }
std::string question_key(const TurnsQuery& x) {
  return key_of(x.person, x.shop, x.from, x.to, static_cast<std::int64_t>(x.pick), x.minute_from, x.minute_to, x.limit, x.after);
}
std::string question_key(const TrendQuery& x) { return key_of(x.person, x.shop, x.figure, x.days, x.to); }
std::string question_key(const ShopFiguresQuery& x) { return key_of(x.person, x.shop, x.from, x.to); }
std::string question_key(const TeamQuery& x) { return key_of(x.group, x.shop, x.day); }
std::string question_key(const RankingQuery& x) { return key_of(x.group, x.shop, static_cast<std::int64_t>(x.by), x.day); }
std::string question_key(const LoadQuery& x) { return key_of(x.group, x.shop, x.weeks, x.at_once, x.within_s, x.share); }
std::string question_key(const PeriodQuery& x) { return key_of(x.id, x.group); }
std::string question_key(const TeamReportQuery& x) { return key_of(x.group, static_cast<std::int64_t>(x.by), x.day); }
std::string question_key(const DepartmentReportQuery& x) { return key_of(static_cast<std::int64_t>(x.by), x.day); }
std::string question_key(const ReportFileQuery& x) {
  return key_of(static_cast<std::int64_t>(x.report), static_cast<std::int64_t>(x.format), static_cast<std::int64_t>(x.english),
                x.group, static_cast<std::int64_t>(x.by), x.day);
}
std::string question_key(const OneOnOneQuery& x) { return key_of(x.person, x.week); }
std::string question_key(const OneOnOnesQuery& x) { return key_of(x.group, x.week); }
std::string question_key(const PostsQuery& x) { return key_of(x.from, x.to); }
std::string question_key(const PostPreviewQuery& x) { return key_of(x.target, x.group, static_cast<std::int64_t>(x.by), x.day); }
std::string question_key(const SheetsQuery& x) { return key_of(x.person, x.from, x.to); }
std::string question_key(const WorkQuery& x) { return key_of(x.person, x.day); }
std::string question_key(const DayReportQuery& x) { return key_of(x.group, x.day); }
std::string question_key(const TaskQuery& x) { return key_of(x.id); }
std::string question_key(const HandoffsQuery& x) {
  return key_of(static_cast<std::int64_t>(x.group.has_value()), x.group.value_or(""), x.day);
}
std::string question_key(const PromisesQuery& x) {
  return key_of(x.person, static_cast<std::int64_t>(x.group.has_value()), x.group.value_or(""), x.from, x.to);
}
std::string question_key(const LogQuery& x) { return key_of(static_cast<std::int64_t>(x.all), x.before); }
std::string question_key(const ExportQuery& x) { return key_of(x.from, x.to); }
std::string question_key(const SheetQuery& x) { return key_of(x.person, x.day); }

// Whose parameters are read, or do not matter: the page's own address may carry some for its script.
bool reads_its_query(Operation operation) {
  switch (operation) {
    case Operation::begin_session:
    case Operation::end_session:
    case Operation::make_code:
    case Operation::get_events:
    case Operation::invite:
    case Operation::check_account:
    case Operation::command:
    case Operation::begin_import:
    case Operation::put_import_part:
    case Operation::preview_import:
    case Operation::apply_import:
    case Operation::get_import:
    case Operation::drop_import:
    case Operation::run:
      return false;
    default:
      return true;
  }
}

Answer tagged(const RequestHead& head, const CachedAnswer& kept) {
  Answer answer;
  answer.more_headers = "Vary: Accept-Encoding\r\n";
  // The same answer in other bytes has a weak tag (RFC 9110, 8.8.3.3).
  answer.etag = kept.packed ? "W/" + kept.etag : kept.etag;
  if (head.if_none_match && names_tag(*head.if_none_match, kept.etag)) {
    answer.status = 304;
    return answer;
  }
  if (kept.packed) answer.content_encoding = "gzip";
  answer.owner = kept.bytes;
  answer.body = *kept.bytes;
  return answer;
}

}  // namespace

tl::expected<Permit, Answer> Api::admit(const RequestHead& head) {
  const bool is_read = head.method == "GET" || head.method == "HEAD";
  if (!is_api(head.path) && files_.has(head.path)) {
    if (!is_read) return tl::unexpected<Answer>(not_this_method("GET, HEAD"));
    Permit permit;
    permit.route.operation = Operation::asset;
    return permit;
  }
  Permit permit{find_route(head.method, head.path), {}};
  const bool found = permit.route.state == Route::State::found;
  if (is_api(head.path) && !(found && permit.route.operation == Operation::begin_session)) {
    auto caller = caller_of(head);
    if (!caller) return tl::unexpected<Answer>(std::move(caller.error()));
    permit.caller = std::move(*caller);
  }
  if (permit.route.state == Route::State::no_such_path) return tl::unexpected<Answer>(refusal(404));
  if (!found) return tl::unexpected<Answer>(not_this_method(permit.route.methods));

  const Operation operation = permit.route.operation;
  if (operation == Operation::run || operation == Operation::make_code) {
    // For the command line, which is no browser.
    const bool browser = head.origin || head.has_fetch_header;
    if (browser || permit.caller.kind != Caller::Kind::machine) return tl::unexpected<Answer>(refusal(403));
  }
  const std::uint64_t most = operation == Operation::begin_session     ? kMostCodeBody
                             : operation == Operation::put_import_part ? kImportPartBytes
                                                                       : kMostBodyBytes;
  if (head.content_length > most) return tl::unexpected<Answer>(refusal(413));
  return permit;
}

tl::expected<Caller, Answer> Api::caller_of(const RequestHead& head) {
  const std::string_view token = token_of(head);
  if (token.empty()) return tl::unexpected<Answer>(wrong_token());
  auto caller = service_.who(Secret(std::string(token)));
  if (caller) return std::move(*caller);
  if (caller.error().kind == ErrorKind::refused) return tl::unexpected<Answer>(wrong_token());
  return tl::unexpected<Answer>(failed(head, caller.error()));
}

Answer Api::wrong_token() {
  const Throttle::Decision decision = throttle_.wrong(Throttle::Clock::now());
  if (decision.to_log > 0) spdlog::warn("{} requests without the right token or code were refused.", decision.to_log);
  Answer answer = refusal(decision.status);
  answer.delay = decision.delay;
  answer.more_headers = decision.status == 429 ? "Retry-After: 60\r\n" : "WWW-Authenticate: Bearer\r\n";
  return answer;
}

Answer Api::answer(const RequestHead& head, const Permit& permit, std::string_view body) {
  const Caller& caller = permit.caller;
  if (!reads_its_query(permit.route.operation)) {
    if (const auto none = read_no_query(head.query); !none) return faulty(none.error());
  }
  switch (permit.route.operation) {
    case Operation::health: {
      Answer answer;
      answer.content_type = "text/plain; charset=utf-8";
      answer.body = "ok\n";
      return answer;
    }
    case Operation::asset:
      return files_.answer(head);
    case Operation::get_events: {
      Answer answer;
      answer.kind = Answer::Kind::events;
      answer.content_type = "text/event-stream; charset=utf-8";
      answer.session = caller.session;
      answer.close = true;  // Its end is the connection's.
      return answer;
    }
    case Operation::begin_session:
      return begin_session(body);
    case Operation::end_session:
      return end_session(caller);
    case Operation::make_code:
      return answer_of(service_.make_code(caller), head);
    case Operation::command: {
      const auto command = read_command(body);
      if (!command) return faulty(command.error());
      const auto done = service_.command(caller, *command);
      if (!done && is_command_id_used(done.error())) return problem(422, done.error().kind, done.error().words);
      return answer_of(done, head);
    }
    case Operation::invite: {
      const auto whom = read_invite(body);
      return whom ? answer_of(service_.invite(caller, *whom), head) : faulty(whom.error());
    }
    case Operation::check_account: {
      const auto account = read_new_account(body);
      return account ? answer_of(service_.check_account(caller, *account), head) : faulty(account.error());
    }
    case Operation::run:
      return begin_run(caller, body);
    case Operation::begin_import:
    case Operation::put_import_part:
    case Operation::preview_import:
    case Operation::apply_import:
    case Operation::get_import:
    case Operation::drop_import: {
      return answer_import(permit, body);
    }
    default:
      return answer_get(head, permit);
  }
}

template <class Question, class Ask>
Answer Api::fresh(const RequestHead& head, const Permit& permit, const tl::expected<Question, Fault>& question, Ask ask) {
  if (!question) return faulty(question.error());
  const Caller& caller = permit.caller;
  // No secret is in an answer beside what a stranger could choose, so its length tells nothing.
  const bool packs = accepts(head.accept_encoding.value_or(""), "gzip");
  std::string key = key_of(static_cast<std::int64_t>(packs), static_cast<std::int64_t>(caller.kind), caller.session,
                           static_cast<std::int64_t>(permit.route.operation));
  key += question_key(*question);
  const std::uint64_t version = service_.version();
  if (const auto kept = cache_.find(key, version, clock_.now())) return tagged(head, *kept);

  auto result = ask(caller, *question);
  if (!result) return failed(head, result.error());
  CachedAnswer made;
  std::string bytes = to_json(result->answer);
  made.etag = etag_of(bytes);
  if (auto packed = packs ? gzip_of(bytes) : std::nullopt) {
    bytes = std::move(*packed);
    made.packed = true;
  }
  made.bytes = std::make_shared<const std::string>(std::move(bytes));
  made.version = result->version;
  made.valid_until = result->valid_until;
  if (clock_.now() < made.valid_until) cache_.keep(std::move(key), made);
  return tagged(head, made);
}

Answer Api::answer_get(const RequestHead& head, const Permit& permit) {
  const auto plain = [this](auto method) {
    return [this, method](const Caller& caller, const NoQuery&) { return (service_.*method)(caller); };
  };
  const auto ask = [this](auto method) {
    return [this, method](const Caller& caller, const auto& question) { return (service_.*method)(caller, question); };
  };
  switch (permit.route.operation) {
    case Operation::get_session:
      return fresh(head, permit, read_no_query(head.query), plain(&Service::session));
    case Operation::get_people:
      return fresh(head, permit, read_no_query(head.query), plain(&Service::people));
    case Operation::get_accounts:
      return fresh(head, permit, read_no_query(head.query), plain(&Service::accounts));
    case Operation::get_members:
      return fresh(head, permit, read_no_query(head.query), plain(&Service::members));
    case Operation::get_devices:
      return fresh(head, permit, read_no_query(head.query), plain(&Service::devices));
    case Operation::get_notices:
      return fresh(head, permit, read_no_query(head.query), plain(&Service::notices));
    case Operation::get_own_data:
      return fresh(head, permit, read_no_query(head.query), plain(&Service::own_data));
    case Operation::export_own_data:
      return fresh(head, permit, read_export_query(head.query), ask(&Service::own_export));
    case Operation::get_log:
      return fresh(head, permit, read_log_query(head.query), ask(&Service::log));
    case Operation::get_work:
      return fresh(head, permit, read_work_query(head.query), ask(&Service::work));
    case Operation::get_task:
      return fresh(head, permit, read_task_query(head.query), ask(&Service::task));
    case Operation::get_handoffs:
      return fresh(head, permit, read_handoffs_query(head.query), ask(&Service::handoffs));
    case Operation::get_promises:
      return fresh(head, permit, read_promises_query(head.query), ask(&Service::promises));
    case Operation::get_day_report:
      return fresh(head, permit, read_day_report_query(head.query), ask(&Service::day_report));
    case Operation::get_panel:
      return fresh(head, permit, read_panel_query(head.query), ask(&Service::panel));
    case Operation::get_turns:
      return fresh(head, permit, read_turns_query(head.query), ask(&Service::turns));
    case Operation::get_trend:
      return fresh(head, permit, read_trend_query(head.query), ask(&Service::trend));
    case Operation::get_shop_figures:
      return fresh(head, permit, read_shop_figures_query(head.query), ask(&Service::shop_figures));
    case Operation::get_team:
      return fresh(head, permit, read_team_query(head.query), ask(&Service::team));
    case Operation::get_ranking:
      return fresh(head, permit, read_ranking_query(head.query), ask(&Service::ranking));
    case Operation::get_load:
      return fresh(head, permit, read_load_query(head.query), ask(&Service::load));
    case Operation::get_periods:
      return fresh(head, permit, read_no_query(head.query), plain(&Service::periods));
    case Operation::get_period:
      return fresh(head, permit, read_period_query(head.query), ask(&Service::period));
    case Operation::get_team_report:
      return fresh(head, permit, read_team_report_query(head.query), ask(&Service::team_report));
    case Operation::get_department_report:
      return fresh(head, permit, read_department_report_query(head.query), ask(&Service::department_report));
    case Operation::get_report_file:
      return fresh(head, permit, read_report_file_query(head.query), ask(&Service::report_file));
    case Operation::get_one_on_ones:
      return fresh(head, permit, read_one_on_ones_query(head.query), ask(&Service::one_on_ones));
    case Operation::get_one_on_one:
      return fresh(head, permit, read_one_on_one_query(head.query), ask(&Service::one_on_one));
    case Operation::get_posts:
      return fresh(head, permit, read_posts_query(head.query), ask(&Service::posts));
    case Operation::get_post_preview:
      return fresh(head, permit, read_post_preview_query(head.query), ask(&Service::post_preview));
    case Operation::get_sheets:
      return fresh(head, permit, read_sheets_query(head.query), ask(&Service::sheets));
    case Operation::get_sheet:
      return fresh(head, permit, read_sheet_query(head.query), ask(&Service::sheet));
    default:
      return refusal(500);
  }
}

Answer Api::begin_session(std::string_view body) {
  const auto code = read_code(body);
  if (!code) return faulty(code.error());
  const auto session = service_.begin_session(code->code, code->device);
  if (session) return answer_with(to_json(*session));
  return session.error().kind == ErrorKind::refused ? wrong_token() : problem(session.error());
}

Answer Api::end_session(const Caller& caller) {
  const auto done = service_.end_session(caller);
  if (!done) return problem(done.error());
  Answer answer = answer_with(to_json(*done));
  answer.ended_session = caller.session;
  return answer;
}

Answer Api::answer_import(const Permit& permit, std::string_view body) {
  const auto& [route, caller] = permit;
  const auto answered = [](const auto& result) { return result ? answer_with(to_json(*result)) : problem(result.error()); };
  switch (route.operation) {
    case Operation::begin_import: {
      const auto file = read_new_import(body);
      return file ? answered(service_.begin_import(caller, *file)) : faulty(file.error());
    }
    case Operation::put_import_part:
      return answered(service_.put_import_part(caller, route.id, route.part, body));
    case Operation::get_import:
      return answered(service_.import(caller, route.id));
    case Operation::drop_import:
      return answered(service_.drop_import(caller, route.id));
    default: {
      const auto reading = read_import_reading(body);
      if (!reading) return faulty(reading.error());
      return answered(route.operation == Operation::apply_import ? service_.apply_import(caller, route.id, *reading)
                                                                 : service_.preview_import(caller, route.id, *reading));
    }
  }
}

Answer Api::begin_run(const Caller& caller, std::string_view body) {
  auto run = read_run(body);
  if (!run) return faulty(run.error());
  if (runs_.fetch_add(1) >= kMostRuns) {
    runs_.fetch_sub(1);
    return problem({ErrorKind::busy, {"正在执行的命令太多，请稍后再试。", "Too many commands are running; try again shortly."}});
  }
  // Counts down when the last copy of the answer is gone, whether or not it was ever produced.
  const std::shared_ptr<void> place(nullptr, [this](void*) { runs_.fetch_sub(1); });
  Answer answer;
  answer.kind = Answer::Kind::lines;
  answer.content_type = "application/x-ndjson";
  answer.produce = [this, place, caller, run = std::move(*run)](const Answer::Write& write) {
    const auto line = [&write](const char* name, const auto& value) {
      JsonWriter writer;
      writer.begin();
      writer.field(name, value);
      writer.end();
      return write(writer.take() + "\n");
    };
    const auto result = service_.run(caller, run, [&line](RunOutput output, std::string_view text) {
      return line(output == RunOutput::out ? "out" : "err", text);
    });
    if (!result) line("err", (run.language == "zh" ? result.error().words.zh : result.error().words.en) + "\n");
    line("exit", result ? *result : result.error().kind == ErrorKind::wrong_use ? 2 : 1);
  };
  return answer;
}

}  // namespace rigong::overlay
