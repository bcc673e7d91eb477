// SPDX-License-Identifier: Apache-2.0
#include "connectors/mail/mail.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "connectors/mail/address.h"
#include "connectors/mail/mime.h"
#include "connectors/mail/page.h"
#include "tests/support/robot_checks.h"
#include "tests/support/robot_reports.h"

using namespace rigong;
using namespace rigong::connectors;
using namespace rigong::testing;

namespace {

const Given kGiven = {{"server", "smtps://smtp.example:465"},
                      {"user", "bot@shop.example"},
                      {"password", "made-up-password"},
                      {"from", "客服日榜 <bot@shop.example>"},
                      {"to", "a@shop.example，李 蕾 <b@shop.example>"},
                      {"subject", "[日报]"}};

std::unique_ptr<Robot> robot_of() { return make_robot(mail::robot(), kGiven); }

std::string with(const std::string& name, const std::string& value) {
  Given given = kGiven;
  given[name] = value;
  return refusal_of(mail::robot(), given);
}

std::string line_of(const std::string& bytes, const std::string& name) {
  const std::size_t at = bytes.find("\r\n" + name + ": ") + 2;
  std::size_t end = bytes.find("\r\n", at);
  while (bytes[end + 2] == ' ') end = bytes.find("\r\n", end + 2);
  return bytes.substr(at, end - at);
}

}  // namespace

TEST_CASE("Mail: folder and recorded cases") {
  check_folder(mail::robot());
  check_cases(mail::robot(), *robot_of());
  for (const RobotPart& part : parts_of(*robot_of(), nasty_report())) {
    CHECK(part.body.find("made-up-password") == std::string::npos);
    CHECK(part.shown.find("日拱日报 20261129") != std::string::npos);
  }
}

TEST_CASE("Mail: every byte is ASCII, every line ends with CRLF and is short, and the same report gives the same mail") {
  for (model::Report report : {ranking_report(), nasty_report()}) {
    report.picture = std::string("\x89PNG\r\n\x1a\n\0.", 10);
    const std::string bytes = parts_of(*robot_of(), report)[0].body;
    CHECK(bytes == parts_of(*robot_of(), report)[0].body);
    CHECK(std::all_of(bytes.begin(), bytes.end(), [](char c) { return (c >= ' ' && c < '\x7f') || c == '\r' || c == '\n'; }));
    std::size_t start = 0;
    for (std::size_t end = bytes.find('\n'); end != std::string::npos; start = end + 1, end = bytes.find('\n', start)) {
      REQUIRE(end > start);
      CHECK(bytes[end - 1] == '\r');
      CHECK(end - 1 - start <= 78);
      CHECK(bytes.substr(start, end - 1 - start).find('\r') == std::string::npos);
    }
    CHECK(start == bytes.size());
  }
}

TEST_CASE("Mail: the head names sender, recipients, day and report; the Message-ID is the report's") {
  const std::string bytes = "\r\n" + parts_of(*robot_of(), ranking_report())[0].body;
  CHECK(line_of(bytes, "From") == "From: =?UTF-8?B?5a6i5pyN5pel5qac?= <bot@shop.example>");
  CHECK(line_of(bytes, "To") == "To: a@shop.example,\r\n =?UTF-8?B?5p2OIOiVvg==?= <b@shop.example>");
  CHECK(line_of(bytes, "Date") == "Date: Sun, 29 Nov 2026 13:07:00 +0000");
  CHECK(line_of(bytes, "Subject") ==
        "Subject: =?UTF-8?B?W+aXpeaKpV0g5a6i5pyN5pel5qacIDEx5pyIMjnml6Ugwrcg5pmo?=\r\n =?UTF-8?B?5YWJ5bCP5bqX?=");
}

TEST_CASE("Mail: a report's Message-ID stays the same whenever it is tried, and is another one for another report") {
  const auto id = [](const model::Report& report, TimeMs at) {
    return line_of("\r\n" + robot_of()->write(report, at).value()[0].body, "Message-ID");
  };
  model::Report report = ranking_report();
  const std::string first = id(report, kReportTime);
  CHECK(first.ends_with("@shop.example>"));
  CHECK(id(report, kReportTime + kHourMs) == first);
  report.blocks.clear();
  CHECK(id(report, kReportTime) == first);
  report.mark += "x";
  CHECK(id(report, kReportTime) != first);
}

TEST_CASE("Mail: two teams that post the same day's report never share a Message-ID") {
  const model::Report report = ranking_report();
  const auto id_of = [](const Given& given, const model::Report& posted) {
    return line_of("\r\n" + parts_of(*make_robot(mail::robot(), given), posted)[0].body, "Message-ID");
  };
  std::set<std::string> ids = {id_of(kGiven, report)};
  const auto changed = [&](const std::string& name, const std::string& value) {
    Given given = kGiven;
    given[name] = value;
    return ids.insert(id_of(given, report)).second;
  };
  CHECK(changed("to", "a@shop.example"));
  CHECK(changed("to", "c@shop.example"));
  CHECK(changed("subject", "[夜班]"));
  CHECK(changed("from", "other@shop.example"));
  CHECK(changed("from", "夜班 <bot@shop.example>"));
  model::Report other = report;
  other.title = "客服日榜 11月29日 · 夜市";
  CHECK(ids.insert(id_of(kGiven, other)).second);
  // Whatever stands in it, where one of the things ends and the next begins makes a difference.
  model::Report longer = report;
  longer.mark += "x";
  longer.title = report.title;
  Given given = kGiven;
  given["subject"] = "x[日报]";
  CHECK(ids.insert(id_of(kGiven, longer)).second);
  CHECK(ids.insert(id_of(given, report)).second);
}

