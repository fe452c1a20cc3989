// The row of buttons: WAI-ARIA's toolbar, one stop for the Tab key, arrows between its buttons.
import type { EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { ACTIONS, linkHere } from "./commands";

export class Toolbar {
  private readonly buttons: HTMLButtonElement[];

  constructor(
    private readonly element: HTMLElement,
    private readonly view: () => EditorView | null,
    private readonly askForLink: () => void,
  ) {
    this.buttons = [...element.querySelectorAll<HTMLButtonElement>("button[data-do]")];
    this.buttons.forEach((button, index) => (button.tabIndex = index ? -1 : 0));
    // The text keeps its cursor, and a phone its keyboard, while a button is pressed.
    element.addEventListener("mousedown", (event) => event.preventDefault());
    element.addEventListener("click", (event) => this.press(event));
    element.addEventListener("keydown", (event) => this.move(event));
    element.addEventListener("focusin", (event) => this.stopAt(event.target as HTMLElement));
  }

  focus(): void {
    this.buttons.find((button) => button.tabIndex === 0)?.focus();
  }

  show(state: EditorState): void {
    for (const button of this.buttons) {
      const name = button.dataset.do!;
      const isOn = name === "link" ? linkHere(state) !== null : ACTIONS[name]!.isOn?.(state);
      if (isOn !== undefined) button.setAttribute("aria-pressed", String(isOn));
      const isPossible = name === "link" || ACTIONS[name]!.run(state);
      // Not `disabled`: a button that loses its focus while it is pressed loses its listener, too.
      button.setAttribute("aria-disabled", String(!isPossible));
    }
  }

  private press(event: MouseEvent): void {
    const button = (event.target as Element).closest<HTMLButtonElement>("button[data-do]");
    const view = this.view();
    if (!button || !view) return;
    const name = button.dataset.do!;
    if (name === "link") return this.askForLink();
    const hadFocus = view.hasFocus();
    ACTIONS[name]!.run(view.state, view.dispatch, view);
    // Who came with the keyboard stays on the button, unless there is something to write now.
    if (hadFocus || ["scene", "footnote"].includes(name)) view.focus();
  }

  private move(event: KeyboardEvent): void {
    const at = this.buttons.indexOf(event.target as HTMLButtonElement);
    const isBackwards = getComputedStyle(this.element).direction === "rtl";
    const step = isBackwards ? -1 : 1;
    const count = this.buttons.length;
    const next: Record<string, number> = {
      ArrowRight: (at + step + count) % count,
      ArrowLeft: (at - step + count) % count,
      Home: 0,
      End: count - 1,
    };
    if (event.key === "Escape") this.view()?.focus();
    const index = next[event.key];
    if (at < 0 || index === undefined) return;
    event.preventDefault();
    this.buttons[index]!.focus();
  }

  private stopAt(button: HTMLElement): void {
    if (!this.buttons.includes(button as HTMLButtonElement)) return;
    for (const one of this.buttons) one.tabIndex = one === button ? 0 : -1;
    button.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}
