// SPDX-License-Identifier: Apache-2.0
// In which looks a view is looked at: colours, language, width.
const everyLook = [
  ["light", "zh", 360],
  ["dark", "en", 1280],
  ["dark", "en", 320],
  ["light", "en", 1280],
  ["dark", "zh", 1280],
  ["light", "zh", 320],
];
const pairs = [[0, 1], [2, 3], [5, 4]];

// A narrow and a wide one of the view at this place in a list, so that a list of views sees all of them; with RIGONG_EVERY_LOOK=1 all of each.
export const looksOf = (at) => (process.env.RIGONG_EVERY_LOOK ? everyLook : pairs[at % pairs.length].map((look) => everyLook[look]));
