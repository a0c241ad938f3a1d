/** The shared vectors, for what of them needs no browser: pieces to text, and text to quote. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { flatten, squeeze } from "../src/normalised.js";
import { takeQuote } from "../src/quote.js";

const vectors = (name) =>
  JSON.parse(readFileSync(join(import.meta.dirname, "../../tests/vectors", `${name}.json`), "utf8"));

for (const { name, pieces, text } of vectors("normalised_text"))
  test(`normalised text: ${name}`, () => {
    const raw = pieces.map((piece) => (piece === "\n" ? piece : flatten(piece))).join("");
    assert.equal(squeeze(raw).trim(), text);
  });

for (const { name, text, start, end, ...quote } of vectors("quote"))
  test(`quote: ${name}`, () => {
    const letters = [...text];
    const parts = [letters.slice(0, start), letters.slice(start, end), letters.slice(end)];
    const [found, position, before, after] = takeQuote(parts.map((part) => part.join("")).join("\0"));
    assert.deepEqual(found, quote);
    assert.deepEqual(position, { start, end, length: letters.length });
    assert.equal(before + quote.exact + after, text);
  });

test("a quote is trimmed, whatever white space was selected with it", () => {
  const [quote, position] = takeQuote("one\0   two \n\0 three");
  assert.deepEqual(quote, { exact: "two", prefix: "one ", suffix: "\nthree" });
  assert.deepEqual(position, { start: 4, end: 7, length: 13 });
});
