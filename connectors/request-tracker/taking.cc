// SPDX-License-Identifier: Apache-2.0
#include "connectors/request-tracker/taking.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "agent/base/text.h"
#include "agent/model/record.h"
#include "connectors/kit/fold.h"
#include "connectors/request-tracker/search.h"

namespace rigong::connectors::request_tracker {
namespace {

constexpr int kMostMoves = 5;          // Histories read in one poll.
constexpr int kMostHistoryPages = 10;  // Of one ticket.
constexpr std::size_t kTextsAtOnce = 40;
constexpr std::size_t kTicketsAtOnce = 50;
// Things that cannot be had are few in one poll: each costs several tries, and the host stops asking a server of which half of
// what is asked fails.
constexpr int kMostFailures = 2;
constexpr int kMostTextFailures = 4;

tl::unexpected<Error> cancelled() { return fail(ErrorKind::cancelled, "已停止。", "Stopped."); }

std::string customer_id(std::string_view host, std::string_view login) {
  // A login is unique within one server only.
  std::string id = fmt::format("{}/{}", host, login);
  clean_field(id, model::kMaxIdBytes);
  return id;
}

bool is_message(const Transaction& transaction) { return meaning_of(transaction) == Meaning::message; }

}  // namespace

Result<bool> Taking::take(std::vector<Transaction> transactions, Said said) {
  Items items;
  items.reserve(transactions.size());
  std::vector<Recent> taken;
  taken.reserve(transactions.size());
  for (Transaction& transaction : transactions) {
    if (people_.spent() || moves_ >= kMostMoves || failures_ >= kMostFailures) break;
    if (!sink_.progress(0, 0)) return cancelled();
    const std::int64_t id = transaction.id;
    taken.push_back({id, transaction.created});
    if (transaction.created < progress_.from) continue;
    auto more = items_of(std::move(transaction));
    if (more) {
      items.insert(items.end(), std::make_move_iterator(more->begin()), std::make_move_iterator(more->end()));
      continue;
    }
    RIGONG_ASSIGN(const bool alive, goes_on(more.error()));
    if (!alive) return fail(more.error());
    set_aside(id, more.error().words, said);
  }
  RIGONG_TRY(ask_requestors(items, said));
  RIGONG_TRY(ask_texts(items));
  for (const Item& item : items) RIGONG_TRY(emit(item));
  for (const Recent& each : taken) note_taken(progress_, each);
  return taken.size() == transactions.size();
}

Result<bool> Taking::goes_on(const Error& error, Thing thing) {
  // What is refused is refused to the account, for every transaction; but a text may be too large.
  const bool may_be_one = error.kind == ErrorKind::unavailable || (error.kind == ErrorKind::refused && thing == Thing::text);
  if (!may_be_one) return false;
  if (!sink_.progress(0, 0)) return cancelled();
  ++failures_;
  return client_.ping(*request_.http).has_value();
}

Status Taking::retry_aside() {
  const std::vector<std::int64_t> before = std::exchange(progress_.aside, {});
  for (auto id = before.begin(); id != before.end(); ++id) {
    if (failures_ >= kMostFailures) {
      // The others first next time.
      progress_.aside.insert(progress_.aside.begin(), id, before.end());
      break;
    }
    const auto answer = client_.list(*request_.http, "transactions", transaction(*id));
    if (!answer) {
      RIGONG_ASSIGN(const bool alive, goes_on(answer.error()));
      if (!alive) return fail(answer.error());
      progress_.aside.push_back(*id);
      continue;
    }
    for (const rapidjson::Value* row : elements(member(answer->document, "items"))) {
      const auto read = read_transaction(*row, *request_.calendar);
      if (!read || read->id != *id) continue;
      RIGONG_ASSIGN(const bool whole, take({*read}, Said::before));
      if (!whole) progress_.aside.push_back(*id);
    }
  }
  return {};
}

void Taking::set_aside(std::int64_t transaction, const Words& reason, Said said) {
  auto& aside = progress_.aside;
  if (std::find(aside.begin(), aside.end(), transaction) != aside.end()) return;
  aside.push_back(transaction);
  if (aside.size() > kMostAside) aside.erase(aside.begin());
  if (said == Said::before) return;
  sink_.rejected({"transactions",
                  0,
                  {fmt::format("这条记录读不全，先放在一边，以后再试。{}", reason.zh),
                   fmt::format("This transaction cannot be read in full; set aside, to be tried again later. {}", reason.en)},
                  fmt::format("id={}", transaction)});
}

Result<Taking::Items> Taking::items_of(Transaction transaction) {
  Items items;
  switch (meaning_of(transaction)) {
    case Meaning::none:
      return items;
    case Meaning::merge:
      ++moves_;
      return moved(transaction);
    case Meaning::status:
      if (fold_value(transaction.new_value) == "deleted") {
        ++moves_;
        RIGONG_TRY(withdraw(transaction.ticket));
      }
      break;
    case Meaning::owner: {
      // Asked about here, so that whoever cannot be told sets this one transaction aside.
      RIGONG_ASSIGN(const auto owner, people_.numbered(number_in(transaction.new_value)));
      if (!owner) return items;
      break;
    }
    case Meaning::message:
    case Meaning::note:
      break;
  }
  RIGONG_ASSIGN(const Person creator, people_.named(transaction.creator));
  const std::int64_t ticket = transaction.ticket;
  const std::int64_t id = transaction.id;
  items.push_back({std::move(transaction), ticket, id, creator});
  return items;
}

Result<std::vector<Transaction>> Taking::history(std::int64_t ticket) {
  std::vector<Transaction> result;
  for (std::int64_t page = 1; page <= kMostHistoryPages; ++page) {
    RIGONG_ASSIGN(const Answer answer,
                  client_.list(*request_.http, fmt::format("ticket/{}/history", ticket), request_tracker::history(page)));
    if (answer.outcome != Outcome::given) break;
    const auto rows = elements(member(answer.document, "items"));
    for (const rapidjson::Value* row : rows) {
      if (auto transaction = read_transaction(*row, *request_.calendar)) result.push_back(std::move(*transaction));
    }
    // What this account may not see is left out of a page, so only an empty one is the last.
    if (rows.empty()) break;
  }
  std::sort(result.begin(), result.end(), [](const Transaction& a, const Transaction& b) { return a.id < b.id; });
  return result;
}

void Taking::withdraw_message(std::int64_t conversation, const Transaction& transaction) {
  model::Message message;
  message.conversation_id = std::to_string(conversation);
  message.message_id = std::to_string(transaction.id);
  message.sent_at = transaction.created * kSecondMs;
  message.kind = model::SenderKind::system;
  message.withdrawn = true;
  sink_.message(message);
}

// A ticket is deleted where it is spam: nobody waited.
Status Taking::withdraw(std::int64_t ticket) {
  RIGONG_ASSIGN(const auto transactions, history(ticket));
  for (const Transaction& transaction : transactions) {
    if (is_message(transaction) && transaction.created >= progress_.from) withdraw_message(ticket, transaction);
  }
  return {};
}

// What was said in a ticket that is merged into another belongs to the other from then on: there it is answered.
Result<Taking::Items> Taking::moved(const Transaction& merge) {
  RIGONG_ASSIGN(const auto transactions, history(merge.ticket));
  // Those merged into this one before go with it.
  std::set<std::int64_t> tickets = {merge.ticket};
  for (std::size_t before = 0; before != tickets.size();) {
    before = tickets.size();
    for (const Transaction& each : transactions) {
      if (each.id < merge.id && tickets.contains(merged_into(each))) tickets.insert(each.ticket);
    }
  }
  Items items;
  const std::int64_t target = merged_into(merge);
  for (const Transaction& each : transactions) {
    if (!is_message(each) || !tickets.contains(each.ticket) || each.created < progress_.from) continue;
    RIGONG_ASSIGN(const Person creator, people_.named(each.creator));
    items.push_back({each, target, merge.id, creator});
  }
  for (const Item& item : items) {
    withdraw_message(item.transaction.ticket, item.transaction);
    if (item.transaction.ticket != merge.ticket) withdraw_message(merge.ticket, item.transaction);
  }
  return items;
}

Status Taking::ask_requestors(Items& items, Said said) {
  if (settings_.on_behalf == OnBehalf::agent) return {};
  // A ticket that was merged is found under the number of the other, which has its requestors.
  const auto is_wanted = [](const Item& item) { return item.transaction.type == "Create" && item.creator.kind == Kind::agent; };
  std::set<std::int64_t> wanted;
  for (const Item& item : items) {
    if (is_wanted(item)) wanted.insert(item.conversation);
  }
  const std::vector<std::int64_t> tickets(wanted.begin(), wanted.end());
  for (std::size_t start = 0; start < tickets.size(); start += kTicketsAtOnce) {
    const auto chunk = std::span(tickets).subspan(start, std::min(kTicketsAtOnce, tickets.size() - start));
    const Status asked = ask_requestors(chunk);
    if (asked) continue;
    RIGONG_ASSIGN(const bool alive, goes_on(asked.error()));
    if (!alive) return fail(asked.error());
    std::set<std::int64_t> lost;
    for (const Item& item : items) {
      if (is_wanted(item) && std::find(chunk.begin(), chunk.end(), item.conversation) != chunk.end()) lost.insert(item.cause);
    }
    for (const std::int64_t cause : lost) set_aside(cause, asked.error().words, said);
    std::erase_if(items, [&](const Item& item) { return lost.contains(item.cause); });
  }
  return {};
}

Status Taking::ask_requestors(std::span<const std::int64_t> tickets) {
  RIGONG_ASSIGN(const Answer answer, client_.list(*request_.http, "tickets", requestors(tickets)));
  for (const rapidjson::Value* row : elements(member(answer.document, "items"))) {
    const std::int64_t ticket = whole_of(*row, "id").value_or(0);
    for (const rapidjson::Value* each : elements(member(*row, "Requestor"))) {
      const auto requestor = read_named(*each);
      if (!requestor || customers_.contains(ticket)) continue;
      RIGONG_ASSIGN(const Person person, people_.named(*requestor));
      if (person.kind == Kind::customer) customers_.emplace(ticket, *requestor);
    }
  }
  return {};
}

Status Taking::ask_texts(const Items& items) {
  std::vector<std::int64_t> wanted;
  for (const Item& item : items) {
    if (is_message(item.transaction)) wanted.push_back(item.transaction.id);
  }
  for (std::size_t start = 0; start < wanted.size(); start += kTextsAtOnce) {
    RIGONG_TRY(ask_texts(std::span(wanted).subspan(start, std::min(kTextsAtOnce, wanted.size() - start))));
  }
  return {};
}

Status Taking::ask_texts(std::span<const std::int64_t> transactions) {
  // Without its text a message counts all the same.
  if (failures_ >= kMostTextFailures) return {};
  if (!sink_.progress(0, 0)) return cancelled();
  auto answer = client_.list(*request_.http, "attachments", texts(transactions));
  if (!answer) {
    RIGONG_ASSIGN(const bool alive, goes_on(answer.error(), Thing::text));
    if (!alive) return fail(answer.error());
  } else {
    const auto rows = elements(member(answer->document, "items"));
    // As many as the server gives at all: there may be more.
    if (rows.size() < static_cast<std::size_t>(kMostRows) || transactions.size() == 1) {
      for (const rapidjson::Value* row : rows) {
        auto text = read_text(*row);
        if (!text) continue;
        const std::int64_t of = text->transaction;
        texts_.emplace(of, std::move(*text));
      }
      return {};
    }
  }
  if (transactions.size() == 1) return {};
  // Too much at once, or one among them that the server cannot give.
  const std::size_t half = transactions.size() / 2;
  RIGONG_TRY(ask_texts(transactions.first(half)));
  return ask_texts(transactions.subspan(half));
}

Status Taking::emit(const Item& item) {
  const Transaction& transaction = item.transaction;
  switch (meaning_of(transaction)) {
    case Meaning::message:
    case Meaning::note:
      emit_message(item);
      break;
    case Meaning::owner: {
      RIGONG_ASSIGN(const auto owner, people_.numbered(number_in(transaction.new_value)));
      emit_owner(item, owner);
      break;
    }
    case Meaning::status: {
      const auto& closed = settings_.closed;
      if (std::find(closed.begin(), closed.end(), fold_value(transaction.new_value)) == closed.end()) break;
      model::Assignment end;
      end.conversation_id = std::to_string(item.conversation);
      end.assignment_id = std::to_string(transaction.id);
      end.at = transaction.created * kSecondMs;
      end.kind = model::AssignmentKind::closed;
      sink_.assignment(end);
      break;
    }
    case Meaning::merge:
    case Meaning::none:
      break;
  }
  return {};
}

void Taking::emit_message(const Item& item) {
  const Transaction& transaction = item.transaction;
  model::Message message;
  message.conversation_id = std::to_string(item.conversation);
  message.message_id = std::to_string(transaction.id);
  message.sent_at = transaction.created * kSecondMs;
  const Named* customer = nullptr;
  switch (item.creator.kind) {
    case Kind::system:
    case Kind::nobody:
      message.kind = model::SenderKind::system;
      break;
    case Kind::agent: {
      message.kind = model::SenderKind::rep;
      const auto opened_for = customers_.find(item.conversation);
      if (transaction.type == "Create" && opened_for != customers_.end()) customer = &opened_for->second;
      break;
    }
    case Kind::customer:
      customer = &transaction.creator;
      break;
  }
  if (customer != nullptr) {
    message.kind = model::SenderKind::customer;
    message.customer_id = customer_id(client_.host(), customer->name);
    message.customer_name = customer->real_name.empty() ? customer->name : customer->real_name;
  }
  if (meaning_of(transaction) == Meaning::note) {
    message.kind = model::SenderKind::note;
    message.customer_id.clear();
    message.customer_name.clear();
  }
  const bool by_agent = message.kind == model::SenderKind::rep || message.kind == model::SenderKind::note;
  if (by_agent) message.rep_id = item.creator.name;
  std::vector<const Text*> texts;
  const auto [first, last] = texts_.equal_range(transaction.id);
  for (auto each = first; each != last; ++each) texts.push_back(&each->second);
  if (auto text = written(texts)) {
    message.text = std::move(*text);
    message.has_text = true;
  }
  sink_.message(message);
}

void Taking::emit_owner(const Item& item, const std::optional<Person>& owner) {
  if (!owner) return;
  model::Assignment assignment;
  assignment.conversation_id = std::to_string(item.conversation);
  assignment.assignment_id = std::to_string(item.transaction.id);
  assignment.at = item.transaction.created * kSecondMs;
  // Whoever is no agent holds it for nobody of the team.
  assignment.kind = owner->kind == Kind::agent ? model::AssignmentKind::to_rep : model::AssignmentKind::to_queue;
  assignment.rep_id = owner->name;
  sink_.assignment(assignment);
}

}  // namespace rigong::connectors::request_tracker
