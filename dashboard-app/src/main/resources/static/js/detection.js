// The detection page's entry.
import { keepCurrent } from "./live-page.js";

keepCurrent("/live/detection", "Detection");
