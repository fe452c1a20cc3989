// The editor's schema: a node or mark for every element of the vocabulary, under its own name.
// What stands where is written here; which elements and attributes there are is not.
import { type Attrs, Fragment, type MarkSpec, type Node, type NodeSpec, Schema, type TagParseRule } from "prosemirror-model";
import { BLANK_LINE, ELEMENTS, MERGING, fragmentOf, isInline, keptAttributes, rebuilt } from "./vocabulary";

// Containers that stand where a paragraph may stand, and the parts that only they have.
const CONTENT: Record<string, string> = {
  blockquote: "block+",
  details: "summary? block*",
  ul: "li+",
  ol: "li+",
  dl: "(dt | dd)+",
  table: "caption? (thead | tbody | tfoot | tr)+",
  thead: "tr+",
  tbody: "tr+",
  tfoot: "tr+",
  tr: "(td | th)*",
  li: "block+",
  dd: "block+",
  td: "block+",
  th: "block+",
};
const PARTS = new Set(["thead", "tbody", "tfoot", "tr", "li", "dd", "td", "th", "dt", "summary", "caption"]);
const CELLS = new Set(["td", "th", "caption", "summary"]);

// Elements that are kept as they are, in one piece: readings above words, and places to link to.
const IN_ONE_PIECE = [...ELEMENTS.keys()].filter(isInline).map((name) => `${name}:empty`);

function attributesOf(name: string): NodeSpec["attrs"] {
  const about = ELEMENTS.get(name);
  const names = [...(about?.classes.length ? ["class"] : []), ...(about?.attributes ?? [])];
  return Object.fromEntries(names.map((one) => [one, { default: null }]));
}

/** The attributes that an element really has; the rest are the editor's own. */
export function shown(name: string, attrs: Attrs): Record<string, string> {
  const known = ELEMENTS.get(name);
  const pairs = Object.entries(attrs).filter(
    ([key, value]) => value !== null && (key === "class" || known?.attributes.includes(key)),
  );
  return Object.fromEntries(pairs) as Record<string, string>;
}

function rulesFor(name: string): TagParseRule[] {
  if (name !== "p") return [{ tag: name, getAttrs: keptAttributes }];
  // A blank line that is meant holds a no-break space; to write in it, it must be empty.
  const isBlank = (element: HTMLElement) => element.textContent?.trim() === "";
  return [
    {
      tag: `p.${BLANK_LINE}`,
      priority: 60,
      getAttrs: (element) => isBlank(element) && keptAttributes(element),
      getContent: () => Fragment.empty,
    },
    { tag: name, getAttrs: keptAttributes },
  ];
}

function nodeSpec(name: string): NodeSpec {
  const content = CONTENT[name] ?? "inline*";
  return {
    content: ELEMENTS.get(name)?.kind === "void" ? undefined : content,
    group: PARTS.has(name) ? undefined : "block",
    attrs: attributesOf(name),
    code: name === "pre",
    whitespace: name === "pre" ? "pre" : "normal",
    defining: name !== "p",
    isolating: CELLS.has(name),
    parseDOM: rulesFor(name),
    toDOM: (node) => (node.isLeaf ? [name, shown(name, node.attrs)] : [name, shown(name, node.attrs), 0]),
  };
}

let running = 0;

/** A number that no other mark has. */
export function another(): number {
  return ++running;
}

function markSpec(name: string): MarkSpec {
  return {
    // nest: how deep the element stood in others, so that <b><i> does not come back as <i><b>.
    // one: a number of its own where two neighbours must not become one.
    attrs: { ...attributesOf(name), nest: { default: null }, one: { default: null } },
    excludes: "",
    inclusive: name !== "a",
    parseDOM: [
      {
        tag: name,
        getAttrs: (element) => {
          const kept = keptAttributes(element);
          if ((name === "span" && !Object.keys(kept).length) || (name === "a" && !kept.href)) return false;
          return { ...kept, nest: depthOf(element), one: MERGING.has(name) ? null : another() };
        },
      },
    ],
    toDOM: (mark) => [name, shown(name, mark.attrs), 0],
  };
}

function depthOf(element: Element): number {
  let depth = 0;
  for (let above = element.parentElement; above && isInline(above.localName); above = above.parentElement) depth++;
  return depth;
}

const asItIs: NodeSpec = {
  group: "inline",
  inline: true,
  attrs: { html: {} },
  parseDOM: ["ruby", ...IN_ONE_PIECE].map((tag) => ({
    tag,
    priority: 70,
    getAttrs: (element: HTMLElement) => ({ html: rebuilt(element) }),
  })),
  toDOM: (node) => fragmentOf(node.attrs.html).firstElementChild!,
  leafText: (node) => fragmentOf(node.attrs.html).textContent ?? "",
};

function makeSchema(): Schema {
  const nodes: Record<string, NodeSpec> = { doc: { content: "block+" }, p: nodeSpec("p") };
  const marks: Record<string, MarkSpec> = { a: markSpec("a") };
  for (const [name, { kind }] of ELEMENTS) {
    if (kind === "inline") marks[name] ??= markSpec(name);
    else if (name !== "br") nodes[name] ??= nodeSpec(name);
    if (kind === "container" && !CONTENT[name]) throw new Error(`Nobody said what <${name}> may hold.`);
  }
  nodes.br = { group: "inline", inline: true, selectable: false, parseDOM: [{ tag: "br" }], toDOM: () => ["br"], leafText: () => "\n" };
  nodes.as_it_is = asItIs;
  nodes.text = { group: "inline" };
  return new Schema({ nodes, marks });
}

export const schema = makeSchema();

/** Whether a node is nothing but an empty paragraph. */
export function isEmptyParagraph(node: Node): boolean {
  return node.type === schema.nodes.p && node.content.size === 0;
}
