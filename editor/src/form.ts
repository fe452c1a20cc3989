// Where the editor meets the form: the textarea is the truth, and what is sent. Without this module,
// with a text in another format, or with one that the editor cannot show exactly, it is all there is.
import type { Node } from "prosemirror-model";
import type { EditorView } from "prosemirror-view";
import { linkDialog } from "./dialogs";
import { Pasting, vocabularyOfTheEditor } from "./pasting";
import { read, write } from "./prose";
import { type Ask, asking } from "./server";
import { Toolbar } from "./toolbar";
import { stateOf, viewOf } from "./writing";

const PAUSE = 300; // milliseconds of rest before the textarea gets what was written
const PREFERENCE = "fanfold-editor";
const MOST_SENTENCES = 4;

class RichText {
  private view: EditorView | null = null;
  private opened: { source: string; doc: Node } | null = null;
  private written: Node | null = null;
  private timer = 0;
  private turn = 0;
  private isOurs = false;

  private readonly form: HTMLFormElement;
  private readonly format: HTMLSelectElement | null;
  private readonly label: HTMLLabelElement | null;
  private readonly panel: HTMLElement;
  private readonly page: HTMLElement;
  private readonly status: HTMLElement;
  private readonly ask: Ask;
  private readonly pasting: Pasting;
  private readonly toolbar: Toolbar;
  private readonly askForLink: () => void;

