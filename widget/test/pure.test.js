/** What the widget's pure functions promise. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { codePoints, first, last } from "../src/characters.js";
import { difference } from "../src/diff.js";
import { flatten } from "../src/normalised.js";
import { sentenceAround } from "../src/sentence.js";
import { distinctWords } from "../src/words.js";

test("texts are cut between code points", () => {
  assert.equal(first("a😀b", 2), "a😀");
  assert.equal(last("a😀b", 2), "😀b");
  assert.equal(last("😀😀", 1), "😀");
  assert.equal(last("abc", 9), "abc");
  assert.equal(codePoints("a😀b"), 3);
  assert.equal(flatten("a\ud83db"), "a\ufffdb");
});

for (const [from, to, head, struck, tail, added] of [
  ["teh", "the", "", "teh", " ", "the"],
  ["teh cat", "the cat", "", "teh", " cat ", "the"],
  ["the cat szt", "the cat sat", "the cat ", "szt", " ", "sat"],
  ["the the cat", "the cat", "the ", "the cat", " ", "cat"],
  ["inthe house", "in the house", "", "inthe", " house ", "in the"],
  ["same", "same", "same ", "", "", ""],
  ["gone", "", "", "gone", " ", ""],
])
  test(`"${from}" becomes "${to}"`, () => {
    const [, ...parts] = difference(from, to);
    assert.equal(parts[0] + parts[1] + parts[2], `${from} `);
    assert.equal((parts[0] + parts[3] + parts[2]).trim(), to);
    assert.equal(parts[1].trim(), struck);
    assert.equal(parts[3].trim(), added);
    assert.deepEqual([parts[0], parts[2]], [head, tail]);
  });

test("a long text of which nothing is left takes no time", () => {
  const start = performance.now();
  const [, ...parts] = difference("a ".repeat(500), "b ".repeat(500));
  assert.ok(parts[3].startsWith("b "));
  assert.ok(performance.now() - start < 1000);
});

test("a sentence ends where its language ends it", () => {
  assert.deepEqual(sentenceAround("First one. The ", "teh", " cat sat. Last.", "en"), ["The ", " cat sat."]);
  assert.deepEqual(sentenceAround("我来了。他", "走", "了。再见。", "zh"), ["他", "了。"]);
});

test("a sentence stays in its paragraph", () => {
  assert.deepEqual(sentenceAround("Heading\nIt ", "iz", " here\nNext", "en"), ["It ", " here"]);
});

test("a language that is not given ends no sentence otherwise", () => {
  assert.deepEqual(sentenceAround("One. Two ", "tree", " four. Five.", ""), ["Two ", " four."]);
});

test("the page's words are distinct, capitalised ones first, at most 300", () => {
  assert.deepEqual(distinctWords("the Kremlin and the Київ said O’Neill's and-so"), [
    "Kremlin",
    "Київ",
    "O’Neill's",
    "the",
    "and",
    "said",
    "and-so",
  ]);
  const many = Array.from({ length: 900 }, (_, index) => String.fromCodePoint(0x4e00 + index).repeat(2)).join(
    " ",
  );
  assert.equal(distinctWords(many).length, 300);
  assert.deepEqual(distinctWords(""), []);
});
