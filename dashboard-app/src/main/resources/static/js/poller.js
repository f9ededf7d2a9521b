// Asks again every two seconds and says honestly how current the page is.
const PERIOD_MS = 2000;
// longer than the server's own time-outs together, so that its answer is heard before ours runs out
const PATIENCE_MS = 12000;

const utc = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: "UTC" });

export class Poller {
  #status;
  #announcement;
  #refresh;
  #timer;
  #round = 0;
  #abort = new AbortController();
  #lastGood = null;
  #serverAheadMs = 0;

  /**
   * `refresh` gets a fetch and answers with {answered, at}; `status` is the element that shows how it went, and
   * `announcement` the one that says it aloud.
   */
  constructor(status, announcement, refresh) {
    this.#status = status;
    this.#announcement = announcement;
    this.#refresh = refresh;
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) {
        this.now();
      }
    });
    addEventListener("online", () => this.now());
  }

  /** The server's clock as far as its answers tell: ages must not depend on this device's clock. */
  serverTime() {
    return Date.now() + this.#serverAheadMs;
  }

  /** Drops a round under way and starts another at once. */
  async now() {
    clearTimeout(this.#timer);
    const round = ++this.#round;
    this.#abort.abort();
    this.#abort = new AbortController();
    const signal = AbortSignal.any([this.#abort.signal, AbortSignal.timeout(PATIENCE_MS)]);
    try {
      const { answered, at } = await this.#refresh((url) => this.#ask(url, signal, round));
      this.#serverAheadMs = at.getTime() - Date.now();
      if (answered) {
        this.#lastGood = at;
      }
      this.#say(answered ? "live" : "outage");
    } catch (problem) {
      if (round !== this.#round) {
        return;
      }
      this.#say("lost");
    }
    if (round === this.#round) {
      this.#timer = setTimeout(() => this.#next(), PERIOD_MS);
    }
  }

  #next() {
    if (!document.hidden) {
      this.now();
    }
  }

  async #ask(url, signal, round) {
    const response = await fetch(url, { signal, credentials: "same-origin", cache: "no-store" });
    if (round !== this.#round) {
      throw new DOMException("a newer round has begun", "AbortError");
    }
    if (response.status === 401) {
      location.assign("/login?expired");
    }
    if (!response.ok && response.status !== 503) {
      throw new Error(`${url} answered ${response.status}`);
    }
    return response;
  }

  #say(state) {
    const at = this.#lastGood ? utc.format(this.#lastGood) : null;
    const words = {
      live: `Updated ${at}`,
      outage: at ? `No database, retrying. Last update ${at}` : "No database, retrying",
      lost: at ? `Connection lost, retrying. Last update ${at}` : "Connection lost, retrying",
    };
    this.#status.querySelector(".words").textContent = words[state];
    if (this.#status.dataset.state !== state) {
      // once for each change: nobody wants to hear the time every two seconds
      this.#announcement.textContent = words[state];
    }
    this.#status.dataset.state = state;
    document.documentElement.toggleAttribute("data-stale", state !== "live");
  }
}
