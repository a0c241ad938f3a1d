/**
 * Builds dist/ from src/ and texts/. With --check it changes nothing: it fails where dist/ is not what src/ gives, or
 * where the script is too heavy.
 */

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { minify } from "terser";

const HERE = import.meta.dirname;
/** For a site in English; a language whose letters take two bytes may add what they take. */
const LIMIT = 6144;
const LIMIT_ELSEWHERE = 6500;
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
const PRIVATE = /^(before|after|nearby|language|ends)$/;

const bundle = async (withTexts) => {
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
      LANGUAGES: JSON.stringify(`^(${languages.join("|")})\\b`),
      WITH_TEXTS: String(withTexts),
      SETTINGS: "__BLUEPENCIL__",
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
    },
  });
  const [before, after, ...more] = code.split("__BLUEPENCIL__");
  if (after === undefined || more.length)
    throw new Error("the settings' place must stand in the script once");
  return `${before}"__BLUEPENCIL__"${after}`;
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
  return script.replace('"__BLUEPENCIL__"', () => JSON.stringify(settings));
};

const files = {
  "widget.js": await bundle(true),
  "site.js": await bundle(false),
  "version.txt": `${version}\n`,
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
for (const lang of languages)
  weigh(`site.js with ${lang}`, served(files["site.js"], lang), lang === "en" ? LIMIT : LIMIT_ELSEWHERE);

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
