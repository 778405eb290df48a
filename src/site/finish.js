// Ends the making of the site: writes what the search knows, and fails if a link leads nowhere.
//
//   node finish.js FOLDER
import fs from "node:fs";
import path from "node:path";
import { brokenLinks } from "./lib/links.js";
import { recordsOf } from "./lib/search.js";

const folder = process.argv[2];
const names = fs.readdirSync(folder, { recursive: true }).map(name => String(name).split(path.sep).join("/")).sort();
const pages = new Map();
for (const name of names.filter(name => name.endsWith(".html"))) {
  pages.set(name, fs.readFileSync(path.join(folder, name), "utf8"));
}

const records = [...pages].filter(([page]) => page !== "search.html").flatMap(([page, html]) => recordsOf(page, html));
fs.writeFileSync(path.join(folder, "search.json"), JSON.stringify(records));

const complaints = brokenLinks(pages, names);
complaints.forEach(complaint => console.error(`site: ${complaint}`));
process.exitCode = complaints.length > 0 ? 1 : 0;
