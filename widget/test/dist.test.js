/** What the service relies on in dist/. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const DIST = join(import.meta.dirname, "../dist");
const read = (name) => readFileSync(join(DIST, name), "utf8");

for (const name of ["widget.js", "site.js"])
  test(`${name} has one place for settings, and is a script whatever stands there`, () => {
    const script = read(name);
    assert.equal(script.split('"__BLUEPENCIL__"').length, 2);
    assert.ok(!/^\s*(import|export)\b/m.test(script));
    for (const settings of ['{"site":"a","texts":{}}', '"__BLUEPENCIL__"'])
      assert.doesNotThrow(() => new Function(script.replace('"__BLUEPENCIL__"', () => settings)));
  });

test("only the script that nobody puts settings into carries English", () => {
  assert.ok(read("widget.js").includes("Spelling error report"));
  assert.ok(!read("site.js").includes("Spelling error report"));
});

test("nothing in the scripts makes markup or code of texts", () => {
  for (const name of ["widget.js", "site.js"])
    assert.doesNotMatch(
      read(name),
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|sendBeacon/,
    );
});

test("the version is a version, and each language has its file", () => {
  assert.match(read("version.txt"), /^\d+\.\d+\.\d+\n$/);
  assert.deepEqual(readdirSync(join(DIST, "texts")), readdirSync(join(DIST, "../texts")));
});