  constructor(
    private readonly root: HTMLElement,
    private readonly textarea: HTMLTextAreaElement,
  ) {
    this.form = textarea.form!;
    this.format = this.form.querySelector(`#${CSS.escape(textarea.id)}_format`);
    this.label = this.form.querySelector(`label[for="${CSS.escape(textarea.id)}"]`);
    this.panel = root.querySelector("[data-panel]")!;
    this.page = root.querySelector("[data-page]")!;
    this.status = root.querySelector("[role=status]")!;
    this.ask = asking(root.dataset.clean!, this.form.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")!.value);
    this.pasting = new Pasting(this.ask, {
      waiting: () => this.say("waiting"),
      pasted: (done) => this.say("pasted", ...done.slice(0, MOST_SENTENCES)),
      asText: (sentence) => this.say("asText", sentence),
      noFiles: () => this.say("noFiles"),
    });
    this.askForLink = linkDialog(root.querySelector("dialog")!, () => this.view);
    this.toolbar = new Toolbar(root.querySelector("[role=toolbar]")!, () => this.view, this.askForLink);
    this.listen();
    textarea.before(root);
    void this.choose(preferred());
  }

  // What the author chooses -----------------------------------------------------------------------

  private listen(): void {
    for (const button of this.modes) {
      button.addEventListener("click", () => {
        remember(button.dataset.mode!);
        void this.choose(button.dataset.mode!, true);
      });
    }
    this.format?.addEventListener("change", () => void this.choose(preferred()));
    // Somebody else, as a recovery of lost words, puts a text into the textarea.
    this.textarea.addEventListener("input", () => {
      if (this.view && !this.isOurs) void this.choose("rich");
    });
    this.form.addEventListener("submit", (event) => this.send(event), { capture: true });
    document.addEventListener("visibilitychange", () => this.flush());
    addEventListener("pagehide", () => this.flush());
    // The label and the links of an error lead to what can be seen.
    document.addEventListener("click", (event) => {
      const target = (event.target as Element).closest?.(`label, a[href="#${CSS.escape(this.textarea.id)}"]`);
      if (!this.view || !target || (target instanceof HTMLLabelElement && target !== this.label)) return;
      event.preventDefault();
      this.view.focus();
    });
  }

  private get modes(): HTMLButtonElement[] {
    return [...this.root.querySelectorAll<HTMLButtonElement>("button[data-mode]")];
  }

  private async choose(mode: string, isAsked = false): Promise<void> {
    const isHtml = !this.format || this.format.value === "html";
    // Who asks for it in an empty box may have written nothing in the other format yet.
    if (mode === "rich" && !isHtml && isAsked && !this.textarea.value.trim()) this.format!.value = "html";
    else if (mode === "rich" && !isHtml) {
      if (isAsked) this.say("otherFormat");
      return this.showSource();
    }
    if (mode === "rich") await this.open(isAsked);
    else {
      await this.pasting.settled();
      this.say();
      this.showSource(isAsked);
    }
  }

  // Opening and closing ---------------------------------------------------------------------------

  private async open(isAsked: boolean): Promise<void> {
    const turn = ++this.turn;
    const source = this.textarea.value;
    let prose = "";
    if (source.trim()) {
      this.say("opening");
      const answer = await this.ask(source, "html");
      if (turn !== this.turn) return;
      if ("sentence" in answer) {
        this.say("away", answer.sentence);
        return this.showSource();
      }
      // Written on meanwhile: she is at it, and the editor must not take the box from her hands.
      if (this.textarea.value !== source) {
        this.say();
        return this.showSource();
      }
      prose = answer.prose;
    }
    const doc = read(prose);
    this.say(doc ? undefined : "refused");
    if (doc) this.showRich(doc, source, isAsked || document.activeElement === this.textarea);
    else this.showSource();
  }

  private showRich(doc: Node, source: string, wantsFocus: boolean): void {
    const place = {
      element: this.page,
      attributes: this.attributes(),
      plugins: [this.pasting.plugin()],
      keys: {
        "Mod-k": () => (this.askForLink(), true),
        "Alt-F10": () => (this.toolbar.focus(), true),
      },
      changed: (view: EditorView, docChanged: boolean) => {
        this.toolbar.show(view.state);
        if (docChanged) this.flushSoon();
      },
    };
    this.opened = { source, doc };
    this.written = doc;
    if (this.view) this.view.updateState(stateOf(doc, place));
    else this.view = viewOf(doc, place);
    this.toolbar.show(this.view.state);
    this.show("rich");
    if (wantsFocus) this.view.focus();
  }

  private showSource(wantsFocus = false): void {
    this.turn++;
    this.flush();
    this.view?.destroy();
    this.view = null;
    this.show("source");
    if (wantsFocus) this.textarea.focus();
  }

  private show(mode: "rich" | "source"): void {
    this.panel.hidden = mode !== "rich";
    this.textarea.hidden = mode === "rich";
    const field = this.format?.closest<HTMLElement>(".field");
    if (field) field.hidden = mode === "rich";
    for (const button of this.modes) button.setAttribute("aria-pressed", String(button.dataset.mode === mode));
  }

  private attributes(): Record<string, string> {
    if (this.label) this.label.id ||= `${this.textarea.id}_label`;
    const language = this.root.dataset.language || this.form.querySelector<HTMLSelectElement>("[name=language]")?.value;
    const described = this.textarea.getAttribute("aria-describedby");
    const invalid = this.textarea.getAttribute("aria-invalid");
    return {
      role: "textbox",
      "aria-multiline": "true",
      ...(this.label ? { "aria-labelledby": this.label.id } : {}),
      ...(described ? { "aria-describedby": described } : {}),
      ...(invalid ? { "aria-invalid": invalid } : {}),
      ...(language ? { lang: language } : {}),
      dir: "auto",
      spellcheck: "true",
      class: "userstuff module",
    };
  }

  // What was written ------------------------------------------------------------------------------

  private flushSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), PAUSE);
  }

  /** Puts what was written into the textarea; the source as it was while nothing is changed. */
  private flush(): void {
    clearTimeout(this.timer);
    const doc = this.view?.state.doc;
    if (!doc || !this.opened || doc === this.written) return;
    this.written = doc;
    const text = doc.eq(this.opened.doc) ? this.opened.source : write(doc);
    if (text === this.textarea.value) return;
    this.textarea.value = text;
    this.isOurs = true;
    this.textarea.dispatchEvent(new Event("input", { bubbles: true }));
    this.isOurs = false;
  }

  private send(event: SubmitEvent): void {
    if (!this.pasting.isWaiting) return this.flush();
    event.preventDefault();
    event.stopPropagation();
    void this.pasting.settled().then(() => this.form.requestSubmit(event.submitter));
  }

  private say(what?: string, ...more: string[]): void {
    const sentence = what ? this.status.dataset[what] : "";
    this.status.textContent = [sentence, ...more].filter(Boolean).join(" ");
  }
}

function preferred(): string {
  try {
    return localStorage.getItem(PREFERENCE) ?? "rich";
  } catch {
    return "rich"; // No storage: a browser in a private mood.
  }
}

function remember(mode: string): void {
  try {
    localStorage.setItem(PREFERENCE, mode);
  } catch {
    // Then it is for this page alone.
  }
}

for (const template of document.querySelectorAll<HTMLTemplateElement>("template[data-editor]")) {
  const textarea = document.getElementById(template.dataset.editor!);
  const root = document.importNode(template.content, true).firstElementChild;
  if (textarea instanceof HTMLTextAreaElement && root instanceof HTMLElement) new RichText(root, textarea);
  template.remove();
}

// The tests load this module into an empty page and ask it.
export { read, viewOf, vocabularyOfTheEditor, write };
