// What stands beside every page: the headings of docs/README.md and the documents linked under them.
// That file is the one list of documents; a document that is missing there ends the build.
import { pageOf } from "./addresses.js";

const LINK = /\[([^\]]+)\]\(([^)#]+\.md)\)/g;

/** Sections of { title, pages: [{ title, file, page }] }; file is seen from the top of the repository. */
export function sectionsOf(index) {
  const sections = [];
  for (const line of index.split("\n")) {
    if (line.startsWith("## ")) {
      sections.push({ title: line.slice(3), pages: [] });
    } else if (sections.length > 0) {
      for (const [, title, target] of line.matchAll(LINK)) {
        const file = target.startsWith("../") ? target.slice(3) : `docs/${target}`;
        sections.at(-1).pages.push({ title: upperFirst(title.replaceAll("`", "")), file, page: pageOf(file) });
      }
    }
  }
  return sections;
}

/** Fails for documents that nobody finds. */
export function assertComplete(sections, files) {
  const linked = new Set(sections.flatMap(section => section.pages.map(page => page.file)));
  const missing = files.filter(file => !linked.has(file));
  if (missing.length > 0) {
    throw new Error(`docs/README.md has no link to ${missing.join(", ")}`);
  }
}

const upperFirst = text => text[0].toUpperCase() + text.slice(1);
