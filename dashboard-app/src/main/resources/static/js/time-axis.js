// Ticks for a linear axis of milliseconds that fall on whole seconds, minutes, hours or days of UTC.
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 15 * SECOND, 30 * SECOND,
  MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE,
  HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY, 90 * DAY, 365 * DAY,
];

const format = (options) => new Intl.DateTimeFormat("en-GB", { ...options, hourCycle: "h23", timeZone: "UTC" });
const clock = format({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
const minutes = format({ hour: "2-digit", minute: "2-digit" });
const day = format({ day: "numeric", month: "short" });
const moment = format({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** The whole step that gives at most so many ticks. */
export function tickStep(min, max, most) {
  return STEPS.find((step) => (max - min) / step <= most) ?? STEPS.at(-1);
}

/** The ticks themselves. */
export function ticks(min, max, most) {
  const step = tickStep(min, max, most);
  const values = [];
  for (let at = Math.ceil(min / step) * step; at <= max; at += step) {
    values.push({ value: at });
  }
  return values;
}

/** What stands at a tick: as much of the time as the step needs. */
export function tickLabel(at, step) {
  if (step >= DAY || at % DAY === 0) {
    return day.format(at);
  }
  return (step < MINUTE ? clock : minutes).format(at);
}

/** A point in full. */
export function fullTime(at) {
  return `${moment.format(at)} UTC`;
}