TEST_CASE("Mail: headers are encoded by words that cut no character, and nothing ends a header line") {
  CHECK(mail::header_text("Daily ranking", 9) == "Daily ranking");
  CHECK(mail::header_text("a =?x?= b", 9).starts_with("=?UTF-8?B?"));
  CHECK(mail::header_text("a\r\nBcc: x@y.example", 9) == "a  Bcc: x@y.example");
  CHECK(mail::header_text("", 9).empty());
  std::string text;
  for (int i = 0; i < 60; ++i) text += "长🌙a";
  for (const std::size_t used : {0U, 9U, 60U, 70U, 90U}) {
    const std::string value = mail::header_text(text, used);
    std::size_t start = 0;
    while (start < value.size()) {
      const std::size_t end = std::min(value.find("\r\n", start), value.size());
      const std::string line = value.substr(start, end - start);
      CHECK(line.size() <= 76);
      CHECK(line.find("=?UTF-8?B?") <= 1);
      CHECK(line.ends_with("?="));
      start = end + 2;
    }
  }
  CHECK(mail::mail_date(0) == "Thu, 01 Jan 1970 00:00:00 +0000");
  CHECK(mail::mail_date(1'795'320'000'999) == "Sun, 22 Nov 2026 04:00:00 +0000");
}

TEST_CASE("Mail: text, HTML and the picture within it") {
  model::Report report = ranking_report(1);
  CHECK(mail::text_of(report).find("综合排名\n名次  客服  接待  首响  满意度\n   1  小满   120  12秒   99.0%\n\n") !=
        std::string::npos);
  CHECK(mail::html_of(report).find("cid:picture") == std::string::npos);
  report.picture = "x";
  CHECK(mail::html_of(report).find("<img src=\"cid:picture\"") != std::string::npos);
  const std::string bytes = parts_of(*robot_of(), report)[0].body;
  CHECK(bytes.find("Content-ID: <picture>\r\nContent-Disposition: inline;") != std::string::npos);
  CHECK(bytes.find("multipart/related") != std::string::npos);
  const std::string html = mail::html_of(nasty_report());
  for (const char* never : {"@", "<b>", "<at", "<!channel", "://", "www.evil", "<font"}) {
    INFO(never);
    CHECK(html.find(never) == std::string::npos);
  }
  report.picture.assign(2'000'001, 'x');
  CHECK_FALSE(robot_of()->write(report, kReportTime));
}

TEST_CASE("Mail: the request names server, log-in and mailboxes") {
  const auto robot = robot_of();
  const auto request = robot->address(parts_of(*robot, line_report("x"))[0], kReportTime);
  REQUIRE(request);
  const auto& mail = std::get<MailRequest>(*request);
  CHECK(mail.url == "smtps://smtp.example:465");
  CHECK(mail.user == "bot@shop.example");
  CHECK(mail.password.reveal() == "made-up-password");
  CHECK(mail.from == "bot@shop.example");
  CHECK(mail.to == std::vector<std::string>{"a@shop.example", "b@shop.example"});
}

TEST_CASE("Mail: addresses and servers") {
  for (const char* bad :
       {"", "a", "@b.example", "a@", "a b@c.example", "a@b@c.example ", "<a@b.example", "a@b.example>", "a@-b.example",
        "a..b@c.example", "a@b..example", "a\r\nX: y@b.example", "名@b.example", "a@例子.example"}) {
    INFO(bad);
    CHECK_FALSE(mail::read_address(bad));
  }
  CHECK(mail::read_address(" \"A, B\" <a+b@c.example> ") == mail::Address{"A, B", "a+b@c.example"});
  for (const char* good : {"smtps://a.example:465", "smtp://127.0.0.1:25", "smtps://a.example", "smtp://a.example:587/"}) {
    CHECK(mail::is_server(good));
  }
  for (const char* bad : {"", "a.example", "https://a.example", "smtp://u:p@a.example", "smtp://a.example/x",
                          "smtp://a.example:", "smtp://", "smtp://a.example:65a"}) {
    INFO(bad);
    CHECK_FALSE(mail::is_server(bad));
  }
  CHECK(with("server", "https://x.example").find("smtps://") != std::string::npos);
  CHECK(with("from", "x").find("from") != std::string::npos);
  CHECK(with("to", "a@b.example, x").find("to of the mail") != std::string::npos);
  CHECK(with("to", " , ").find("1 to 50") != std::string::npos);
  CHECK(with("user", "").find("neither") != std::string::npos);
}

TEST_CASE("Mail: what each last code means") {
  const auto robot = robot_of();
  const auto read = [&](int status) { return outcome_text(robot->read(answer(status, "made-up-password"))); };
  CHECK(read(250) == "delivered");
  for (const int status : {421, 450, 451, 452, 454}) CHECK(read(status) == "later 300 " + std::to_string(status));
  for (const int status : {500, 530, 534, 535, 538, 550, 551, 552, 553, 554, 599})
    CHECK(read(status) == "refused " + std::to_string(status));
  for (const int status : {354, 220, 200, 221, 251, 600, -1}) CHECK(read(status) == "unknown " + std::to_string(status));
  CHECK(read(0) == "unknown");
}
