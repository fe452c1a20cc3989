// What the buttons and keys do to a text. Each is a ProseMirror command; asking an author is dialogs.ts.
import { lift, setBlockType, wrapIn } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import type { Attrs, Mark, MarkType, Node, NodeType, ResolvedPos } from "prosemirror-model";
import { liftListItem, wrapInList } from "prosemirror-schema-list";
import { type Command, type EditorState, NodeSelection, Selection, TextSelection, type Transaction } from "prosemirror-state";
import { another, schema } from "./schema";

/** A command, and whether what it sets is set where the cursor is. */
export interface Action {
  run: Command;
  isOn?: (state: EditorState) => boolean;
}

const node = (name: string): NodeType => schema.nodes[name]!;
const mark = (name: string): MarkType => schema.marks[name]!;

const ALIGNMENTS = ["ff-center", "ff-right", "ff-justify"];
const HEADINGS = /^h[1-6]$/;

function classesOf(attrs: Attrs): string[] {
  return (attrs.class ?? "").split(" ").filter(Boolean);
}

// Marks -----------------------------------------------------------------------------------------

/** A kind of emphasis: any of some marks says it, the first is the one to set. */
interface Wanted {
  types: MarkType[];
  className?: string;
}

function says(one: Mark, { types, className }: Wanted): boolean {
  return types.includes(one.type) && (!className || classesOf(one.attrs).includes(className));
}

function inlineNodes(state: EditorState): { node: Node; from: number; to: number }[] {
  const found: { node: Node; from: number; to: number }[] = [];
  for (const { $from, $to } of state.selection.ranges) {
    state.doc.nodesBetween($from.pos, $to.pos, (inner, pos) => {
      if (!inner.isInline) return;
      const [from, to] = [Math.max(pos, $from.pos), Math.min(pos + inner.nodeSize, $to.pos)];
      if (from < to) found.push({ node: inner, from, to });
    });
  }
  return found;
}

function marksHere(state: EditorState): readonly Mark[] {
  return state.storedMarks ?? state.selection.$from.marks();
}

function isMarked(state: EditorState, wanted: Wanted): boolean {
  if (state.selection.empty) return marksHere(state).some((one) => says(one, wanted));
  const nodes = inlineNodes(state).filter(({ node: inner }) => inner.isText);
  return nodes.length > 0 && nodes.every(({ node: inner }) => inner.marks.some((one) => says(one, wanted)));
}

/** The mark without what is not wanted, or nothing when it says nothing else. */
function remainder(one: Mark, wanted: Wanted): Mark | null {
  if (!wanted.className) return null;
  const rest = classesOf(one.attrs).filter((name) => name !== wanted.className);
  return rest.length || one.attrs.lang || one.attrs.dir || one.attrs.id
    ? one.type.create({ ...one.attrs, class: rest.join(" ") || null })
    : null;
}

function emphasis(names: string[], className?: string): Action {
  const wanted: Wanted = { types: names.map(mark), className };
  const run: Command = (state, dispatch) => {
    const { $from, empty } = state.selection;
    if (state.selection instanceof NodeSelection || (empty && !$from.parent.inlineContent)) return false;
    if (!dispatch) return true;
    const tr = state.tr;
    const isOn = isMarked(state, wanted);
    const fresh = wanted.types[0]!.create(className ? { class: className } : null);
    if (empty) {
      const others = marksHere(state).filter((one) => !says(one, wanted));
      tr.setStoredMarks(isOn ? others : fresh.addToSet(others));
    }
    for (const { node: inner, from, to } of inlineNodes(state)) {
      const said = inner.marks.filter((one) => says(one, wanted));
      if (!isOn && !said.length) tr.addMark(from, to, fresh);
      for (const one of isOn ? said : []) {
        tr.removeMark(from, to, one);
        const rest = remainder(one, wanted);
        if (rest) tr.addMark(from, to, rest);
      }
    }
    dispatch(tr.scrollIntoView());
    return true;
  };
  return { run, isOn: (state) => isMarked(state, wanted) };
}

