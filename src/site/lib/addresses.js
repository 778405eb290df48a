// Where on the site a file of the repository is. The folder docs is the top of the site, so that relative
// links between documents stay as they are; the site works below any address.
import path from "node:path";

const SOURCE = "https://github.com/gcert/gcert/blob/main/";
const PAGES = new Map([
  ["README.md", "index.html"],
  ["docs/README.md", "documents.html"],
  ["LICENSE", "LICENSE.txt"],
]);

/** The page of a Markdown file or another published file; undefined for what is not published. */
export function pageOf(file) {
  if (PAGES.has(file)) {
    return PAGES.get(file);
  }
  if (file.startsWith("docs/")) {
    return file.slice("docs/".length).replace(/\.md$/, ".html");
  }
  return /^[A-Z]+\.md$/.test(file) ? file.toLowerCase().replace(/\.md$/, ".html") : undefined;
}

/** Where a file of the repository can be read. */
export const sourceOf = file => SOURCE + file;

/** A link in a file of the repository, as it has to be on that file's page. */
export function linkOf(link, file) {
  const [target, ...anchor] = link.split("#");
  if (target === "" || /^[a-z]+:/.test(target)) {
    return link;
  }
  const meant = path.posix.join(path.posix.dirname(file), target);
  const page = pageOf(meant);
  const address = page === undefined ? sourceOf(meant) : relative(pageOf(file), page);
  return [address, ...anchor].join("#");
}

/** How a page writes a link to another. */
export const relative = (from, to) => path.posix.relative(path.posix.dirname(from), to);
