// The place to write in: ProseMirror's view with our schema, keys and nothing that needs a style element.
import { baseKeymap, chainCommands, createParagraphNear, exitCode, liftEmptyBlock, newlineInCode, splitBlockAs } from "prosemirror-commands";
import { gapCursor } from "prosemirror-gapcursor";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { DOMSerializer, type Node } from "prosemirror-model";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import { type Command, EditorState, type Plugin } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { ACTIONS } from "./commands";
import { schema, shown } from "./schema";
import { BLANK_LINE } from "./vocabulary";

const { li, p, br } = schema.nodes as { li: NonNullable<typeof schema.nodes.li>; p: NonNullable<typeof schema.nodes.p>; br: NonNullable<typeof schema.nodes.br> };

// A new paragraph is set as the one before; it is no second place for the same links to lead to.
const newParagraph = splitBlockAs((node, atEnd) => {
  const classes = (node.attrs.class ?? "").split(" ").filter((name: string) => name && name !== BLANK_LINE);
  if (atEnd && node.type !== p) return { type: p };
  return { type: node.type, attrs: { ...node.attrs, id: null, class: classes.join(" ") || null } };
});

const lineBreak: Command = (state, dispatch) => {
  if (!state.selection.$from.parent.inlineContent) return false;
  dispatch?.(state.tr.replaceSelectionWith(br.create(), true).scrollIntoView());
  return true;
};

const act = (name: string): Command => ACTIONS[name]!.run;

function keys(more: Record<string, Command>): Record<string, Command> {
  return {
    "Mod-i": act("italic"),
    "Mod-b": act("bold"),
    "Mod-u": act("underline"),
    "Mod-Shift-x": act("strike"),
    "Mod-Enter": chainCommands(exitCode, act("scene")),
    "Mod-z": undo,
    "Mod-y": redo,
    "Mod-Shift-z": redo,
    "Mod-]": sinkListItem(li),
    "Mod-[": liftListItem(li),
    Enter: chainCommands(newlineInCode, splitListItem(li), createParagraphNear, liftEmptyBlock, newParagraph),
    "Shift-Enter": chainCommands(newlineInCode, lineBreak),
    ...more,
  };
}

export interface Place {
  element: HTMLElement;
  attributes: Record<string, string>;
  plugins: Plugin[];
  keys: Record<string, Command>;
  changed: (view: EditorView, docChanged: boolean) => void;
}

export function stateOf(doc: Node, { keys: more, plugins }: Pick<Place, "keys" | "plugins">): EditorState {
  return EditorState.create({
    doc,
    plugins: [...plugins, history(), keymap(keys(more)), keymap(baseKeymap), gapCursor()],
  });
}

/** A view of the document in the element. Folded details are open: what is folded cannot be written in. */
export function viewOf(doc: Node, place: Place): EditorView {
  const view: EditorView = new EditorView(
    { mount: place.element },
    {
      state: stateOf(doc, place),
      attributes: place.attributes,
      clipboardSerializer: DOMSerializer.fromSchema(schema),
      nodeViews: {
        details: (node) => boxOf("div", "details", node),
        summary: (node) => boxOf("div", "summary", node),
      },
      dispatchTransaction(tr) {
        view.updateState(view.state.apply(tr));
        place.changed(view, tr.docChanged);
      },
    },
  );
  return view;
}

function boxOf(tag: string, name: string, node: Node): { dom: HTMLElement; contentDOM: HTMLElement } {
  const dom = document.createElement(tag);
  const { lang, dir, class: classes } = shown(node.type.name, node.attrs);
  dom.className = [`editor-${name}`, classes].filter(Boolean).join(" ");
  if (lang) dom.lang = lang;
  if (dir) dom.dir = dir;
  return { dom, contentDOM: dom };
}
