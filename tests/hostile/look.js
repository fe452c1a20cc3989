// What of a document could run, fetch, lead astray or be mistaken for the page's own.
// `own` has the vocabulary's elements and attributes; `styles` in a file, which brings its own
// style sheet and remembers in data-was-… what was rewritten for it.
(root, own) => {
  const complaints = [];
  const complain = (element, what) => complaints.push(`${what}: ${element.outerHTML.slice(0, 160)}`);
  const addresses = ["href", "src", "action", "formaction", "data", "poster", "background", "cite",
    "ping", "srcset", "manifest", "codebase", "longdesc", "usemap", "profile", "xlink:href"];
  const ours = ["http:", "https:", "mailto:", "file:"];
  for (const element of root.querySelectorAll("*")) {
    const name = element.localName;
    const authors = element.closest(".userstuff") && !element.matches(".userstuff, .landmark");
    for (const { name: key, value } of element.attributes) {
      if (/^on/i.test(key)) complain(element, "a handler");
      if (key === "style" || key === "srcdoc") complain(element, key);
      if (addresses.includes(key) && value !== "") {
        let scheme = "?";
        try { scheme = new URL(value, "https://base.example/").protocol; } catch { /* none */ }
        if (!ours.includes(scheme)) complain(element, `the scheme ${scheme}`);
      }
    }
    if (["iframe", "frame", "frameset", "object", "embed", "applet", "base", "portal", "math",
      "template", "noscript", "marquee", "plaintext", "audio", "video"].includes(name))
      if (!element.matches("[data-keep] > template")) complain(element, "an element of no page of ours");
    if (name === "meta" && /refresh|set-cookie/i.test(element.httpEquiv)) complain(element, "a meta");
    if (name === "script" && element.type !== "application/ld+json"
      && !/^\/static\//.test(element.getAttribute("src") || "")) complain(element, "a script");
    if (name === "style" && !own.styles) complain(element, "a style sheet");
    if (name === "link" && /stylesheet|preload|icon|import/.test(element.rel)
      && !/^(\/static\/|\.\.\/|[a-z]+\.css$)/.test(element.getAttribute("href"))) complain(element, "a link");
    if (name === "form" && !/^$|^\/(?!\/)/.test(element.getAttribute("action") || ""))
      complain(element, "a form");
    if (!authors) continue;
    // The rich-text editor's own: boxes for what is folded, an image without a source, what is no text.
    const isEditors = element.closest(".ProseMirror") !== null;
    if (isEditors && element.matches("div.editor-details, div.editor-summary, img.ProseMirror-separator:not([src])")) continue;
    if (element.namespaceURI !== "http://www.w3.org/1999/xhtml" || !(own.elements.includes(name) || (own.styles && name === "div")))
      complain(element, "an element that no prose has");
    for (const { name: key } of element.attributes)
      if (!own.attributes.includes(key) && !(isEditors && key === "contenteditable") && !(own.styles && key.startsWith("data-was"))) complain(element, `the attribute ${key}`);
    if (element.id && !element.id.startsWith("c-")) complain(element, "an id of the page");
  }
  return complaints;
}
