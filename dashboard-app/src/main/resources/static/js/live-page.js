// A page of regions that keeps itself current, and its ages counting.
import { showAges } from "./ages.js";
import { replaceRegions } from "./regions.js";
import { Poller } from "./poller.js";

/** Asks for the regions again and again; the title tells the verdict's alarm, or else the page's name. */
export function keepCurrent(url, name) {
  async function refresh(ask) {
    const answer = await ask(url);
    replaceRegions(await answer.text());
    showAges(poller.serverTime());
    const alarm = document.getElementById("verdict").dataset.title;
    document.title = `${alarm || name} · Slipstream`;
    return { answered: answer.ok, at: new Date(answer.headers.get("Date")) };
  }

  const poller = new Poller(
    document.getElementById("connection"),
    document.getElementById("announcement"),
    refresh,
  );

  setInterval(() => showAges(poller.serverTime()), 1000);
  poller.now();
}
