// What can be found: a record for each section of each page, and for each option.
import { articleOf, headingsOf, textOf } from "./html.js";

/** Records of { page, anchor, title, heading, text }. */
export function recordsOf(page, html) {
  const article = articleOf(html);
  const headings = headingsOf(article);
  const title = headings[0]?.title ?? "";
  return headings.map((heading, i) => ({
    page,
    anchor: heading.level === 1 ? "" : heading.anchor,
    title,
    heading: heading.title,
    text: textOf(article.slice(heading.end, headings[i + 1]?.start)),
  }));
}
