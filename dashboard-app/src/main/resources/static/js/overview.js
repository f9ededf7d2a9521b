// The overview's entry: polls what changes, draws the curve, keeps ages counting.
import { EquityChart } from "./equity-chart.js";
import { showAges } from "./ages.js";
import { replaceRegions } from "./regions.js";
import { Poller } from "./poller.js";

const main = document.getElementById("main");
const chart = new EquityChart(document.getElementById("equity-chart"));
const query = { show: main.dataset.show, range: "1h" };

/** Asks for both halves of the page at once; they fail together, for they read the same database. */
async function refresh(ask) {
  const [overview, equity] = await Promise.all([
    ask(`/live/overview?show=${encodeURIComponent(query.show)}`),
    ask(`/live/equity?range=${encodeURIComponent(query.range)}`),
  ]);
  replaceRegions(await overview.text());
  showAges(poller.serverTime());
  if (equity.ok) {
    chart.show(await equity.json());
  }
  const worth = document.getElementById("tiles").dataset.title;
  document.title = worth ? `${worth} · Slipstream` : "Overview · Slipstream";
  return { answered: overview.ok && equity.ok, at: new Date(overview.headers.get("Date")) };
}

const poller = new Poller(
  document.getElementById("connection"),
  document.getElementById("announcement"),
  refresh,
);

document.addEventListener("click", (event) => {
  const rangeButton = event.target.closest("button[data-range]");
  if (rangeButton) {
    query.range = rangeButton.dataset.range;
    for (const button of document.querySelectorAll("button[data-range]")) {
      button.setAttribute("aria-pressed", String(button === rangeButton));
    }
    poller.now();
  }
  const filterLink = event.target.closest("a[data-show]");
  if (filterLink && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
    event.preventDefault();
    query.show = filterLink.dataset.show;
    history.replaceState(null, "", filterLink.href);
    poller.now();
  }
});

setInterval(() => showAges(poller.serverTime()), 1000);
poller.now();
