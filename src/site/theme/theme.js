// Puts the reader's choice of light or dark on the page before it is drawn. Kept in this browser alone.
"use strict";
(() => {
  try {
    const choice = localStorage.getItem("theme");
    if (choice === "light" || choice === "dark") {
      document.documentElement.dataset.theme = choice;
    }
  } catch {
    // A browser that keeps nothing shows what the system says.
  }
})();
