"""The book's style sheet. It sets the page and leaves face, size and colour to the reader."""

# Paged readers of many ages: margins in ems on both sides alike instead of logical properties,
# no custom properties, no grid. Text is not justified and no fonts are named, because readers
# choose both; authors' colours never get this far.
STYLE = """@namespace epub "http://www.idpf.org/2007/ops";

html { line-height: 1.5; }
body { margin: 0; padding: 0; hyphens: auto; -webkit-hyphens: auto; overflow-wrap: break-word; }

p { margin: 0; text-indent: 1.3em; orphans: 2; widows: 2; }

/* A paragraph that opens something stands at the edge. */
.prose > p:first-child, .note > h2 + p, h1 + p, h2 + p, h3 + p, h4 + p, h5 + p, h6 + p,
.ff-break + p, hr + p, blockquote + p, ul + p, ol + p, dl + p, table + p, pre + p, figure + p,
.ff-blank + p, blockquote > p:first-child, li > p:first-child, dd > p:first-child,
td > p, th > p, .ff-noindent { text-indent: 0; }
/* Chinese, Japanese and Korean indent every paragraph. */
.prose p:lang(zh), .prose p:lang(zh):first-child { text-indent: 2em; }
.prose p:lang(ja), .prose p:lang(ja):first-child { text-indent: 1em; }
.prose p:lang(ko), .prose p:lang(ko):first-child { text-indent: 1em; }

h1, h2, h3, h4, h5, h6 {
  line-height: 1.25; font-weight: normal; text-indent: 0; hyphens: none; -webkit-hyphens: none;
  break-after: avoid; page-break-after: avoid; break-inside: avoid; page-break-inside: avoid;
}
h1 { font-size: 1.5em; text-align: center; margin: 3em 0 2em; }
h2 { font-size: 1.2em; margin: 2em 0 0.8em; }
h3 { font-size: 1.05em; font-style: italic; margin: 1.6em 0 0.6em; }
h4, h5, h6 { font-size: 1em; font-style: italic; margin: 1.4em 0 0.4em; }
:lang(zh) h3, :lang(ja) h3, :lang(ko) h3, :lang(ar) h3, :lang(fa) h3, :lang(he) h3, :lang(ur) h3,
:lang(zh) h4, :lang(ja) h4, :lang(ko) h4, :lang(ar) h4, :lang(fa) h4, :lang(he) h4, :lang(ur) h4
{ font-style: normal; font-weight: bold; }

/* The cover and the title page */
.cover-page { margin: 0; text-align: center; }
.cover img { max-width: 100%; max-height: 100vh; height: auto; }
.titlepage h1 { font-size: 2em; line-height: 1.15; margin: 2.5em 0 0.6em; }
.byline { text-align: center; text-indent: 0; font-size: 1.1em; margin: 0; }
.imprint { text-align: center; text-indent: 0; font-size: 0.85em; margin: 1.6em 0 0; }
.byline a, .imprint a, .facts a, .farewell a { text-decoration: none; }
.facts { font-size: 0.85em; margin: 3em 0 0; border-top: 1px solid; padding-top: 1.2em; }
.facts dt { font-style: italic; margin: 0.5em 0 0; break-after: avoid; page-break-after: avoid; }
.facts dt:lang(zh), .facts dt:lang(ja), .facts dt:lang(ko), .facts dt:lang(ar),
.facts dt:lang(fa), .facts dt:lang(he), .facts dt:lang(ur) { font-style: normal; }
.facts dd { margin: 0 1.3em; hyphens: none; -webkit-hyphens: none; }
.address { overflow-wrap: anywhere; word-break: break-word; }

/* The author's words around the text */
.note { font-size: 0.9em; margin: 0 0 2em; padding: 0 1.3em; }
.note > h2 {
  font-size: 1em; font-style: italic; text-align: center; margin: 2em 0 0.6em;
}
.note > h2:lang(zh), .note > h2:lang(ja), .note > h2:lang(ko), .note > h2:lang(ar),
.note > h2:lang(fa), .note > h2:lang(he), .note > h2:lang(ur) { font-style: normal; }
.note.endnotes { margin: 3em 0 0; border-top: 1px solid; }
.farewell { text-align: center; text-indent: 0; margin: 3em 1.3em; }
.unseen { position: absolute; left: -9999em; }

/* Scene breaks, and white space that was meant */
.ff-break {
  text-align: center; text-indent: 0; margin: 1.5em 0; hyphens: none; -webkit-hyphens: none;
  break-after: avoid; page-break-after: avoid;
}
hr { border: 0; border-top: 1px solid; width: 30%; margin: 1.8em auto; }
.ff-blank { text-indent: 0; min-height: 1.5em; }

/* What the author set apart */
.ff-center { text-align: center; text-indent: 0; }
.ff-right { text-align: right; text-indent: 0; }
[dir="rtl"] .ff-right { text-align: left; }
.ff-justify { text-align: justify; }
.ff-indent { margin-left: 1.3em; margin-right: 1.3em; }
.prose p.ff-center, .prose p.ff-right, .prose p.ff-break, .prose p.ff-blank,
.ff-center p, .ff-right p, figure p { text-indent: 0 !important; }
.ff-smallcaps { font-variant: small-caps; }
.ff-caps { text-transform: uppercase; }
.ff-mono { font-family: monospace; font-size: 0.9em; }
.ff-big { font-size: 1.2em; }
.ff-nobr { white-space: nowrap; }
.ff-verse, .ff-verse p { text-indent: 0; hyphens: none; -webkit-hyphens: none; }
.ff-verse { margin: 1em 1.3em; break-inside: avoid; page-break-inside: avoid; }
.ff-verse p + p { margin-top: 0.8em; }
.ff-letter, .ff-message { margin: 1em 1.3em; }
blockquote { margin: 1em 1.3em; }
blockquote + blockquote { margin-top: 0; }

em, i, cite, dfn, var { font-style: italic; }
em em, em i, i em, i i { font-style: normal; }
em:lang(zh), em:lang(ja) { font-style: normal; text-emphasis: dot; -webkit-text-emphasis: dot; }
em:lang(ar), em:lang(fa), em:lang(he), em:lang(ur), em:lang(ko) {
  font-style: normal; font-weight: bold;
}
small { font-size: 0.85em; }
sup, sub { font-size: 0.7em; line-height: 0; }
u, ins { text-decoration: underline; }
code, kbd, samp { font-family: monospace; font-size: 0.9em; hyphens: none; -webkit-hyphens: none; }
pre {
  font-family: monospace; font-size: 0.85em; line-height: 1.4; margin: 1em 0;
  white-space: pre-wrap; overflow-wrap: break-word; hyphens: none; -webkit-hyphens: none;
}
pre code { font-size: 1em; }
a { color: inherit; text-decoration: underline; }

ul, ol { margin: 1em 0; padding: 0 1.6em; }
li { margin: 0.2em 0; }
dl { margin: 1em 0; }
dt { font-weight: bold; break-after: avoid; page-break-after: avoid; }
.facts dt { font-weight: normal; }
dd { margin: 0 1.3em 0.5em; }
figure { margin: 1.5em 0; text-align: center; }
figcaption, caption { font-size: 0.85em; font-style: italic; padding: 0.4em 0; }
table { border-collapse: collapse; margin: 1.2em auto; font-size: 0.9em; }
th, td { padding: 0.3em 0.6em; vertical-align: top; border-bottom: 1px solid; text-align: left; }
[dir="rtl"] th, [dir="rtl"] td { text-align: right; }
th { font-weight: bold; border-bottom-width: 2px; }
details { margin: 1em 0; }
summary { font-style: italic; }
ruby { ruby-position: over; }
rt { font-size: 0.5em; }

/* Contents */
.contents ol { list-style: none; padding: 0; margin: 0; }
.contents li { margin: 0.5em 0; }
.contents a { text-decoration: none; }
"""