/** Takes emphasis, alignment and headings; keeps links, languages and places to link to. */
const plain: Command = (state, dispatch) => {
  if (!dispatch) return true;
  const tr = state.tr.setStoredMarks([]);
  for (const { node: inner, from, to } of inlineNodes(state)) {
    for (const one of inner.marks) {
      const { lang, dir, id, href, title } = one.attrs;
      if (href || title) continue;
      tr.removeMark(from, to, one);
      if (lang || dir || id) tr.addMark(from, to, mark("span").create({ lang, dir, id, nest: one.attrs.nest }));
    }
  }
  for (const { block, pos } of textBlocks(state)) {
    if (block.type.name === "p" || HEADINGS.test(block.type.name)) {
      tr.setNodeMarkup(pos, node("p"), { ...block.attrs, class: null });
    }
  }
  dispatch(tr.scrollIntoView());
  return true;
};

// Paragraphs ------------------------------------------------------------------------------------

function textBlocks(state: EditorState): { block: Node; pos: number }[] {
  const found: { block: Node; pos: number }[] = [];
  for (const { $from, $to } of state.selection.ranges) {
    state.doc.nodesBetween($from.pos, $to.pos, (block, pos) => {
      if (block.isTextblock) found.push({ block, pos });
      return !block.isTextblock;
    });
  }
  return found;
}

function alignment(name: string): Action {
  const alignable = (state: EditorState) => textBlocks(state).filter(({ block }) => "class" in block.attrs);
  const isOn = (state: EditorState) => {
    const blocks = alignable(state);
    return blocks.length > 0 && blocks.every(({ block }) => classesOf(block.attrs).includes(name));
  };
  const run: Command = (state, dispatch) => {
    const blocks = alignable(state);
    if (!blocks.length) return false;
    const tr = state.tr;
    const wasOn = isOn(state);
    for (const { block, pos } of blocks) {
      const others = classesOf(block.attrs).filter((one) => !ALIGNMENTS.includes(one));
      tr.setNodeAttribute(pos, "class", [...(wasOn ? [] : [name]), ...others].join(" ") || null);
    }
    dispatch?.(tr.scrollIntoView());
    return true;
  };
  return { run, isOn };
}

const isHeading = (state: EditorState) => {
  const blocks = textBlocks(state);
  return blocks.length > 0 && blocks.every(({ block }) => HEADINGS.test(block.type.name));
};
const heading: Action = {
  run: (state, dispatch) => setBlockType(node(isHeading(state) ? "p" : "h2"))(state, dispatch),
  isOn: isHeading,
};

/** How deep the nearest element of one of these kinds is that the cursor stands in; 0 for none. */
function depthOf($from: ResolvedPos, types: NodeType[]): number {
  for (let depth = $from.depth; depth > 0; depth--) if (types.includes($from.node(depth).type)) return depth;
  return 0;
}

const isQuoted = (state: EditorState) => depthOf(state.selection.$from, [node("blockquote")]) > 0;
const quote: Action = {
  run: (state, dispatch) => (isQuoted(state) ? lift : wrapIn(node("blockquote")))(state, dispatch),
  isOn: isQuoted,
};

const LISTS = [node("ul"), node("ol")];

function list(type: NodeType): Action {
  const nearest = (state: EditorState) => {
    const depth = depthOf(state.selection.$from, LISTS);
    return depth ? { depth, type: state.selection.$from.node(depth).type } : null;
  };
  const run: Command = (state, dispatch) => {
    const around = nearest(state);
    if (!around) return wrapInList(type)(state, dispatch);
    if (around.type === type) return liftListItem(node("li"))(state, dispatch);
    const { $from } = state.selection;
    const { lang, dir, id } = $from.node(around.depth).attrs;
    dispatch?.(state.tr.setNodeMarkup($from.before(around.depth), type, { lang, dir, id }));
    return true;
  };
  return { run, isOn: (state) => nearest(state)?.type === type };
}

// Things to insert ------------------------------------------------------------------------------

