// The order books' entry.
import { keepCurrent } from "./live-page.js";

keepCurrent("/live/books", "Order books");
