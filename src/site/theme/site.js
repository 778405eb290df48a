// The menu on narrow screens, the choice of light or dark, copying of commands, and the search.
// Without this script every page is whole; the search alone is missing.
"use strict";
(() => {
  const top = document.currentScript.dataset.top;
  const one = selector => document.querySelector(selector);

  function menu() {
    const button = one("button.menu");
    button.hidden = false;
    document.documentElement.classList.add("scripted");
    button.addEventListener("click", () => {
      const open = document.documentElement.classList.toggle("menu-open");
      button.setAttribute("aria-expanded", String(open));
    });
    // The place in a long menu, without moving the page.
    const list = one("nav.documents");
    const here = list.querySelector("[aria-current]");
    if (here) {
      list.scrollTop = here.offsetTop - list.clientHeight / 2;
    }
  }

  function theme() {
    const choices = ["system", "light", "dark"];
    const button = one("button.theme");
    const root = document.documentElement;
    const show = () => { button.firstElementChild.textContent = root.dataset.theme ?? "system"; };
    button.hidden = false;
    show();
    button.addEventListener("click", () => {
      const next = choices[(choices.indexOf(root.dataset.theme ?? "system") + 1) % choices.length];
      if (next === "system") {
        delete root.dataset.theme;
      } else {
        root.dataset.theme = next;
      }
      try {
        localStorage.setItem("theme", next);
      } catch {
        // Then the choice holds for this page.
      }
      show();
    });
  }

  /** A button for each block: of a session it copies what is typed, of anything else the whole. */
  function copying() {
    for (const block of document.querySelectorAll("article .code")) {
      const typed = [...block.querySelectorAll("kbd")].map(line => line.textContent);
      const text = typed.length > 0 ? typed.join("\n") : block.textContent;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy";
      button.setAttribute("aria-label", typed.length > 0 ? "Copy the commands" : "Copy");
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(text);
        button.textContent = "Copied";
        setTimeout(() => { button.textContent = "Copy"; }, 2000);
      });
      block.append(button);
    }
  }

  let index;

  /** Fetched when somebody is about to search, once. */
  const searchable = () => (index ??= fetched());

  async function fetched() {
    const [records] = await Promise.all([
      fetch(`${top}search.json`).then(answer => answer.json()),
      new Promise((done, failed) => {
        const script = document.createElement("script");
        Object.assign(script, { src: `${top}minisearch.js`, onload: done, onerror: failed });
        document.head.append(script);
      }),
    ]);
    const search = new window.MiniSearch({
      fields: ["title", "heading", "text"],
      storeFields: ["page", "anchor", "title", "heading", "text"],
    });
    search.addAll(records.map((record, id) => ({ id, ...record })));
    return search;
  }

  /** Sections with all the words; if there is none, with any of them. */
  async function found(query) {
    const search = await searchable();
    const options = {
      boost: { title: 3, heading: 4 },
      prefix: term => term.length > 2,
      fuzzy: term => (term.length > 5 ? 0.15 : false),
      // Documents explain, the pages of options only list: what somebody wants who writes an option.
      boostDocument: (id, term, { page }) => (/^(commands|json)\//.test(page) ? (query.startsWith("-") ? 3 : 0.4) : 1),
    };
    const whole = search.search(query, { ...options, combineWith: "AND" });
    return withoutTwins(whole.length > 0 ? whole : search.search(query, options));
  }

  /** An option that means the same to many commands is listed once. */
  function withoutTwins(results) {
    const met = new Set();
    return results.filter(({ heading, text }) => {
      const twin = met.has(heading + text);
      met.add(heading + text);
      return !twin;
    });
  }

  /** The words around the first place that fits. */
  function excerpt(text, terms) {
    const places = terms.map(term => text.toLowerCase().indexOf(term)).filter(place => place >= 0);
    const start = Math.max(0, Math.min(...places, text.length) - 50);
    const from = places.length === 0 || start === 0 ? 0 : text.indexOf(" ", start) + 1;
    return (from > 0 ? "… " : "") + text.slice(from, from + 150) + (text.length > from + 150 ? " …" : "");
  }

  function show(place, results, query, limit) {
    const list = place.querySelector("ol");
    const entries = results.slice(0, limit).map(result => {
      const entry = document.createElement("li");
      const link = document.createElement("a");
      link.href = `${top}${result.page}${result.anchor ? `#${result.anchor}` : ""}`;
      link.textContent = result.heading;
      const where = document.createElement("small");
      where.textContent = result.heading === result.title ? "" : result.title;
      const about = document.createElement("p");
      about.textContent = excerpt(result.text, result.terms);
      entry.append(link, " ", where, about);
      return entry;
    });
    list.replaceChildren(...entries);
    const count = results.length === 1 ? "1 section" : `${results.length} sections`;
    place.querySelector("[role=status]").textContent =
      query === "" ? "" : results.length === 0 ? `Nothing found for “${query}”` : count;
  }

  function searching() {
    const form = one("form.search");
    const input = form.elements.q;
    const popup = form.querySelector(".found");
    const page = one(".results");
    const place = page ?? popup;
    const limit = page ? 50 : 8;
    let latest = 0;
    const refresh = async () => {
      const turn = ++latest;
      const query = input.value.trim();
      const results = query === "" ? [] : await found(query);
      if (turn === latest) {
        show(place, results, query, limit);
        popup.hidden = page !== null || query === "";
      }
    };
    const close = () => { popup.hidden = true; };
    input.addEventListener("focus", searchable, { once: true });
    input.addEventListener("input", refresh);
    form.addEventListener("keydown", event => {
      const links = [input, ...form.querySelectorAll(".found:not([hidden]) a")];
      const at = links.indexOf(document.activeElement);
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape") {
        close();
        input.focus();
      } else if (step !== undefined && links[at + step]) {
        event.preventDefault();
        links[at + step].focus();
      }
    });
    document.addEventListener("click", event => form.contains(event.target) || close());
    form.addEventListener("focusout", event => form.contains(event.relatedTarget) || event.relatedTarget === null || close());
    document.addEventListener("keydown", event => {
      const typing = event.target.closest("input, textarea, [contenteditable]");
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        input.select();
      }
    });
    // The section may be on this page.
    popup.addEventListener("click", event => event.target.closest("a") && close());
    if (page) {
      input.value = new URLSearchParams(location.search).get("q") ?? "";
      refresh();
      form.addEventListener("submit", event => {
        event.preventDefault();
        history.replaceState(null, "", `?${new URLSearchParams({ q: input.value })}`);
        refresh();
      });
    }
  }

  menu();
  theme();
  copying();
  searching();
})();
