// Puts the server's new regions in place of the old ones, and leaves alone what did not change: a selection, the focus
// and the scroll position survive, and a screen reader hears only news.

const sourceOf = new WeakMap();

/** Replaces each region on the page by the one of the same id in the answer. */
export function replaceRegions(html) {
  const answer = new DOMParser().parseFromString(html, "text/html");
  for (const fresh of answer.querySelectorAll("[data-region]")) {
    const source = fresh.outerHTML;
    const shown = document.getElementById(fresh.id);
    if (!shown || sourceOf.get(shown) === source) {
      continue;
    }
    const focused = shown.contains(document.activeElement) ? document.activeElement.id : "";
    const region = document.importNode(fresh, true);
    const firstTime = !sourceOf.has(shown);
    sourceOf.set(region, source);
    keepRows(shown, region, firstTime);
    if (region.matches("[aria-live]")) {
      // the element that announces must stay; only what it says changes
      shown.replaceChildren(...region.childNodes);
      sourceOf.set(shown, source);
    } else {
      shown.replaceWith(region);
    }
    if (focused) {
      document.getElementById(focused)?.focus({ preventScroll: true });
    }
  }
}

/** Takes over rows that are the same as before, and marks the ones that were not there. */
function keepRows(shown, region, firstTime) {
  const before = new Map();
  for (const row of shown.querySelectorAll("[data-keyed] > [data-key]")) {
    before.set(row.dataset.key, row);
  }
  for (const row of region.querySelectorAll("[data-keyed] > [data-key]")) {
    const source = row.outerHTML;
    const known = before.get(row.dataset.key);
    sourceOf.set(row, source);
    if (known && sourceOf.get(known) === source) {
      known.classList.remove("fresh");
      row.replaceWith(known);
    } else if (!known && !firstTime && before.size > 0) {
      row.classList.add("fresh");
    }
  }
}
