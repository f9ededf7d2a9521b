// The detection page's entry: polls what changes, keeps ages counting.
import { showAges } from "./ages.js";
import { replaceRegions } from "./regions.js";
import { Poller } from "./poller.js";

async function refresh(ask) {
  const detection = await ask("/live/detection");
  replaceRegions(await detection.text());
  showAges(poller.serverTime());
  const alarm = document.getElementById("verdict").dataset.title;
  document.title = `${alarm || "Detection"} · Slipstream`;
  return { answered: detection.ok, at: new Date(detection.headers.get("Date")) };
}

const poller = new Poller(
  document.getElementById("connection"),
  document.getElementById("announcement"),
  refresh,
);

setInterval(() => showAges(poller.serverTime()), 1000);
poller.now();
