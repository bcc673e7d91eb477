// SPDX-License-Identifier: Apache-2.0
// Messages and assignments: the way that millions of rows take.
//
// A batch is numbered (conversations, customers, arrival), sorted by key so that each page of the table is touched once, and
// inserted; a row whose key is there already changes nothing. Only where a conversation has records in several months are the
// other months asked first, since the month is part of the key.
#include <fmt/format.h>
#include <unordered_map>

#include "storage/sql/writer.h"

namespace rigong::storage::sql {
namespace {

constexpr RowsQuery kAddMessages{
    "INSERT INTO message (team_id, account_no, month, conversation_no, message_key, arrival, sent_at, rep_no, customer_no, kind, "
    "flags) {rows} ON CONFLICT (team_id, account_no, month, conversation_no, message_key) DO NOTHING",
    "iiiiiiiiiii", "conversation_no, arrival", 3, 5};
constexpr RowsQuery kAddAssignments{
    "INSERT INTO assignment (team_id, account_no, month, conversation_no, assignment_key, arrival, happened_at, rep_no, kind, "
    "reason) {rows} ON CONFLICT (team_id, account_no, month, conversation_no, assignment_key) DO NOTHING",
    "iiiiiiiiii", "conversation_no, arrival", 3, 5};
constexpr RowsQuery kFindMessages{
    "WITH wanted (team_id, account_no, month, conversation_no, message_key) AS ({rows}) "
    "SELECT m.conversation_no, m.message_key, m.month FROM wanted w JOIN message m ON m.team_id = w.team_id "
    "AND m.account_no = w.account_no AND m.month = w.month AND m.conversation_no = w.conversation_no "
    "AND m.message_key = w.message_key",
    "iiiii"};
constexpr RowsQuery kFindAssignments{
    "WITH wanted (team_id, account_no, month, conversation_no, assignment_key) AS ({rows}) "
    "SELECT m.conversation_no, m.assignment_key, m.month FROM wanted w JOIN assignment m ON m.team_id = w.team_id "
    "AND m.account_no = w.account_no AND m.month = w.month AND m.conversation_no = w.conversation_no "
    "AND m.assignment_key = w.assignment_key",
    "iiiii"};
// 8 is model::kWithdrawn.
constexpr RowsQuery kWithdraw{
    "WITH gone (team_id, account_no, month, conversation_no, message_key) AS ({rows}) "
    "UPDATE message SET flags = (flags | 8) FROM gone w WHERE message.team_id = w.team_id AND message.account_no = w.account_no "
    "AND message.month = w.month AND message.conversation_no = w.conversation_no AND message.message_key = w.message_key "
    "AND (message.flags & 8) = 0",
    "iiiii", "message.conversation_no, message.message_key", 3, 4};
constexpr RowsQuery kAddTakingPart{
    "INSERT INTO conversation_customer (team_id, customer_no, account_no, conversation_no) {rows} "
    "ON CONFLICT (team_id, customer_no, account_no, conversation_no) DO NOTHING",
    "iiii"};

TimeMs time_of(const model::HashedMessage& message) { return message.sent_at; }
TimeMs time_of(const model::HashedAssignment& assignment) { return assignment.at; }
bool withdrawn(const model::HashedMessage& message) { return (message.flags & model::kWithdrawn) != 0; }
bool withdrawn(const model::HashedAssignment&) { return false; }
const RowsQuery& add_query(const model::HashedMessage*) { return kAddMessages; }
const RowsQuery& add_query(const model::HashedAssignment*) { return kAddAssignments; }
const RowsQuery& find_query(const model::HashedMessage*) { return kFindMessages; }
const RowsQuery& find_query(const model::HashedAssignment*) { return kFindAssignments; }

// One record on its way in.
struct Item {
  Conversation* conversation;
  std::int32_t month;
  std::uint32_t index;  // In the batch.
  std::uint32_t arrival;
  model::CustomerNo customer;
};

struct Key {
  model::ConversationNo conversation;
  std::uint64_t key;
  friend bool operator==(const Key&, const Key&) = default;
};
struct HashOfKey {
  std::size_t operator()(const Key& key) const noexcept {
    return static_cast<std::size_t>(key.key ^ (std::uint64_t{key.conversation} * 0x9E3779B97F4A7C15ULL));
  }
};

void add_item(Rows& rows, model::TeamId team, model::AccountNo account, const Item& item, const model::HashedMessage& message) {
  rows.add({team, account, item.month, item.conversation->number, message.key, item.arrival, message.sent_at, message.rep,
            item.customer, message.kind, message.flags});
}
void add_item(Rows& rows, model::TeamId team, model::AccountNo account, const Item& item,
              const model::HashedAssignment& assignment) {
  rows.add({team, account, item.month, item.conversation->number, assignment.key, item.arrival, assignment.at, assignment.rep,
            assignment.kind, assignment.reason});
}

// Remembers the last answer, since a batch mostly stays within one month.
class MonthOf {
 public:
  std::int32_t operator()(TimeMs time) {
    const TimeMs day = time / kDayMs;
    if (day != day_) {
      day_ = day;
      month_ = utc_month(time);
    }
    return month_;
  }

