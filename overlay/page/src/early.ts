// SPDX-License-Identifier: Apache-2.0
// Runs before the first paint, so that the frame in index.html has the right colours at once.
import { keptPrefs, show } from "./shared/look";

show(keptPrefs());
