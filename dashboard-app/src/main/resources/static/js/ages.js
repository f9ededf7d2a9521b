// Counts how long ago things were, between two answers of the server.

/** "4 s ago", "3 min ago", "2 h ago", "5 d ago". */
export function age(millis) {
  const seconds = Math.max(0, Math.round(millis / 1000));
  if (seconds < 100) {
    return `${seconds} s ago`;
  }
  if (seconds < 100 * 60) {
    return `${Math.round(seconds / 60)} min ago`;
  }
  return seconds < 48 * 3600 ? `${Math.round(seconds / 3600)} h ago` : `${Math.round(seconds / 86400)} d ago`;
}

/** Writes the age into every time element that asks for it. */
export function showAges(now) {
  for (const element of document.querySelectorAll("time[data-age]")) {
    element.textContent = age(now - Date.parse(element.dateTime));
  }
}
