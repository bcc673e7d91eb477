// SPDX-License-Identifier: Apache-2.0
#include "tests/runtime/team.h"

#include <fmt/format.h>

#include <algorithm>

#include "agent/runtime/people.h"
#include "agent/runtime/store_figures.h"
#include "agent/runtime/work_out.h"

namespace rigong::runtime_test {

using testing::get;
using testing::must;

TimeMs at(const std::string& wall_time) {
  const auto calendar = ShopCalendar::make({});
  const Day day = parse_day(wall_time.substr(0, 10)).value();
  const auto number = [&](std::size_t from) { return std::stoll(wall_time.substr(from, 2)); };
  return calendar->from_local(day, (number(11) * 3600 + number(14) * 60 + number(17)) * kSecondMs);
}

model::Message asks(const std::string& conversation, const std::string& customer, TimeMs sent_at) {
  model::Message message;
  message.conversation_id = conversation;
  message.message_id = fmt::format("{}-in-{}", conversation, sent_at);
  message.sent_at = sent_at;
  message.customer_id = customer;
  message.text = "有货吗";
  message.has_text = true;
  return message;
}

model::Message answers(const std::string& conversation, const std::string& rep, TimeMs sent_at) {
  model::Message message;
  message.conversation_id = conversation;
  message.message_id = fmt::format("{}-out-{}-{}", conversation, rep, sent_at);
  message.sent_at = sent_at;
  message.kind = model::SenderKind::rep;
  message.rep_id = rep;
  message.text = "有的";
  message.has_text = true;
  return message;
}

std::vector<std::string> lines_of(const runtime::Table& table, std::size_t first_column) {
  std::vector<std::string> lines;
  for (const auto& row : table.rows) {
    std::string line;
    for (std::size_t column = first_column; column < row.size(); ++column) {
      line += table.columns[column].name;
      line += '=';
      line += std::visit(
          [](const auto& value) {
            if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>) {
              return std::string("null");
            } else {
              return fmt::format("{}", value);
            }
          },
          row[column]);
      line += ' ';
    }
    lines.push_back(line);
  }
  return lines;
}

Team::Team(config::Config config)
    : config_(std::move(config)),
      test_store_("sqlite"),
      store_(test_store_.open()),
      hasher_(get(KeyedHasher::make(Secret("0123456789abcdef0123456789abcdef")))) {
  if (config_.shop.id.empty()) config_.shop.id = "main";
}

runtime::IntakeCounts Team::take(const std::vector<Record>& records, const std::string& account) {
  const runtime::MessageFlags flags(config_.metrics);
  runtime::StoreIntake intake(*store_, {0, account, "files", account.substr(0, account.find(':')), "main"}, hasher_, flags,
                              test_store_.clock());
  for (const Record& record : records) {
    if (const auto* message = std::get_if<model::Message>(&record)) intake.message(*message);
    if (const auto* assignment = std::get_if<model::Assignment>(&record)) intake.assignment(*assignment);
    if (const auto* rating = std::get_if<model::Rating>(&record)) intake.rating(*rating);
    if (const auto* order = std::get_if<model::Order>(&record)) intake.order(*order);
    if (const auto* day = std::get_if<model::DeliveredDay>(&record)) intake.delivered(*day);
  }
  return get(intake.finish());
}

void Team::work_out() {
  runtime::ShopRules rules(config_);
  must(runtime::work_out(*store_, rules));
}

std::vector<runtime::FigureRow> Team::rows(TimeMs now) {
  runtime::ShopRules rules(config_);
  runtime::StoreFiguresRequest request;
  request.now = now;
  return get(runtime::figures_from_store(*get(store_->read()), rules, request));
}

std::vector<std::string> Team::figures(TimeMs now, runtime::Period period) {
  runtime::ShopRules rules(config_);
  runtime::StoreFiguresRequest request;
  request.now = now;
  request.period = period;
  return lines_of(runtime::figures_table(get(runtime::figures_from_store(*get(store_->read()), rules, request))));
}

std::vector<std::string> Team::turns(TimeMs now) {
  runtime::ShopRules rules(config_);
  runtime::StoreFiguresRequest request;
  request.now = now;
  std::vector<std::string> lines;
  for (const auto& shop : get(runtime::turns_from_store(*get(store_->read()), rules, request))) {
    const auto of_shop = lines_of(runtime::turns_table(shop.lines, rules.calendar(shop.shop), now), 1);
    lines.insert(lines.end(), of_shop.begin(), of_shop.end());
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::vector<storage::DayFiguresRow> Team::all_stored() {
  return get(get(store_->read())->day_figures({Day{0}, Day{40'000}, "main", std::nullopt}));
}

std::vector<std::pair<std::string, model::DayFigures>> Team::named_stored() {
  const auto people = get(runtime::People::load(*get(store_->read())));
  std::vector<std::pair<std::string, model::DayFigures>> named;
  for (auto row : all_stored()) {
    const std::string name = to_string(row.figures.day) + " " + people.id(row.figures.rep);
    row.figures.rep = model::kNoRep;
    named.emplace_back(name, row.figures);
  }
  std::sort(named.begin(), named.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return named;
}

model::DayFigures Team::stored(const std::string& rep, const std::string& day) {
  for (const auto& [name, figures] : named_stored()) {
    if (name == day + " " + rep) return figures;
  }
  return {};
}

}  // namespace rigong::runtime_test
