// Keeps what is typed into a form of the desk until it is saved: in the archive, and in this browser
// until the archive has it. Bound to [data-keep] inside a form; its value is the address that keeps.
// Without this module the form works, and pages offer what was kept before.
const PAUSE = 3_000; // milliseconds without a key
const LONGEST = 20_000; // milliseconds of typing on, and until another try
const SOON = 800; // milliseconds until this browser has a copy
const LONG_TEXT = 200_000; // characters from which copies are made less often
const LETTER = 56_000; // bytes that a page may still send while it is closed; browsers allow 64 kB
const SHELF = "fanfold.unsaved";
const OWN = new Set(["csrfmiddlewaretoken", "unsaved", "action"]);

const SINGLE = "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}";
const WORD = new RegExp(`[${SINGLE}]|(?:(?![${SINGLE}])[\\p{L}\\p{M}\\p{Nd}\\p{Pc}])+`, "gu");
const PARTING = /&(?:nbsp|e[nm]sp|thinsp|[mn]dash|hellip|#160|#x?20[01]\w);/g;

// The archive's rules (docs/text.md), asked of the source instead of the clean prose: hence “about”.
export function aboutWords(source, format) {
  let text = source;
  if (format !== "text") text = text.replace(/<[^<>]*>|&[lg]t;/g, " ").replace(PARTING, " ").replace(/&#?\w+;/g, "");
  text = text.replaceAll("--", "—").replace(/['’‘-]/g, "");
  return text.match(WORD)?.length ?? 0;
}

// crypto.randomUUID is missing where the archive has no https.
function newKey() {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// The copies in this browser: name, and what a form held. Throws where the browser keeps nothing.
const shelf = {
  put: (name, copy) => localStorage.setItem(name, JSON.stringify(copy)),
  drop: (name) => {
    try { localStorage.removeItem(name); } catch { /* nothing was kept either */ }
  },
  all: (start) => {
    let names = [];
    try { names = Object.keys(localStorage).filter((name) => name.startsWith(start)); } catch { /* forbidden */ }
    return names.flatMap((name) => {
      // One that is cut off, or gone meanwhile, does not hide the others.
      try { return [[name, JSON.parse(localStorage.getItem(name))]].filter(([, copy]) => copy); } catch { return []; }
    });
  },
};

class Keeper {
  constructor(box) {
    this.box = box;
    this.form = box.closest("form");
    this.address = box.dataset.keep;
    this.shelf = `${SHELF}:${box.dataset.account}:`;
    this.chain = this.form.elements.unsaved; // the forms that this one holds the words of
    this.source = this.form.elements["chapter-source"];
    this.key = newKey();
    this.typed = 0; // grows with the typing
    this.atArchive = 0; // how far the archive has it,
    this.inBrowser = 0; // and how far this browser
    this.lastKept = JSON.stringify(this.fields());
    this.state = "";
    this.listen();
    this.count();
    box.hidden = false;
    if (box.hasAttribute("data-typed")) this.touch();
    this.bringCopies();
  }

  listen() {
    const { form } = this;
    for (const kind of ["input", "change"]) form.addEventListener(kind, () => this.touch());
    form.addEventListener("submit", () => {
      this.store();
      this.isSent = true;
    });
    document.addEventListener("visibilitychange", () => (document.hidden ? this.leave() : this.comeBack()));
    addEventListener("pagehide", () => this.leave());
    addEventListener("pageshow", (event) => {
      // A page that comes back may have been saved meanwhile; what a browser fills in was typed.
      this.isSent = false;
      if (event.persisted) this.renew();
      if (event.persisted || this.isTouched()) this.touch();
    });
    addEventListener("online", () => this.keep());
    addEventListener("beforeunload", (event) => {
      this.store();
      if (!this.isSent && !this.isKept() && this.inBrowser !== this.typed) event.preventDefault();
    });
    this.channel = new BroadcastChannel(this.shelf);
    this.channel.addEventListener("message", ({ data }) => data === this.address && this.ask());
    this.channel.postMessage(this.address);
  }

  fields() {
    return [...new FormData(this.form)].filter(([name, value]) => typeof value === "string" && !OWN.has(name));
  }

  copy() {
    return { address: this.address, key: this.key, serial: this.typed, at: Date.now(), chain: this.chain.value, fields: this.fields() };
  }

  isKept() {
    return this.atArchive === this.typed;
  }

  isTouched() {
    return [...this.form.elements].some((one) =>
      one.type !== "hidden" && "defaultValue" in one &&
      ("checked" in one && /^(checkbox|radio)$/.test(one.type) ? one.checked !== one.defaultChecked : one.value !== one.defaultValue));
  }

  touch() {
    if (!this.typed) this.chain.value = `${this.chain.value} ${this.key}`.trim();
    this.typed += 1;
    const isLong = this.source?.value.length > LONG_TEXT;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.keep(), isLong ? 3 * PAUSE : PAUSE);
    this.latest ??= setTimeout(() => this.keep(), LONGEST);
    this.copying ??= setTimeout(() => this.store(), isLong ? 5 * SOON : SOON);
    this.counting ??= setTimeout(() => this.count(), isLong ? 5 * SOON : SOON);
  }

  // Another form from now on: the one before was saved or thrown away.
  renew() {
    this.key = newKey();
    this.chain.value = this.key;
    this.lastKept = "";
  }

  store() {
    clearTimeout(this.copying);
    this.copying = undefined;
    if (this.isKept()) return;
    try {
      shelf.put(this.shelf + this.key, this.copy());
      this.inBrowser = this.typed;
    } catch { /* full, or forbidden: `say` tells */ }
  }

  async keep() {
    clearTimeout(this.pause);
    clearTimeout(this.latest);
    this.latest = undefined;
    if (this.isBusy || this.isSent || this.isKept()) return;
    const copy = this.copy();
    if (JSON.stringify(copy.fields) === this.lastKept) {
      this.atArchive = copy.serial;
      shelf.drop(this.shelf + this.key);
      return;
    }
    this.isBusy = true;
    const answer = await this.send(copy);
    this.isBusy = false;
    if (answer.state === "settled") {
      this.renew();
      this.latest = setTimeout(() => this.keep(), 0);
    } else if (answer.state) {
      this.lastKept = JSON.stringify(copy.fields);
      this.atArchive = copy.serial;
      if (this.isKept()) for (const key of this.chain.value.split(" ")) shelf.drop(this.shelf + key);
      if (answer.state === "kept") this.chain.value = this.key;
      this.say(answer.state);
      this.tell(answer.changed);
      if (!this.isKept()) this.latest ??= setTimeout(() => this.keep(), PAUSE);
    } else {
      this.store();
      this.say(answer.status === 401 ? "signedOut" : answer.error ? "refused" : "away", answer.error);
      this.latest ??= setTimeout(() => this.keep(), LONGEST);
    }
  }

  // The archive's answer, or its error, or nothing but a status: 0 when it does not answer.
  async send(copy, again = true) {
    try {
      const answer = await fetch(copy.address, { method: "POST", body: this.letter(copy), signal: AbortSignal.timeout(LONGEST) });
      if (answer.headers.get("content-type") === "application/json") return { status: answer.status, ...(await answer.json()) };
      // Who signed out and in again has another token; the form gets it too.
      if (answer.status === 403 && again && (await this.ask())) return this.send(copy, false);
      return { status: answer.status };
    } catch {
      return { status: 0 };
    }
  }

  letter(copy) {
    const data = new FormData();
    for (const [name, value] of copy.fields) data.append(name, value);
    data.append("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    data.append("unsaved", copy.chain);
    data.append("unsaved-key", copy.key);
    data.append("unsaved-serial", copy.serial);
    data.append("unsaved-account", this.box.dataset.account);
    return data;
  }

  // Whether the form may be sent, and whether something else was saved meanwhile.
  async ask() {
    const marks = this.fields().filter(([name]) => /(^|-)(based_on|seen)$/.test(name));
    const question = new URLSearchParams([...marks, ["unsaved-account", this.box.dataset.account]]);
    try {
      const answer = await fetch(`${this.address}?${question}`);
      if (answer.status === 401) this.say("signedOut");
      if (!answer.ok) return false;
      const { token, changed } = await answer.json();
      for (const one of document.querySelectorAll("[name=csrfmiddlewaretoken]")) one.value = token;
      this.tell(changed);
      return true;
    } catch {
      return false;
    }
  }

  leave() {
    this.store();
    if (this.isSent || this.isKept() || this.posted === this.typed) return;
    const copy = this.copy();
    const bytes = new Blob(copy.fields.flat()).size + 200 * copy.fields.length;
    if (bytes < LETTER && navigator.sendBeacon(this.address, this.letter(copy))) this.posted = this.typed;
  }

  async comeBack() {
    if ((await this.ask()) && !this.isKept()) this.keep();
  }

  // What a crash, or a time without the archive, has left in this browser goes to the archive.
  async bringCopies() {
    const isAnswer = this.box.hasAttribute("data-typed");
    const chained = new Set(this.chain.value.split(" "));
    let isNew = false;
    for (const [name, copy] of shelf.all(this.shelf)) {
      // A form that came back from the archive holds all that was sent with it.
      if (copy.key === this.key || (isAnswer && chained.has(copy.key))) continue;
      const answer = await this.send(copy);
      const isHere = copy.address === this.address;
      if (answer.state) shelf.drop(name);
      else if (isHere && answer.error) this.offer(name, copy, answer.error);
      if (answer.state !== "kept" || !isHere) continue;
      isNew = true;
      if (!chained.has(copy.key)) continue;
      // More was typed there than this form was filled with.
      if (!this.typed) return location.reload();
      this.chain.value = this.chain.value.replace(copy.key, "").trim();
    }
    if (isNew) await this.showOffers();
  }

  async showOffers() {
    // Away again: they are offered when the form is opened next.
    const page = await fetch(location.href).then((answer) => answer.text()).catch(() => "");
    const offers = new DOMParser().parseFromString(page, "text/html").querySelector("[data-offered]");
    if (offers) document.querySelector("[data-offered]").replaceWith(offers);
  }

  // A copy that the archive does not take is offered out of this browser.
  offer(name, copy, sentence) {
    const notice = this.box.querySelector("template").content.cloneNode(true).firstElementChild;
    const time = new Date(copy.at).toLocaleString(document.documentElement.lang);
    notice.querySelector("[data-sentence]").textContent = `${this.box.dataset.found.replace("{time}", time)} ${sentence}`;
    notice.querySelector("[data-take]").addEventListener("click", () => {
      this.fill(copy.fields);
      notice.remove();
    });
    notice.querySelector("[data-drop]").addEventListener("click", () => {
      shelf.drop(name);
      notice.remove();
    });
    document.querySelector("[data-offered]").append(notice);
  }

  fill(fields) {
    for (const one of this.form.elements) {
      const given = fields.filter(([name]) => name === one.name).map(([, value]) => value);
      if (!one.name || one.type === "hidden" || OWN.has(one.name)) continue;
      if (/^(checkbox|radio)$/.test(one.type)) one.checked = given.includes(one.value);
      else if (given.length) one.value = given.at(-1);
      // As a browser does: an editor of the text listens for the first.
      for (const kind of ["input", "change"]) one.dispatchEvent(new Event(kind, { bubbles: true }));
    }
  }

  count() {
    clearTimeout(this.counting);
    this.counting = undefined;
    const counted = this.box.querySelector("[data-about]") ?? this.counted;
    if (!this.source) return;
    if (!this.counted) this.source.closest(".field").append((this.counted = counted));
    const words = aboutWords(this.source.value, this.form.elements["chapter-source_format"].value);
    counted.textContent = counted.dataset.about.replace("{number}", words.toLocaleString(document.documentElement.lang));
  }

  // What the line below the form says; aloud only what is another state than before.
  say(state, sentence = "") {
    const isNowhere = !["kept", "same"].includes(state) && this.inBrowser !== this.typed;
    const { dataset } = this.box;
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    const words = isNowhere ? [sentence, dataset.nowhere] : [sentence, dataset[state]];
    const text = words.filter(Boolean).join(" ").replace("{time}", time);
    this.box.querySelector("[data-said]").textContent = text;
    if (state !== this.state && (this.state || state !== "kept")) this.box.querySelector("[data-aloud]").textContent = text;
    this.box.querySelector("[data-sign-in]").hidden = state !== "signedOut";
    this.state = state;
  }

  tell(changed) {
    const notice = this.box.querySelector("[data-changed]");
    notice.hidden = !changed;
    if (changed) notice.querySelector("[data-sentence]").textContent = changed.sentence;
  }
}

for (const box of document.querySelectorAll("[data-keep]")) new Keeper(box);
