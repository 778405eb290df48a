// The pages that are made from what the program declares: the options of each command and the keys of JSON.
import { slug } from "./markdown.js";

const escape = text => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const OPTION = /(^|[\s('])(--?[a-zA-Z][\w-]*)/g;

/** The page of a command, without its ending. */
export const nameOf = command => command.name.replaceAll(" ", "-");

/** The anchor of an option: its long name without hyphens before it. */
export const anchorOf = option => option.names.at(-1).replace(/^-+/, "");

/** What is said of an option or a term, as HTML; options that the command has become links to them. */
export function prose(text, command) {
  const anchors = new Map();
  for (const option of command?.groups.flatMap(group => group.options) ?? []) {
    option.names.forEach(name => anchors.set(name, anchorOf(option)));
  }
  return escape(text).replace(OPTION, (whole, before, name) => {
    const code = `<code class="short">${name}</code>`;
    return before + (anchors.has(name) ? `<a href="#${anchors.get(name)}">${code}</a>` : code);
  });
}

/** The objects of a JSON Schema: [{ title, anchor, about, keys: [{ name, type, always, about }] }]. */
export function objectsOf(schema) {
  const objects = [];
  if (schema.properties !== undefined) {
    objects.push(object(schema.title, schema, schema.$defs));
  }
  for (const [name, definition] of Object.entries(schema.$defs ?? {})) {
    if (definition.properties !== undefined) {
      objects.push(object(name, definition, schema.$defs));
    }
  }
  return objects;
}

function object(title, schema, definitions) {
  return { title, anchor: slug(title), about: schema.description ?? "", keys: keys(schema, "", definitions ?? {}) };
}

function keys(schema, before, definitions) {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties).flatMap(([name, value]) => {
    const inner = value.properties ? value : value.items?.properties ? value.items : undefined;
    const whole = before + name;
    const own = { name: whole, type: type(value, definitions), always: required.has(name), about: value.description ?? "" };
    return inner === undefined ? [own] : [own, ...keys(inner, `${whole}${value.items ? "[]" : ""}.`, definitions)];
  });
}

/** A type as HTML. What is defined by itself has a table, unless it is a plain value. */
function type(value, definitions) {
  if (value.$ref !== undefined) {
    const name = value.$ref.split("/").at(-1);
    const definition = definitions[name];
    return definition.properties === undefined
      ? type(definition, definitions)
      : `<a href="#${slug(name)}">${escape(name)}</a>`;
  }
  if (value.const !== undefined) {
    return `<code>${escape(JSON.stringify(value.const))}</code>`;
  }
  if (value.enum !== undefined) {
    return value.enum.map(one => `<code>${escape(JSON.stringify(one))}</code>`).join(", ");
  }
  if (value.oneOf !== undefined || value.anyOf !== undefined) {
    return (value.oneOf ?? value.anyOf).map(one => type(one, definitions)).join(" or ");
  }
  if (value.items !== undefined) {
    return `array of ${type(value.items, definitions)}`;
  }
  const about = value.format ?? (value.pattern === undefined ? undefined : `matches ${value.pattern}`);
  return escape([value.type ?? "any"].flat().join(" or ") + (about === undefined ? "" : ` (${about})`));
}
