// The equity curve, drawn by Chart.js (a global of its own bundle).
import { fullTime, tickLabel, tickStep, ticks } from "./time-axis.js";

const dollars = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });
const DIRECTION_COLOR = { up: "--up", down: "--down", flat: "--accent" };

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** A line where the curve begins, so that above and below are seen at once, and a dot where it is now. */
const reference = {
  id: "reference",
  beforeDatasetsDraw(chart) {
    const points = chart.data.datasets[0].data;
    if (points.length < 2) {
      return;
    }
    const { ctx, chartArea, scales } = chart;
    const y = scales.y.getPixelForValue(points[0].y);
    ctx.save();
    ctx.strokeStyle = token("--soft");
    ctx.globalAlpha = 0.6;
    ctx.setLineDash([2, 4]);
    ctx.beginPath();
    ctx.moveTo(chartArea.left, y);
    ctx.lineTo(chartArea.right, y);
    ctx.stroke();
    ctx.restore();
  },
  afterDatasetsDraw(chart) {
    const last = chart.getDatasetMeta(0).data.at(-1);
    if (!last) {
      return;
    }
    const { ctx } = chart;
    ctx.save();
    ctx.fillStyle = chart.data.datasets[0].borderColor;
    ctx.globalAlpha = 0.25;
    ctx.beginPath();
    ctx.arc(last.x, last.y, 8, 0, 2 * Math.PI);
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.beginPath();
    ctx.arc(last.x, last.y, 3.5, 0, 2 * Math.PI);
    ctx.fill();
    ctx.restore();
  },
};

export class EquityChart {
  #canvas;
  #chart = null;
  #direction = "flat";
  #longestStepMs = 0;

  constructor(canvas) {
    this.#canvas = canvas;
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#repaint());
  }

  /** Draws a curve as the server gives it: {stepMillis, atMillis[], equityUsdc[], change, changePercent, direction}. */
  show(curve) {
    const points = curve.atMillis.map((x, index) => ({ x, y: curve.equityUsdc[index] }));
    document.getElementById("curve-empty").hidden = points.length > 0;
    const change = document.getElementById("curve-change");
    change.textContent = points.length > 1 ? `${curve.change} (${curve.changePercent})` : "";
    change.className = `change ${curve.direction}`;
    this.#direction = curve.direction;
    // a longer hole than this was not valued: it is dashed, not drawn as if it were known
    this.#longestStepMs = Math.max(4 * curve.stepMillis, 60000);
    this.#chart ??= this.#create();
    this.#chart.data.datasets[0].data = points;
    const x = this.#chart.options.scales.x;
    x.min = points.at(0)?.x;
    x.max = points.at(-1)?.x;
    this.#describe(points, curve);
    this.#repaint();
  }

  #describe(points, curve) {
    const text = points.length > 1
      ? `Equity curve from ${dollars.format(points[0].y)} at ${fullTime(points[0].x)} to `
        + `${dollars.format(points.at(-1).y)} at ${fullTime(points.at(-1).x)}: ${curve.change}`
      : "Equity curve without points";
    this.#canvas.setAttribute("aria-label", text);
  }

  #repaint() {
    if (!this.#chart) {
      return;
    }
    const color = token(DIRECTION_COLOR[this.#direction]);
    const { datasets } = this.#chart.data;
    datasets[0].borderColor = color;
    datasets[0].backgroundColor = ({ chart }) => fade(chart, color);
    const { x, y } = this.#chart.options.scales;
    for (const scale of [x, y]) {
      scale.ticks.color = token("--soft");
      scale.grid.color = token("--line");
    }
    const { tooltip } = this.#chart.options.plugins;
    tooltip.backgroundColor = token("--ink");
    tooltip.titleColor = token("--ground");
    tooltip.bodyColor = token("--ground");
    this.#chart.update("none");
  }

  #create() {
    const font = { family: getComputedStyle(document.body).fontFamily, size: 11.5 };
    return new Chart(this.#canvas, {
      type: "line",
      data: {
        datasets: [{
          data: [],
          fill: "start",
          borderWidth: 2,
          pointRadius: 0,
          pointHoverRadius: 4,
          pointHitRadius: 12,
          segment: {
            borderDash: ({ p0, p1 }) => (p1.parsed.x - p0.parsed.x > this.#longestStepMs ? [3, 5] : undefined),
          },
        }],
      },
      options: {
        parsing: false,
        normalized: true,
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        layout: { padding: { right: 10, top: 6 } },
        interaction: { mode: "index", intersect: false, axis: "x" },
        scales: {
          x: {
            type: "linear",
            grid: { display: false },
            border: { display: false },
            ticks: { font, maxRotation: 0, callback: (at, _, all) => tickLabel(at, stepOf(all)) },
            afterBuildTicks: (axis) => {
              axis.ticks = ticks(axis.min, axis.max, Math.max(2, Math.floor(axis.width / 90)));
            },
          },
          y: {
            position: "right",
            grace: "8%",
            border: { display: false },
            grid: {},
            ticks: { font, maxTicksLimit: 6, callback: (value) => dollars.format(value) },
          },
        },
        plugins: {
          legend: { display: false },
          tooltip: {
            displayColors: false,
            padding: 10,
            cornerRadius: 8,
            titleFont: { ...font, weight: "400" },
            bodyFont: { ...font, size: 14, weight: "600" },
            callbacks: {
              title: ([point]) => fullTime(point.parsed.x),
              label: (point) => dollars.format(point.parsed.y),
            },
          },
        },
      },
      plugins: [reference],
    });
  }
}

function stepOf(all) {
  return all.length > 1 ? all[1].value - all[0].value : tickStep(0, 0, 1);
}

/** The colour under the curve (#rrggbb), fading to nothing at the axis. */
function fade(chart, color) {
  if (!chart.chartArea) {
    return "transparent";
  }
  const gradient = chart.ctx.createLinearGradient(0, chart.chartArea.top, 0, chart.chartArea.bottom);
  gradient.addColorStop(0, `${color}44`);
  gradient.addColorStop(1, `${color}00`);
  return gradient;
}
