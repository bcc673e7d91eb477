// SPDX-License-Identifier: Apache-2.0
// What of a ranking is told in public, on a rep's page as in the group's chat (reference: features, D1 and "Fair and lawful by
// default"). Pure.
#pragma once

#include "overlay/api/ranking.h"

namespace rigong::runtime {

// Leaves of a full ranking: the group as one where five or more make it up, the first three of each figure as far as they are in
// the upper half and want to be named, without their movement; the most improved, titles, other groups of five or more. Not who
// has no place, nor best and lowest, nor what values are made of: from sums and the known values those of others follow. One that
// is public already stays as it is.
void make_public(overlay::Ranking& ranking);

}  // namespace rigong::runtime
