// What clean prose may hold, as prose/vocabulary.py says it; how elements are told and rebuilt.
// The editor's own schema is in schema.ts.
import listed from "../vocabulary.json";

interface Listed {
  kind: "void" | "inline" | "line" | "container";
  attributes: string[];
  classes: string[];
}

export const ELEMENTS: ReadonlyMap<string, Listed> = new Map(
  Object.entries(listed.elements as Record<string, Listed>),
);
/** Containers where a single plain paragraph stands without a <p>. */
export const TIGHT: ReadonlySet<string> = new Set(listed.tight);
/** Inline elements that say the same when two of them stand side by side and become one. */
export const MERGING: ReadonlySet<string> = new Set(listed.merging);

export const BLANK_LINE = "ff-blank";
export const NO_BREAK_SPACE = "\u00a0";

const REFERENCES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const HARMLESS = /^(?:https?:|mailto:|#)/i;

export function isInline(name: string): boolean {
  return ELEMENTS.get(name)?.kind === "inline";
}

/** The attributes of an element that prose may have, in the order in which the cleaner writes them. */
export function keptAttributes(element: Element): Record<string, string> {
  const about = ELEMENTS.get(element.localName);
  const kept: Record<string, string> = {};
  if (!about) return kept;
  const classes = [...element.classList].filter((name) => about.classes.includes(name));
  if (classes.length) kept.class = classes.join(" ");
  for (const { name, value } of element.attributes) {
    if (!about.attributes.includes(name)) continue;
    if (name !== "href" || HARMLESS.test(value)) kept[name] = value;
  }
  return kept;
}

export function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => REFERENCES[sign]!);
}

/** The start tag of an element; what has no value is left out. */
export function startTag(name: string, attributes: Record<string, unknown>): string {
  let tag = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) continue;
    const quoted = String(value).replace(/[&"<>]/g, (sign) => REFERENCES[sign]!);
    tag += ` ${key}="${quoted}"`;
  }
  // The cleaner's wall adds this to every link.
  return name === "a" ? `${tag} rel="nofollow noopener">` : `${tag}>`;
}

/** An inline element as HTML with nothing in it that prose may not have. */
export function rebuilt(element: Element): string {
  const inside = [...element.childNodes].map((child) => {
    if (child instanceof Text) return escaped(child.data);
    if (!(child instanceof Element)) return "";
    if (child.localName === "br") return "<br>";
    return isInline(child.localName) ? rebuilt(child) : escaped(child.textContent ?? "");
  });
  const name = element.localName;
  return `${startTag(name, keptAttributes(element))}${inside.join("")}</${name}>`;
}

/** The nodes of an HTML fragment. Nothing in a template is loaded or run. */
export function fragmentOf(html: string): DocumentFragment {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}
