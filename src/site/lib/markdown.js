// How Markdown becomes HTML here: headings get the anchors that GitHub gives them, links lead to pages,
// terminal sessions show what is typed, and what is too wide scrolls in a frame that the keyboard reaches.
import { linkOf } from "./addresses.js";

const SHORT = 24;
const COMMENT = /^\s*<!--[^]*?-->\s*$/;

export function extend(markdown) {
  markdown.set({ html: true, linkify: false });
  markdown.core.ruler.push("anchors", state => anchors(state.tokens));
  markdown.core.ruler.push("links", state => links(state.tokens, state.env));
  const { rules } = markdown.renderer;
  rules.html_block = (tokens, i) => (COMMENT.test(tokens[i].content) ? "" : tokens[i].content);
  rules.code_inline = (tokens, i) => inlineCode(tokens[i].content, markdown.utils.escapeHtml);
  rules.fence = (tokens, i) => block(tokens[i].info.trim(), tokens[i].content, markdown.utils.escapeHtml);
  rules.table_open = () => '<div class="wide" tabindex="0"><table>\n';
  rules.table_close = () => "</table></div>\n";
  rules.th_open = (tokens, i) => (isEmpty(tokens[i + 1]) ? "<td>" : cell("th", tokens[i], ' scope="col"'));
  rules.th_close = (tokens, i) => (isEmpty(tokens[i - 1]) ? "</td>" : "</th>");
  rules.td_open = (tokens, i) => cell("td", tokens[i], "");
}

/** The anchor that GitHub gives a heading. */
export const slug = text =>
  text.toLowerCase().replace(/[^\p{L}\p{N}\p{M}\p{Pc}\- ]/gu, "").replaceAll(" ", "-");

function anchors(tokens) {
  const given = new Map();
  tokens.forEach((token, i) => {
    if (token.type === "heading_open") {
      const text = tokens[i + 1].children.map(child => child.content).join("");
      const name = slug(text);
      const before = given.get(name) ?? 0;
      given.set(name, before + 1);
      token.attrSet("id", before === 0 ? name : `${name}-${before}`);
    }
  });
}

function links(tokens, env) {
  for (const token of tokens) {
    for (const child of token.children ?? []) {
      const name = { link_open: "href", image: "src" }[child.type];
      if (name !== undefined) {
        child.attrSet(name, linkOf(child.attrGet(name), env.file));
      }
    }
  }
}

/** A header that says nothing is none. */
const isEmpty = inline => inline.content === "";

/** No style attributes: the pages' policy lets none in. */
function cell(name, token, attributes) {
  const right = /right/.test(token.attrGet("style") ?? "") ? ' class="right"' : "";
  return `<${name}${attributes}${right}>`;
}

/** What is short is not broken, least of all behind a hyphen. */
const inlineCode = (content, escape) =>
  `<code${content.length <= SHORT ? ' class="short"' : ""}>${escape(content)}</code>`;

function block(info, content, escape) {
  const language = info.split(/\s/)[0];
  const body = language === "console" ? session(content, escape) : escape(content);
  const kind = language === "" ? "" : ` class="language-${language}"`;
  return `<div class="code"><pre tabindex="0"><code${kind}>${body}</code></pre></div>\n`;
}

/** A prompt cannot be selected, so that a copied command is the command alone. */
function session(content, escape) {
  let typed = false;
  return content
    .replace(/\n$/, "")
    .split("\n")
    .map(line => {
      const prompt = line.startsWith("$ ");
      const continued = typed;
      typed = (prompt || continued) && line.endsWith("\\");
      if (prompt) {
        return `<span class="prompt">$ </span><kbd>${escape(line.slice(2))}</kbd>`;
      }
      return continued ? `<kbd>${escape(line)}</kbd>` : `<samp>${escape(line)}</samp>`;
    })
    .join("\n");
}
