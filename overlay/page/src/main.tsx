// SPDX-License-Identifier: Apache-2.0
import { render } from "preact";

const place = document.getElementById("page");
if (place) render(<h1>日拱</h1>, place);
