// The calibration's entry.
import { keepCurrent } from "./live-page.js";

keepCurrent("/live/calibration", "Calibration");
