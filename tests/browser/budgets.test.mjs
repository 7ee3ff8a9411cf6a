// What a first visit costs, on every page: from the files, compressed as a web host does.

import { test } from "node:test";
import assert from "node:assert/strict";
import { posix } from "node:path";
import { gzipSync } from "node:zlib";
import { attribute, bytesOf, findNothing, named } from "./support/portal.mjs";

const KILOBYTE = 1000;
const FIRST_VISIT = 100 * KILOBYTE;
const HTML = 30 * KILOBYTE;
const SCRIPTS = 15 * KILOBYTE;

const compressed = new Map();
function weightOf(path) {
  if (!compressed.has(path)) {
    const bytes = bytesOf(path);
    const isCompressed = /\.(woff2|png|webp|jpg|avif)$/.test(path);
    compressed.set(path, isCompressed ? bytes.length : gzipSync(bytes).length);
  }
  return compressed.get(path);
}

const fileOf = (page, reference) => {
  // Only the page for addresses that lead nowhere has whole addresses.
  const path = reference.startsWith("http") ? reference.replace(/^.*?\/assets\//, "assets/") : posix.join(posix.dirname(page.path), reference);
  return path.replace(/[?#].*$/, "");
};

// The fonts that a stylesheet may ask for: all of them, though few pages need all.
const fontsOf = (style) =>
  [...bytesOf(style).toString().matchAll(/url\(["']?([^"')]+\.woff2)["']?\)/g)].map(([, url]) =>
    posix.join(posix.dirname(style), url),
  );

function visit(page) {
  const styles = named(page, "link")
    .filter((link) => attribute(link, "rel") === "stylesheet")
    .map((link) => fileOf(page, attribute(link, "href")));
  const scripts = named(page, "script")
    .filter((script) => attribute(script, "src"))
    .map((script) => fileOf(page, attribute(script, "src")));
  const others = [...styles, ...new Set(styles.flatMap(fontsOf))];
  const sum = (paths) => paths.reduce((total, path) => total + weightOf(path), 0);
  const html = gzipSync(page.html).length;
  return { html, scripts: sum(scripts), all: html + sum(scripts) + sum(others) };
}

test("a first visit takes at most 100 kB, of them 30 kB for the page and 15 kB for scripts", () => {
  let heaviest = { all: 0 };
  findNothing((page) => {
    const cost = visit(page);
    if (cost.all > heaviest.all) heaviest = { ...cost, path: page.path };
    const budgets = { html: HTML, scripts: SCRIPTS, all: FIRST_VISIT };
    return Object.keys(budgets)
      .filter((part) => cost[part] > budgets[part])
      .map((part) => `takes ${cost[part]} bytes (${part}), of at most ${budgets[part]}`);
  });
  assert.ok(heaviest.html > KILOBYTE, "nothing was weighed");
  console.log(`heaviest first visit: ${heaviest.path}, ${heaviest.all} bytes (page ${heaviest.html}, scripts ${heaviest.scripts})`);
});
