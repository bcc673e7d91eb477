// SPDX-License-Identifier: Apache-2.0
#include "agent/runtime/poll.h"

#include <utility>

namespace rigong::runtime {
namespace {

// Its cursor; empty where the account is not known yet. One that is known keeps the platform it was made with, since its
// customers are told apart by that.
Result<std::string> look_up(storage::Store& store, model::Account& account) {
  RIGONG_ASSIGN(const auto view, store.read());
  RIGONG_ASSIGN(const auto known, view->account(account.name));
  if (!known) return std::string();
  if (known->type == account.type) account.platform = known->platform;
  return view->cursor(known->number, kPollStream);
}

}  // namespace

Result<PollOutcome> poll_once(const PollSurroundings& around, const model::Account& given, connectors::Connector& connector,
                              IntakeHooks hooks) {
  model::Account account = given;
  connectors::PollRequest request;
  RIGONG_ASSIGN(request.cursor, look_up(around.store, account));
  request.now = around.clock.now();
  request.calendar = &around.calendar;
  request.http = around.http;
  request.secrets = around.secrets;
  StoreIntake intake(around.store, account, around.hasher, around.flags, around.clock, std::move(hooks), CommitWhen::at_end);
  auto result = connector.poll(request, intake);
  RIGONG_TRY(intake.failure());
  if (!result) return fail(result.error());
  PollOutcome outcome;
  outcome.more = result->more;
  outcome.lacking = std::move(result->lacking);
  outcome.reading = std::move(result->reading);
  outcome.calls_left = result->calls_left;
  outcome.again_in = result->again_in;
  outcome.cursor = result->next_cursor;
  // Nothing new and the same cursor: no transaction, so that an idle poll does not wake the disk.
  if (result->next_cursor == request.cursor) {
    RIGONG_ASSIGN(outcome.counts, intake.finish());
    return outcome;
  }
  outcome.moved = true;
  RIGONG_ASSIGN(outcome.counts, intake.finish_with_cursor(kPollStream, result->next_cursor));
  return outcome;
}

}  // namespace rigong::runtime
