// Makes the site: Markdown of the repository as it is, and pages made from what the program declares.
// src/site/build calls this with the top of the repository as the working directory.
import fs from "node:fs";
import { pageOf, relative, sourceOf } from "./lib/addresses.js";
import { headingsOf } from "./lib/html.js";
import { extend } from "./lib/markdown.js";
import { assertComplete, sectionsOf } from "./lib/navigation.js";
import { anchorOf, nameOf, objectsOf, prose } from "./lib/reference.js";

const WORK = "target/site-build";
const OTHERS = ["CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"];

const read = file => fs.readFileSync(file, "utf8");
const below = folder => fs.readdirSync(folder, { recursive: true }).map(String).sort();

export default function (site) {
  const model = JSON.parse(read(`${WORK}/commands.json`));
  const documents = below("docs").filter(name => name.endsWith(".md") && name !== "README.md").map(name => `docs/${name}`);
  const schemas = below("docs").filter(name => name.endsWith(".schema.json"));
  const sections = sectionsOf(read("docs/README.md"));
  assertComplete(sections, documents);
  sections.find(section => section.title === "Reference").pages.push(
    { title: "Options of each command", page: "commands.html" },
    { title: "Keys of JSON", page: "json.html" });

  site.setUseGitIgnore(false);
  site.setQuietMode(true);
  site.amendLibrary("md", extend);
  site.addGlobalData("layout", "page.njk");
  site.addGlobalData("sections", sections);
  site.addGlobalData("model", model);
  site.addGlobalData("schemas", schemas.map(file => ({ file, schema: JSON.parse(read(`docs/${file}`)) })));

  for (const file of ["README.md", "docs/README.md", ...documents, ...OTHERS]) {
    site.addTemplate(file, read(file), { templateEngineOverride: "md", file, permalink: pageOf(file), source: sourceOf(file) });
  }
  for (const command of model.commands) {
    site.addTemplate(`commands/${nameOf(command)}.njk`, '{% include "command.njk" %}', {
      command, title: command.name, permalink: `commands/${nameOf(command)}.html`,
    });
  }
  for (const file of schemas) {
    const schema = JSON.parse(read(`docs/${file}`));
    const name = file.replace(".schema.json", "");
    site.addTemplate(`json/${name}.njk`, '{% include "schema.njk" %}', {
      schema, schemaFile: file, title: schema.title, objects: objectsOf(schema), permalink: `json/${name}.html`,
    });
  }

  site.addPassthroughCopy(Object.fromEntries([
    ...schemas.map(file => [`docs/${file}`, file]),
    ["docs/pictures", "pictures"],
    ["LICENSE", "LICENSE.txt"],
    ...["site.css", "site.js", "theme.js", "icon.svg"].map(file => [`src/site/theme/${file}`, file]),
    [`${WORK}/node_modules/minisearch/dist/umd/index.js`, "minisearch.js"],
  ]));

  site.addFilter("to", (target, page) => relative(page.url.slice(1) || "index.html", target));
  site.addFilter("address", page => page.url.slice(1) || "index.html");
  site.addFilter("headings", html => headingsOf(html).filter(heading => heading.level === 2 || heading.level === 3));
  site.addFilter("titleOf", html => headingsOf(html)[0]?.title ?? "gcert");
  site.addFilter("summaryOf", html => summary(html));
  site.addFilter("prose", prose);
  site.addFilter("anchorOf", anchorOf);
  site.addFilter("nameOf", nameOf);

  return { dir: { input: "src/site/pages", includes: "../theme", output: "target/site" }, markdownTemplateEngine: false };
}

/** The first paragraph, for those who list the page. */
function summary(html) {
  const text = (/<p>([^]*?)<\/p>/.exec(html)?.[1] ?? "").replace(/<[^>]*>/g, "").replace(/\s+/g, " ").replaceAll("\"", "&quot;");
  return text.length <= 160 ? text : `${text.slice(0, text.lastIndexOf(" ", 157))} …`;
}
