// SPDX-License-Identifier: Apache-2.0
import { render } from "preact";
import { App } from "./app/app";

const place = document.getElementById("page");
if (place) {
  place.replaceChildren();
  render(<App />, place);
}
