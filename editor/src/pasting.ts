// What is pasted or dropped goes through the archive's cleaner; until it answers, its place is kept.
import { Slice } from "prosemirror-model";
import { Plugin, type Transaction } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { read } from "./prose";
import { schema } from "./schema";
import type { Ask } from "./server";
import { ELEMENTS } from "./vocabulary";

export interface Reports {
  waiting(): void;
  pasted(done: string[]): void;
  /** Inserted as plain text, because of what the archive said ("" when it said nothing). */
  asText(sentence: string): void;
  noFiles(): void;
}

interface Place {
  from: number;
  to: number;
}

// What this editor, here or in another tab, has put on the clipboard: it is clean already.
const OURS = /\bdata-pm-slice=/;

export class Pasting {
  private readonly places = new Set<Place>();
  private readonly waiting = new Set<Promise<void>>();

  constructor(
    private readonly ask: Ask,
    private readonly reports: Reports,
  ) {}

  /** Resolves when nothing pasted is on its way any more. */
  async settled(): Promise<void> {
    while (this.waiting.size) await Promise.all(this.waiting);
  }

  get isWaiting(): boolean {
    return this.waiting.size > 0;
  }

  plugin(): Plugin {
    return new Plugin({
      state: {
        init: () => null,
        apply: (tr) => this.move(tr),
      },
      props: {
        // Before ProseMirror reads it: to read foreign HTML is to have its styles counted against the
        // page's security policy, even where nothing of them is shown.
        handleDOMEvents: {
          paste: (view, event) => this.stop(event, this.take(view, event.clipboardData, view.state.selection)),
          drop: (view, event) => {
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
            const isTaken = at !== undefined && this.take(view, event.dataTransfer, { from: at, to: at });
            return this.stop(event, isTaken);
          },
        },
      },
    });
  }

  private stop(event: Event, isTaken: boolean): boolean {
    if (isTaken) event.preventDefault();
    return isTaken;
  }

  private move(tr: Transaction): null {
    for (const place of this.places) {
      [place.from, place.to] = [tr.mapping.map(place.from, 1), tr.mapping.map(place.to, -1)];
      place.to = Math.max(place.from, place.to);
    }
    return null;
  }

  /** Whether the paste is ours to deal with; ProseMirror takes the rest. */
  private take(view: EditorView, data: DataTransfer | null, { from, to }: Place): boolean {
    const [html, text] = [data?.getData("text/html") ?? "", data?.getData("text/plain") ?? ""];
    if (!html && !text) {
      const hasFiles = Boolean(data?.files.length);
      if (hasFiles) this.reports.noFiles();
      return hasFiles;
    }
    const isCode = view.state.doc.resolve(from).parent.type.spec.code;
    if (isCode || OURS.test(html) || (!html && !text.includes("\n"))) return false;
    const place = { from, to };
    this.places.add(place);
    const work = this.insert(view, place, html, text).finally(() => {
      this.places.delete(place);
      this.waiting.delete(work);
    });
    this.waiting.add(work);
    return true;
  }

  private async insert(view: EditorView, place: Place, html: string, text: string): Promise<void> {
    this.reports.waiting();
    const answer = await (html ? this.ask(html, "html") : this.ask(text, "text"));
    if (view.isDestroyed) return;
    const slice = "prose" in answer ? sliceOf(answer.prose) : null;
    this.places.delete(place);
    const tr = view.state.tr.replaceRange(place.from, place.to, slice ?? plainSlice(text || textIn(html)));
    view.dispatch(tr.setMeta("paste", true).setMeta("uiEvent", "paste").scrollIntoView());
    if (slice && "prose" in answer) this.reports.pasted(answer.done);
    else this.reports.asText("sentence" in answer ? answer.sentence : "");
  }
}

/** Prose as it is put into a text: a plain paragraph at its edge goes on in the paragraph there. */
function sliceOf(prose: string): Slice | null {
  const doc = read(prose);
  if (!doc) return null;
  const isOpen = (index: number) => doc.child(index).type === schema.nodes.p && !doc.child(index).attrs.class;
  return new Slice(doc.content, isOpen(0) ? 1 : 0, isOpen(doc.childCount - 1) ? 1 : 0);
}

function plainSlice(text: string): Slice {
  const lines = text.split(/(?:\r\n?|\n)+/).filter((line) => line.trim());
  const paragraphs = lines.map((line) => schema.nodes.p!.create(null, schema.text(line)));
  const doc = schema.nodes.doc!.create(null, paragraphs.length ? paragraphs : [schema.nodes.p!.create()]);
  return new Slice(doc.content, 1, 1);
}

/** The words of HTML that came without a plain text; it is never parsed as a page. */
function textIn(html: string): string {
  const area = document.createElement("textarea");
  area.innerHTML = html
    .replace(/<(style|script|title)\b[^]*?<\/\1\s*>|<!--[^]*?-->/gi, "")
    .replace(/<(?:br|\/(?:p|div|li|tr|h[1-6]))\b[^>]*>/gi, "\n")
    .replace(/<[^>]*>/g, "");
  return area.value;
}

/** For the tests: the elements, attributes and classes that the editor knows. */
export function vocabularyOfTheEditor(): Record<string, { attributes: string[]; classes: string[] }> {
  const known = Object.entries({ ...schema.nodes, ...schema.marks }).filter(([name]) => ELEMENTS.has(name));
  return Object.fromEntries(
    known.map(([name, { spec }]) => [
      name,
      {
        attributes: Object.keys(spec.attrs ?? {}).filter((one) => !["class", "nest", "one"].includes(one)),
        classes: spec.attrs && "class" in spec.attrs ? ELEMENTS.get(name)!.classes : [],
      },
    ]),
  );
}
