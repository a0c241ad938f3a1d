/** What the service relies on in dist/. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const DIST = join(import.meta.dirname, "../dist");
const read = (name) => readFileSync(join(DIST, name), "utf8");

for (const [name, places] of [
  ["widget.js", 0],
  ["site.js", 1],
  ["site-pages.js", 1],
])
  test(`${name} has ${places} places for settings, and is a script whatever stands there`, () => {
    const script = read(name);
    assert.equal(script.split('"__BLUEPENCIL__"').length - 1, places);
    assert.ok(!/^\s*(import|export)\b/m.test(script));
    for (const settings of ['{"site":"a","texts":{}}', '"__BLUEPENCIL__"'])
      assert.doesNotThrow(() => new Function(script.replace('"__BLUEPENCIL__"', () => settings)));
  });

test("only the script that nobody puts settings into carries English", () => {
  assert.ok(read("widget.js").includes("Spelling error report"));
  for (const name of ["site.js", "site-pages.js"]) assert.ok(!read(name).includes("Spelling error report"));
});

test("nothing in the scripts makes markup or code of texts", () => {
  for (const name of ["widget.js", "site.js", "site-pages.js"])
    assert.doesNotMatch(
      read(name),
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|sendBeacon|unload/,
    );
});

test("the version holds the hash of the script, so that it changes whenever the script does", () => {
  const [, hash] = read("version.txt").match(/^\d+\.\d+\.\d+-([0-9a-f]{8})\n$/);
  assert.ok(createHash("sha256").update(read("widget.js")).digest("hex").startsWith(hash));
});

test("each language has its file", () => {
  assert.deepEqual(readdirSync(join(DIST, "texts")), readdirSync(join(DIST, "../texts")));
});
