// SPDX-License-Identifier: Apache-2.0
// What of a page cannot be read or reached where there is little room: runs in the page, a line for each complaint.

// Text of buttons, links, fields, labels and heads that is cut, or runs over the edge of what it stands on; controls beyond the edge of the
// window. What can be scrolled into sight within its own list is none of them, nor what only a screen reader reads.
export const cutText = () => {
  const complaints = new Set();
  const scrolls = (one) => /auto|scroll/.test(getComputedStyle(one).overflowX);
  const ancestors = (one) => {
    const all = [];
    for (let up = one.parentElement; up && up !== document.documentElement; up = up.parentElement) all.push(up);
    return all;
  };
  for (const one of document.querySelectorAll("button, a[href], select, input, textarea, label, summary, h1, h2, h3, th, dt, [role=tab], [role=menuitem]")) {
    const box = one.getBoundingClientRect();
    if (box.width < 2 || box.height < 2 || getComputedStyle(one).visibility === "hidden" || one.closest(".hidden")) continue;
    const name = `${one.tagName.toLowerCase()} "${(one.textContent || one.ariaLabel || one.id).trim().slice(0, 30)}"`;
    const reachable = ancestors(one).some(scrolls);
    if (!reachable && (box.left < -0.5 || box.right > innerWidth + 0.5)) complaints.add(`${name} is beyond the edge`);
    const words = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    for (let node = words.nextNode(); node; node = words.nextNode()) {
      if (!node.data.trim() || node.parentElement.closest(".hidden, option")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const line of range.getClientRects()) {
        if (line.width < 1) continue;
        if (line.left < box.left - 1.5 || line.right > box.right + 1.5 || line.top < box.top - 4 || line.bottom > box.bottom + 4) complaints.add(`${name} runs over its own edge`);
        for (const up of [node.parentElement, ...ancestors(node.parentElement)]) {
          if (scrolls(up)) break;
          if (getComputedStyle(up).overflowX === "visible") continue;
          const edge = up.getBoundingClientRect();
          if (line.left < edge.left - 1 || line.right > edge.right + 1) complaints.add(`${name} is cut`);
        }
      }
    }
    // A choice that is wider than its field is cut by the browser itself.
    if (one.tagName === "SELECT" && one.selectedOptions[0]) {
      const canvas = document.createElement("canvas").getContext("2d");
      const style = getComputedStyle(one);
      canvas.font = `${style.fontSize} ${style.fontFamily}`;
      const room = box.width - parseFloat(style.paddingInlineStart) - parseFloat(style.paddingInlineEnd);
      if (canvas.measureText(one.selectedOptions[0].textContent.trim()).width > room + 1) complaints.add(`${name} shows its choice cut`);
    }
  }
  return [...complaints];
};

export const tooWide = () => Math.max(0, document.documentElement.scrollWidth - innerWidth);
