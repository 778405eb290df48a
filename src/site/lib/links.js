// No link of the site leads nowhere: looks at every page, every file and every anchor.
import path from "node:path";
import { attributesOf } from "./html.js";

/** Complaints, a line each. pages: page to HTML; files: names of everything else that is published. */
export function brokenLinks(pages, files) {
  const anchors = new Map([...pages].map(([page, html]) => [page, attributesOf(html, "id")]));
  const complaints = [];
  for (const [page, html] of pages) {
    for (const twice of anchors.get(page).filter((id, i, all) => all.indexOf(id) !== i)) {
      complaints.push(`${page}: the anchor ${twice} is there twice`);
    }
    for (const link of [...attributesOf(html, "href"), ...attributesOf(html, "src")]) {
      const complaint = complaintOf(link, page, anchors, files);
      if (complaint) {
        complaints.push(`${page}: ${link}: ${complaint}`);
      }
    }
  }
  return complaints;
}

function complaintOf(link, page, anchors, files) {
  if (/^[a-z][a-z0-9+.-]*:/.test(link)) {
    return URL.canParse(link) && /^(https|mailto):/.test(link) ? "" : "not an address that a page may have";
  }
  const [target, anchor] = link.split("#");
  const meant = target === "" ? page : path.posix.join(path.posix.dirname(page), target.split("?")[0]);
  if (anchors.has(meant)) {
    return !anchor || anchors.get(meant).includes(decodeURIComponent(anchor)) ? "" : "there is no such anchor";
  }
  return files.includes(meant) ? "" : "there is no such page";
}
