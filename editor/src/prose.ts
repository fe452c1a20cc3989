// From clean prose to the editor's document and back, exact or not at all.
import { DOMParser, type Mark, type Node } from "prosemirror-model";
import { isEmptyParagraph, schema, shown } from "./schema";
import { BLANK_LINE, ELEMENTS, MERGING, NO_BREAK_SPACE, TIGHT, escaped, fragmentOf, startTag } from "./vocabulary";

const parser = DOMParser.fromSchema(schema);
// Marks that were set in the editor stand inside those that the text brought along.
const INNERMOST = 1000;
const RANKS = new Map(Object.keys(schema.marks).map((name, rank) => [name, rank]));

/** The document of a prose; null when the editor would give back anything else than this prose. */
export function read(prose: string): Node | null {
  const given = fragmentOf(prose);
  try {
    const doc = parser.parse(given, { preserveWhitespace: true });
    doc.check();
    return fragmentOf(write(doc)).isEqualNode(given) ? doc : null;
  } catch {
    return null;
  }
}

/** The HTML of a document, laid out as the cleaner lays out prose. */
export function write(doc: Node): string {
  const blocks = [...children(doc)];
  while (blocks.length && isEmptyParagraph(blocks.at(-1)!) && !blocks.at(-1)!.attrs.class) blocks.pop();
  const out: string[] = [];
  for (const block of blocks) writeBlock(block, out);
  return out.join("").replace(/\n$/, "");
}

function* children(node: Node): Generator<Node> {
  for (let index = 0; index < node.childCount; index++) yield node.child(index);
}

function writeBlock(node: Node, out: string[]): void {
  const name = node.type.name;
  if (name === "p") return writeParagraph(node, out);
  out.push(startTag(name, shown(name, node.attrs)));
  if (node.isLeaf) {
    out.push("\n");
    return;
  }
  if (node.inlineContent) writeInline(node, out);
  else writeContained(node, out);
  out.push(`</${name}>\n`);
}

function writeContained(node: Node, out: string[]): void {
  const name = node.type.name;
  const [first, ...others] = children(node);
  if (ELEMENTS.get(name)?.kind === "container" && !TIGHT.has(name)) out.push("\n");
  if (!first) return;
  const isPlain = first.type === schema.nodes.p && !Object.keys(shown("p", first.attrs)).length;
  const isAlone = others.every((other) => other.type !== schema.nodes.p);
  if (TIGHT.has(name) && isPlain && isAlone) writeInline(first, out);
  else writeBlock(first, out);
  for (const other of others) writeBlock(other, out);
}

function writeParagraph(node: Node, out: string[]): void {
  const attributes = shown("p", node.attrs);
  const classes = (attributes.class ?? "").split(" ").filter(Boolean);
  if (node.content.size) {
    // Who writes into a blank line means a paragraph.
    const rest = classes.filter((name) => name !== BLANK_LINE).join(" ");
    out.push(startTag("p", { ...attributes, class: rest || null }));
    writeInline(node, out);
  } else {
    out.push(startTag("p", attributes), classes.includes(BLANK_LINE) ? NO_BREAK_SPACE : "<br>");
  }
  out.push("</p>\n");
}

function writeInline(node: Node, out: string[]): void {
  let open: Mark[] = [];
  for (const child of children(node)) {
    const wanted = ordered(child.marks);
    let common = 0;
    while (common < open.length && common < wanted.length && areOne(open[common]!, wanted[common]!)) common++;
    for (const mark of open.slice(common).reverse()) out.push(`</${mark.type.name}>`);
    for (const mark of wanted.slice(common)) out.push(startTag(mark.type.name, shown(mark.type.name, mark.attrs)));
    open = [...open.slice(0, common), ...wanted.slice(common)];
    out.push(textOf(child));
  }
  for (const mark of open.reverse()) out.push(`</${mark.type.name}>`);
}

function textOf(child: Node): string {
  if (child.isText) return escaped(child.text ?? "");
  return child.type === schema.nodes.br ? "<br>" : child.attrs.html;
}

function ordered(marks: readonly Mark[]): Mark[] {
  const depth = (mark: Mark) => mark.attrs.nest ?? INNERMOST;
  const rank = (mark: Mark) => RANKS.get(mark.type.name) ?? 0;
  return [...marks].sort((one, other) => depth(one) - depth(other) || rank(one) - rank(other));
}

/** Whether text under both may stand in one element. */
function areOne(one: Mark, other: Mark): boolean {
  if (one.eq(other)) return true;
  if (one.type !== other.type || !MERGING.has(one.type.name)) return false;
  return JSON.stringify(shown(one.type.name, one.attrs)) === JSON.stringify(shown(other.type.name, other.attrs));
}
