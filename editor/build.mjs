// Bundles src/ into the one file that pages load, with a banner: licences, and a digest of the sources.
// tests/test_the_editor.py computes the same digest without node, and says when the bundle is old.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { build } from "esbuild";

const OUT = "../src/fanfold/works/static/works/editor.js";

const sources = [
  ...readdirSync("src").map((name) => `src/${name}`),
  "build.mjs",
  "package-lock.json",
  "tsconfig.json",
  "vocabulary.json",
].sort();
const digest = createHash("sha256");
for (const name of sources) digest.update(`${name}\0${readFileSync(name, "utf-8")}\0`);

const locked = JSON.parse(readFileSync("package-lock.json", "utf-8")).packages;
const holders = [];
const terms = new Set();
for (const [path, { version, dev }] of Object.entries(locked)) {
  if (!path || dev) continue;
  const [holder, ...rest] = readFileSync(`${path}/LICENSE`, "utf-8").trim().split("\n");
  holders.push(`${path.replace("node_modules/", "")} ${version}: ${holder}`);
  terms.add(rest.join("\n").trim());
}
if (terms.size !== 1) throw new Error("The licences differ: write them all into the banner.");

await build({
  entryPoints: ["src/form.ts"],
  outfile: OUT,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022"],
  charset: "utf8",
  legalComments: "none",
  banner: {
    js: [
      "/*! Fanfold's editor. Made from editor/ by `make editor`; do not edit. ",
      `sources sha256 ${digest.digest("hex")}`,
      "Fanfold is under the MIT licence; so is all that this file holds beside it:",
      ...holders,
      "",
      ...terms,
      "*/",
    ].join("\n"),
  },
});