 private:
  TimeMs day_ = -1;
  std::int32_t month_ = 0;
};

}  // namespace

template <class Record>
Result<Taken> Writer::take(model::AccountNo number, std::span<const Record> records) {
  Taken taken;
  if (records.empty()) return taken;
  for (const Record& record : records) {
    if (time_of(record) >= kEarliestTime && time_of(record) < kLatestTime) continue;
    return fail(ErrorKind::wrong_use,
                fmt::format("时间 {} 不在 2000 至 2099 年之间,这批记录未保存。请检查数据源。", time_of(record)),
                fmt::format("The time {} lies outside the years 2000 to 2099, so this batch was not kept. Check its source.",
                            time_of(record)));
  }
  known_.bound();
  RIGONG_ASSIGN(KnownAccount* const account, known_account(number));

  constexpr bool kHasCustomers = std::is_same_v<Record, model::HashedMessage>;
  std::vector<NamedHash> conversations;
  std::vector<Hash128> customers;
  for (const Record& record : records) {
    if (conversations.empty() || conversations.back().hash != record.conversation) {
      conversations.push_back({record.conversation, record.conversation_label});
    } else if (conversations.back().label.empty()) {
      conversations.back().label = record.conversation_label;
    }
    if constexpr (kHasCustomers) {
      if (customers.empty() || customers.back() != record.customer) customers.push_back(record.customer);
    }
  }
  RIGONG_TRY(find_conversations(number, *account, conversations));
  RIGONG_TRY(find_customers(customers));

  std::vector<Item> items;
  items.reserve(records.size());
  std::vector<Conversation*> touched;
  MonthOf month_of;
  Conversation* conversation = nullptr;
  const Hash128* conversation_hash = nullptr;
  model::CustomerNo customer = model::kNoCustomer;
  Hash128 customer_hash;
  bool several_months = false;
  for (const Record& record : records) {
    // Runs of one conversation and one customer are the rule: look each up once per run.
    if (conversation_hash == nullptr || *conversation_hash != record.conversation) {
      conversation_hash = &record.conversation;
      const auto found = account->conversations.find(record.conversation);
      if (found == account->conversations.end()) {
        return fail(ErrorKind::wrong_use, "有记录缺少会话编号,这批记录未保存。请检查数据源。",
                    "A record has no conversation, so this batch was not kept. Check its source.");
      }
      conversation = &found->second;
    }
    if constexpr (kHasCustomers) {
      if (record.customer != customer_hash) {
        customer_hash = record.customer;
        customer = customer_hash == Hash128{} ? model::kNoCustomer : known_.customers[customer_hash];
      }
    }
    const std::int32_t month = month_of(time_of(record));
    if (!conversation->touched) {
      conversation->touched = true;
      conversation->changed = false;
      conversation->month = month;
      conversation->several_months = conversation->months.other_than(month);
      conversation->given_arrival = conversation->next_arrival;
      touched.push_back(conversation);
    } else if (conversation->month != month) {
      conversation->several_months = true;
    }
    several_months |= conversation->several_months;
    items.push_back({conversation, month, static_cast<std::uint32_t>(items.size()), conversation->given_arrival++, customer});
  }
  for (Conversation* entry : touched) entry->touched = false;

  // Where other months come in, find out which records are there already, and which come twice in this batch.
  const auto key_of = [&](const Item& item) { return Key{item.conversation->number, records[item.index].key}; };
  Rows withdrawals(5);
  const auto doubled = [&](const Item& item, std::int32_t month) {
    ++taken.doubled;
    if (withdrawn(records[item.index])) {
      withdrawals.add({team_, number, month, item.conversation->number, records[item.index].key});
    }
  };
  if (several_months) {
    std::unordered_map<Key, std::int32_t, HashOfKey> there;
    Rows wanted(5);
    for (const Item& item : items) {
      if (!item.conversation->several_months) continue;
      item.conversation->months.each([&](std::int32_t month) {
        if (month != item.month) {
          wanted.add({team_, number, month, item.conversation->number, records[item.index].key});
        }
      });
    }
    RIGONG_TRY(db_.each_row(find_query(static_cast<const Record*>(nullptr)), wanted, [&](const Row& row) {
      there.emplace(Key{row.as<model::ConversationNo>(0), row.as<std::uint64_t>(1)}, row.as<std::int32_t>(2));
      return true;
    }));
    std::erase_if(items, [&](const Item& item) {
      if (!item.conversation->several_months) return false;
      const auto [first, is_new] = there.try_emplace(key_of(item), item.month);
      if (is_new || first->second == item.month) return false;
      doubled(item, first->second);
      return true;
    });
  }

  std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
    return std::tuple(a.month, a.conversation->number, a.index) < std::tuple(b.month, b.conversation->number, b.index);
  });
  Rows rows(std::char_traits<char>::length(add_query(static_cast<const Record*>(nullptr)).types));
  rows.reserve(std::min(items.size(), kRowsAtOnce));
  Rows taking_part(4);
  std::vector<char> written;
  for (std::size_t start = 0; start < items.size(); start += kRowsAtOnce) {
    const std::span chunk = std::span(items).subspan(start, std::min(kRowsAtOnce, items.size() - start));
    rows.clear();
    for (const Item& item : chunk) add_item(rows, team_, number, item, records[item.index]);
    changed_ = true;
    RIGONG_TRY(db_.run_rows(add_query(static_cast<const Record*>(nullptr)), rows, &written));
    for (std::size_t i = 0; i < chunk.size(); ++i) {
      const Item& item = chunk[i];
      if (written[i] == 0) {
        doubled(item, item.month);
        continue;
      }
      ++taken.added;
      Conversation& entry = *item.conversation;
      entry.changed = true;
      entry.next_arrival = std::max(entry.next_arrival, item.arrival + 1);
      entry.months.add(time_of(records[item.index]), item.month);
      if (item.customer != model::kNoCustomer && item.customer != entry.customer) {
        entry.customer = item.customer;
        taking_part.add({team_, item.customer, number, entry.number});
      }
    }
  }
  if (!withdrawals.empty()) {
    RIGONG_TRY(db_.run_rows(kWithdraw, withdrawals, &written));
    std::unordered_map<model::ConversationNo, Conversation*> by_number;
    for (Conversation* entry : touched) by_number.emplace(entry->number, entry);
    for (std::size_t i = 0; i < withdrawals.size(); ++i) {
      if (written[i] == 0) continue;
      --taken.doubled;
      ++taken.changed;
      by_number.at(static_cast<model::ConversationNo>(withdrawals.row(i)[3].integer()))->changed = true;
    }
  }
  if (!taking_part.empty()) RIGONG_TRY(db_.run_rows(kAddTakingPart, taking_part));
  RIGONG_TRY(write_conversations(number, touched));
  return taken;
}

Result<Taken> Writer::add_messages(model::AccountNo account, std::span<const model::HashedMessage> messages) {
  return take(account, messages);
}

Result<Taken> Writer::add_assignments(model::AccountNo account, std::span<const model::HashedAssignment> assignments) {
  return take(account, assignments);
}

}  // namespace rigong::storage::sql
