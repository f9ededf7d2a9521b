// The entry of what following costs: the range stands in the page's address.
import { keepCurrent } from "./live-page.js";

keepCurrent(`/live/penalty${location.search}`, "What following costs");
