// Reads of finished pages what the search and the check of links need. The pages are ours: regular
// expressions suffice, and the check of links would notice if they did not.

const HEADING = /<(h[1-4]|dt)[^>]*\bid="([^"]*)"[^>]*>([^]*?)<\/\1>/g;
const LOWEST = 5;
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

/** The text of a piece of HTML. */
export const textOf = html =>
  decoded(html.replace(/<\/(?:li|p|td|th|dt|dd|pre|div)>/g, " ").replace(/<[^>]*>/g, "")).replace(/\s+/g, " ").trim();

export const decoded = text => text.replace(/&(amp|lt|gt|quot|#39);/g, (whole, name) => ENTITIES[name]);

/** What a page says, without what is around it on every page. */
export const articleOf = page => /<article[^>]*>([^]*)<\/article>/.exec(page)?.[1] ?? "";

/** Its headings, and the terms that have an anchor, as of the lowest level: [{ level, anchor, title, start, end }]. */
export const headingsOf = html =>
  [...html.matchAll(HEADING)].map(match => ({
    level: match[1] === "dt" ? LOWEST : Number(match[1][1]),
    anchor: match[2],
    title: textOf(match[3]),
    start: match.index,
    end: match.index + match[0].length,
  }));

/** The values of an attribute, decoded. */
export const attributesOf = (html, name) =>
  [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, "g"))].map(match => decoded(match[1]));
