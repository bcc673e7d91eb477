// SPDX-License-Identifier: Apache-2.0
#include "overlay/server/answering.h"

namespace rigong::overlay {
namespace {

// Connections are closed after so many answers, so that none is kept by one client for ever.
constexpr int kMostAnswers = 100;
// Contents over this size are awaited on a few connections at once, which bounds the memory that they take.
constexpr std::uint64_t kLargeBytes = 32 * 1024;
constexpr int kMostLarge = 8;
constexpr std::chrono::milliseconds kTurn{200};
constexpr int kMostTurns = 25;
// What the library is given in place of a request that must not be read any further.
constexpr std::string_view kNoRequest = "GET / HTTP/1.1\r\n\r\n";

}  // namespace

Answering::Next Answering::go_on(Connection& connection) {
  if (connection.permit && connection.in.size() < connection.whole) return Next::more;
  switch (connection.scan.look(connection.in)) {
    case HeadScan::State::more:
      return Next::more;
    case HeadScan::State::broken:
      return refuse(connection, connection.scan.status(), "not well formed");
    case HeadScan::State::whole:
      break;
  }
  const std::size_t head_size = connection.scan.size();
  RequestHead head;
  if (const int status = read_head(std::string_view(connection.in).substr(0, head_size), head)) {
    return refuse(connection, status, "not well formed");
  }
  if (!connection.permit) {
    if (const Verdict verdict = check(head, rules_); !verdict.allowed()) {
      return refuse_with(connection, head, refusal(verdict.status), verdict.reason);
    }
    auto permit = api_.admit(head);
    if (!permit) return refuse_with(connection, head, std::move(permit.error()), "not admitted");
    connection.permit = std::move(*permit);
    connection.whole = head_size + static_cast<std::size_t>(head.content_length);
    if (connection.in.size() < connection.whole) {
      if (head.content_length > kLargeBytes && !(connection.large = place_for_large())) {
        return refuse_with(connection, head, refusal(503), "too many large requests at once");
      }
      return Next::more;
    }
  }

  const std::string_view request = std::string_view(connection.in).substr(0, connection.whole);
  ++connection.answered;
  // A client that sends content with DELETE and one that does not would be understood differently by others on the way.
  const bool close = head.wants_close || connection.answered >= kMostAnswers || head.method == "DELETE" || stopping_.load();
  const auto decide = [&] { return api_.answer(head, *connection.permit, request.substr(head_size)); };
  return respond(connection, request, close, decide, head.method == "HEAD");
}

std::shared_ptr<void> Answering::place_for_large() {
  if (large_.fetch_add(1) < kMostLarge)
    return {&large_, [](void* count) { static_cast<std::atomic<int>*>(count)->fetch_sub(1); }};
  large_.fetch_sub(1);
  return nullptr;
}

Answering::Next Answering::refuse(Connection& connection, int status, std::string_view reason) {
  return refuse_with(connection, {}, refusal(status), reason);
}

Answering::Next Answering::refuse_with(Connection& connection, const RequestHead& head, Answer answer, std::string_view reason) {
  // Wrong tokens have their own line, once a minute.
  if (answer.status != 401 && answer.status != 429) log_.note(head.method, head.path, answer.status, reason);
  return respond(
      connection, kNoRequest, true, [&answer] { return std::move(answer); }, head.method == "HEAD");
}

Answering::Next Answering::respond(Connection& connection, std::string_view request, bool close,
                                   const std::function<Answer()>& decide, bool without_body) {
  bool in_pieces = false;
  connection.head_out.clear();
  connection.sent = 0;
  const auto decide_and_see = [&] {
    Answer answer = decide();
    in_pieces = answer.kind == Answer::Kind::lines;
    return answer;
  };
  connection.answer = engine_.respond(request, close, decide_and_see, [&](std::string_view bytes) {
    if (in_pieces) return send_piece(connection, bytes);
    connection.head_out.append(bytes);
    return true;
  });
  if (without_body) connection.answer.body = {};
  if (!connection.answer.ended_session.empty()) session_ended_(connection.answer.ended_session);
  connection.close_after = connection.answer.close;
  // The request is done with; a next one may have come with it.
  connection.in.erase(0, connection.whole != 0 ? connection.whole : connection.in.size());
  if (connection.in.empty() && connection.in.capacity() > 64 * 1024) connection.in = std::string();
  connection.scan = HeadScan();
  connection.permit.reset();
  connection.large.reset();
  connection.whole = 0;

  if (in_pieces) {
    connection.answer = Answer();
    return connection.close_after ? Next::leave : Next::sent;
  }
  const auto now = std::chrono::steady_clock::now();
  if (connection.answer.delay.count() > 0) {
    connection.not_before = now + connection.answer.delay;
    return Next::not_all;
  }
  switch (send_rest(connection)) {
    case Moved::State::closed:
      return Next::end;
    case Moved::State::none_now:
      return Next::not_all;
    default:
      return after_sending(connection);
  }
}

Answering::Next Answering::after_sending(Connection& connection) const {
  const bool stream = connection.answer.kind == Answer::Kind::events;
  if (stream) connection.stream.session = connection.answer.session;
  connection.answer = Answer();
  connection.head_out.clear();
  connection.sent = 0;
  if (stream) return Next::stream;
  return connection.close_after ? Next::leave : Next::sent;
}

bool Answering::send_piece(Connection& connection, std::string_view piece) const {
  int waited = 0;
  while (!piece.empty()) {
    if (stopping_.load()) return false;
    const Moved moved = send(connection.socket, piece, {});
    if (moved.state == Moved::State::closed) return false;
    piece.remove_prefix(moved.bytes);
    if (moved.state == Moved::State::none_now) {
      // In short turns, so that a stop is noticed.
      if (waited++ >= kMostTurns) return false;
      if (wait_to_write(connection.socket, kTurn)) waited = 0;
    }
  }
  return true;
}

}  // namespace rigong::overlay
