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

// What the browser loads by itself besides the page, by the elements that name it. What is only
// linked to, a reader asks for.
const LOADED = {
  link: (link) => ["stylesheet", "icon", "preload"].includes(attribute(link, "rel")) && attribute(link, "href"),
  script: (script) => attribute(script, "src"),
  img: (image) => attribute(image, "src"),
  source: (source) => attribute(source, "src"),
  iframe: (frame) => attribute(frame, "src"),
  embed: (embedded) => attribute(embedded, "src"),
  object: (object) => attribute(object, "data"),
};

function visit(page) {
  const asked = Object.entries(LOADED).flatMap(([name, referenceOf]) =>
    named(page, name).map(referenceOf).filter((reference) => reference && !reference.startsWith("data:"))
      .map((reference) => fileOf(page, reference)));
  const all = new Set([...asked, ...asked.filter((path) => path.endsWith(".css")).flatMap(fontsOf)]);
  const sum = (paths) => paths.reduce((total, path) => total + weightOf(path), 0);
  const html = gzipSync(page.html).length;
  const scripts = sum([...all].filter((path) => path.endsWith(".js")));
  return { html, scripts, all: html + sum([...all]) };
}

const BUDGETS = { html: HTML, scripts: SCRIPTS, all: FIRST_VISIT };
const PARTS = Object.keys(BUDGETS);

test("a first visit takes at most 100 kB, of them 30 kB for the page and 15 kB for scripts", () => {
  // Of each part the page that takes the most.
  const nearest = {};
  findNothing((page) => {
    const cost = visit(page);
    for (const part of PARTS) {
      if (cost[part] > (nearest[part]?.bytes ?? 0)) nearest[part] = { bytes: cost[part], path: page.path };
    }
    return PARTS.filter((part) => cost[part] > BUDGETS[part])
      .map((part) => `takes ${cost[part]} bytes (${part}), of at most ${BUDGETS[part]}`);
  });
  for (const part of PARTS) {
    assert.ok(nearest[part].bytes > KILOBYTE, `nothing was weighed: ${part}`);
    console.log(`nearest to its limit (${part}): ${nearest[part].bytes} of ${BUDGETS[part]} bytes, ${nearest[part].path}`);
  }
});
