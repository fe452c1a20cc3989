// Asking where a link leads to. The dialog stands in the page's template and works with the keyboard.
import type { EditorView } from "prosemirror-view";
import { linkHere, setLink } from "./commands";

const ADDRESS = /^(?:https?:\/\/|mailto:|#)\S+$/i;

export function linkDialog(dialog: HTMLDialogElement, view: () => EditorView | null): () => void {
  // Outside the chapter's form: a form in a form is none.
  document.body.append(dialog);
  const input = dialog.querySelector<HTMLInputElement>("input")!;
  const remove = dialog.querySelector<HTMLButtonElement>("button[value=remove]")!;
  dialog.querySelector("form")!.addEventListener("submit", (event) => {
    const choice = (event.submitter as HTMLButtonElement | null)?.value;
    const href = choice === "set" ? addressIn(input.value) : "";
    input.setCustomValidity(choice === "set" && !ADDRESS.test(href) ? (dialog.dataset.refusal ?? "") : "");
    if (!input.reportValidity()) return event.preventDefault();
    const current = view();
    if (current && choice !== "cancel") current.dispatch(setLink(current.state, href));
  });
  input.addEventListener("input", () => input.setCustomValidity(""));
  dialog.addEventListener("close", () => view()?.focus());
  return () => {
    const current = view();
    if (!current) return;
    const link = linkHere(current.state);
    input.value = link?.href ?? "";
    remove.hidden = !link;
    dialog.showModal();
    input.select();
  };
}

function addressIn(typed: string): string {
  const text = typed.trim();
  return !text || /^(?:[a-z][a-z+.-]*:|#)/i.test(text) ? text : `https://${text}`;
}
