/** Every language says everything, and says it in the form that the widget expects. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const FOLDER = join(import.meta.dirname, "../texts");
const read = (name) => JSON.parse(readFileSync(join(FOLDER, name), "utf8"));
const english = read("en.json");
const files = readdirSync(FOLDER);

test("there are twelve languages or more", () => {
  const wanted = ["ar", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "tr", "uk"];
  assert.deepEqual(
    wanted.filter((lang) => !files.includes(`${lang}.json`)),
    [],
  );
});

for (const name of files) {
  const texts = read(name);
  test(`${name} has every text and no other`, () => {
    const missing = Object.keys(english).filter((key) => !texts[key]?.trim());
    const unknown = Object.keys(texts).filter((key) => !(key in english));
    assert.deepEqual({ missing, unknown }, { missing: [], unknown: [] });
  });
  test(`${name} marks the words to press in both captions`, () => {
    for (const key of ["caption", "caption_touch"]) assert.match(texts[key], /^[^[\]]+\[[^[\]]+\][^[\]]*$/);
    assert.ok(
      texts.caption_touch.includes(`[${texts.button}]`),
      "the caption names the button as it is written on it",
    );
  });
  test(`${name} begins its title with a letter of its direction, as that is what the dialog runs by`, () => {
    const isRightToLeft = /^[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(texts.title);
    assert.equal(isRightToLeft, /^(ar|fa|he|ur)\./.test(name));
  });
}
