/**
 * Builds dist/ from src/ and texts/. With --check it changes nothing: it fails where dist/ is not what src/ gives, or
 * where the script is too heavy.
 */

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { minify } from "terser";

const HERE = import.meta.dirname;
/** Bytes of gzip, for a site in any one of the languages. */
const LIMIT = 6144;
/** The same for a site that names pages, which gets the code for that; its patterns and its own texts come on top. */
const LIMIT_WITH_PAGES = 6400;
const PLACE = "__BLUEPENCIL__";
const { version } = JSON.parse(readFileSync(join(HERE, "package.json"), "utf8"));
const languages = readdirSync(join(HERE, "texts"))
  .map((name) => name.replace(".json", ""))
  .sort();
const textsOf = (lang) =>
  JSON.stringify(JSON.parse(readFileSync(join(HERE, "texts", `${lang}.json`), "utf8")));

/** Style sheets become texts, minified. */
const css = {
  name: "css",
  setup(plugin) {
    plugin.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { outputFiles } = await build({
        entryPoints: [path],
        minify: true,
        write: false,
        target: "es2020",
      });
      // What esbuild must leave as it is in custom properties, because scripts could read it; here none does.
      const contents = outputFiles[0].text
        .trim()
        .replace(/([:,]) /g, "$1")
        .replace(/--(?!bluepencil)(\w)\w+/g, "--$1");
      return { contents, loader: "text" };
    });
  },
};

/** Properties that no other script and no other version ever sees. */
const PRIVATE = /^(before|after|language|ends|mark|offset)$/;

const bundle = async (fromTag, pages) => {
  const { outputFiles } = await build({
    entryPoints: [join(HERE, "src/main.js")],
    bundle: true,
    minifySyntax: true,
    mangleProps: PRIVATE,
    format: "iife",
    target: "es2020",
    legalComments: "none",
    write: false,
    plugins: [css],
    define: {
      LANGUAGES: JSON.stringify(`,(${languages.join("|")})\\b`),
      FROM_TAG: String(fromTag),
      PAGES: String(pages),
      VERSION: JSON.stringify(version),
      SETTINGS: PLACE,
    },
  });
  // A second pass folds what the bundler leaves: one twentieth less.
  const { code } = await minify(outputFiles[0].text.replace('"use strict";', ""), {
    ecma: 2020,
    compress: {
      passes: 5,
      unsafe_arrows: true,
      unsafe_methods: true,
      pure_getters: true,
      keep_fargs: false,
      booleans_as_integers: true,
      conditionals: false,
    },
  });
  const parts = code.split(PLACE);
  if (parts.length !== (fromTag ? 1 : 2))
    throw new Error("a site's script has a place for settings, and one");
  return parts.join(`"${PLACE}"`);
};

/** A site as the service would serve it. */
const served = (script, lang) => {
  const settings = {
    site: "pk_0123456789abcdef",
    endpoint: "https://bluepencil.example.org",
    lang,
    texts: JSON.parse(textsOf(lang)),
    options: { email: true, active: "article" },
  };
  return script.replace(`"${PLACE}"`, () => JSON.stringify(settings));
};

const fromTag = await bundle(true, true);
// The script's own hash is part of its version: an address that browsers keep for ever never stands for other bytes.
const hash = createHash("sha256").update(fromTag).digest("hex").slice(0, 8);

const files = {
  "widget.js": fromTag,
  "site.js": await bundle(false, false),
  "site-pages.js": await bundle(false, true),
  "version.txt": `${version}-${hash}\n`,
  ...Object.fromEntries(languages.map((lang) => [`texts/${lang}.json`, textsOf(lang)])),
};

let failed = false;
const complain = (message) => {
  console.error(message);
  failed = true;
};

const weigh = (name, script, limit = LIMIT) => {
  const bytes = gzipSync(script, { level: 9 }).length;
  console.log(`${name}: ${bytes} bytes gzip`);
  if (bytes > limit) complain(`${name} is heavier than ${limit} bytes`);
};
weigh("widget.js", files["widget.js"]);
for (const lang of languages) {
  weigh(`site.js with ${lang}`, served(files["site.js"], lang));
  weigh(`site-pages.js with ${lang}`, served(files["site-pages.js"], lang), LIMIT_WITH_PAGES);
}

const dist = join(HERE, "dist");
if (process.argv.includes("--check")) {
  const there = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dist.length + 1));
  for (const name of new Set([...there, ...Object.keys(files)])) {
    const same = there.includes(name) && readFileSync(join(dist, name), "utf8") === files[name];
    if (!same) complain(`dist/${name} is not what src/ gives: run "npm run build"`);
  }
} else {
  rmSync(dist, { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dist, name)), { recursive: true });
    writeFileSync(join(dist, name), text);
  }
}
if (failed) process.exit(1);