/** A scene break behind the paragraph, or in place of an empty one; the cursor goes on behind it. */
const sceneBreak: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const depth = $from.depth;
  const rule = node("hr").create({ class: "ff-break" });
  if (!depth || !$from.node(-1).canReplaceWith($from.index(-1), $from.indexAfter(-1), rule.type)) return false;
  if (!["doc", "blockquote", "details"].includes($from.node(-1).type.name)) return false;
  if (!dispatch) return true;
  const tr = state.tr.deleteSelection();
  const $here = tr.selection.$from;
  if ($here.parent.content.size && $here.parentOffset < $here.parent.content.size) tr.split($here.pos);
  const isEmpty = $here.parent.content.size === 0;
  const start = isEmpty ? $here.before() : $here.after();
  tr.replaceWith(start, isEmpty ? $here.after() : start, rule);
  const behind = start + rule.nodeSize;
  if (!tr.doc.resolve(behind).nodeAfter?.isTextblock) tr.insert(behind, node("p").create());
  dispatch(tr.setSelection(Selection.near(tr.doc.resolve(behind + 1))).scrollIntoView());
  return true;
};

/** A number here and a note of its own at the end of the chapter, each leading to the other. */
const footnote: Command = (state, dispatch) => {
  if (!state.selection.$to.parent.inlineContent || state.selection.$to.parent.type.spec.code) return false;
  if (!dispatch) return true;
  let count = 0;
  const ids = new Set<string>();
  state.doc.descendants((inner) => {
    for (const { id } of [inner.attrs, ...inner.marks.map((one) => one.attrs)]) if (id) ids.add(id);
    if (inner.marks.some((one) => /^#c-note-/.test(one.attrs.href ?? ""))) count++;
  });
  let free = 1;
  while (ids.has(`c-note-${free}`) || ids.has(`c-ref-${free}`)) free++;
  const [there, back] = [`c-note-${free}`, `c-ref-${free}`];
  const number = String(count + 1);
  const reference = schema.text(number, [
    mark("a").create({ href: `#${there}`, id: back, nest: 0 }),
    mark("sup").create({ nest: 1 }),
  ]);
  const note = node("p").create({ id: there }, [
    schema.text(`${number}.`, [mark("a").create({ href: `#${back}`, nest: 0 })]),
    schema.text(" "),
  ]);
  const tr = state.tr.insert(state.selection.to, reference);
  tr.insert(tr.doc.content.size, note);
  dispatch(tr.setSelection(TextSelection.atEnd(tr.doc)).setStoredMarks([]).scrollIntoView());
  return true;
};

/** The link that the cursor stands in, or the first one in what is selected, with its extent. */
export function linkHere(state: EditorState): { href: string; from: number; to: number } | null {
  const { $from, empty, from, to } = state.selection;
  const isLink = (one: Mark) => one.type === mark("a");
  let [$place, link] = [$from, empty ? $from.marks().find(isLink) : undefined];
  for (const { node: inner, from: start } of inlineNodes(state)) {
    link = inner.marks.find(isLink);
    $place = state.doc.resolve(start);
    if (link) break;
  }
  if (!link) return null;
  const extent = { href: link.attrs.href as string, from, to };
  $place.parent.forEach((inner, offset) => {
    if (!link.isInSet(inner.marks)) return;
    const start = $place.start() + offset;
    extent.from = Math.min(extent.from, start);
    extent.to = Math.max(extent.to, start + inner.nodeSize);
  });
  return extent;
}

/** Makes what is selected, or the link that the cursor stands in, lead to `href`; to nowhere for "". */
export function setLink(state: EditorState, href: string): Transaction {
  const { from, to } = linkHere(state) ?? state.selection;
  const tr = state.tr;
  if (href && from === to) tr.insertText(href, from);
  const end = Math.max(to, tr.mapping.map(to));
  tr.removeMark(from, end, mark("a"));
  if (href) tr.addMark(from, end, mark("a").create({ href, one: another() }));
  return tr.removeStoredMark(mark("a")).scrollIntoView();
}

export const ACTIONS: Record<string, Action> = {
  italic: emphasis(["em", "i"]),
  bold: emphasis(["strong", "b"]),
  underline: emphasis(["u"]),
  strike: emphasis(["s"]),
  smallcaps: emphasis(["span"], "ff-smallcaps"),
  superscript: emphasis(["sup"]),
  heading,
  quote,
  bullets: list(node("ul")),
  numbers: list(node("ol")),
  centre: alignment("ff-center"),
  end: alignment("ff-right"),
  scene: { run: sceneBreak },
  footnote: { run: footnote },
  plain: { run: plain },
  undo: { run: undo },
  redo: { run: redo },
};
