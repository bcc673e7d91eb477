// SPDX-License-Identifier: Apache-2.0
#include "connectors/jd/ratings.h"

#include <fmt/format.h>

#include "agent/base/ids.h"
#include "connectors/jd/roster.h"
#include "connectors/jd/shapes.h"
#include "connectors/kit/values.h"

namespace rigong::connectors::jd {
namespace {

constexpr std::size_t kRowsOfPage = 50;
constexpr std::size_t kIdBytes = 32;

// A rating has no id of its own; who rated whom and when makes it one.
std::optional<model::Rating> rating_of(const rapidjson::Value& row, const Question& question) {
  model::Rating rating;
  rating.customer_id = text_in(row, "customer");
  rating.rep_id = rep_of(row, question).value_or("");
  rating.rated_at = time_in(row, "evaTime");
  rating.level = parse_level(text_in(row, "score", 32), RatingScale::hundred);
  if (rating.customer_id.empty() || rating.rep_id.empty() || !rating.rated_at || !rating.level) return std::nullopt;
  rating.conversation_id = rating.customer_id;
  rating.rating_id =
      sha256_hex(fmt::format("{}\n{}\n{}", rating.customer_id, rating.rep_id, *rating.rated_at / kSecondMs)).substr(0, kIdBytes);
  return rating;
}

}  // namespace

Result<Page> RatingTask::read(const Question& question) {
  Parameters parameters = stretch_of(question);
  parameters.emplace_back("page", std::to_string(question.page));
  parameters.emplace_back("pageSize", std::to_string(kRowsOfPage));
  RIGONG_ASSIGN(const Answer answer, work_.client.call(Method::evaluation_list, parameters));
  Page page;
  if (answer.fault) {
    page.off = Off{Method::evaluation_list, *answer.fault};
    return page;
  }
  const auto rows = elements(field(*answer.root, "Evaluation"));
  for (const rapidjson::Value* row : rows) {
    const auto rating = rating_of(*row, question);
    if (!rating) {
      work_.sink.rejected(
          {std::string(name_of(Method::evaluation_list)),
           0,
           {"这条评价没有顾客、时间或认识的分数，或不是所问的客服的，没有采用。",
            "This rating has no customer, time or known score, or is not of the rep asked for, and was not taken."},
           fmt::format("score={} evaTime={}", text_in(*row, "score", 32), text_in(*row, "evaTime", 32))});
      continue;
    }
    page.content += rating->rating_id;
    work_.sink.rating(*rating);
  }
  page.saw_newest = true;
  // How many there are is not said.
  page.more = rows.size() >= kRowsOfPage;
  return page;
}

}  // namespace rigong::connectors::jd
