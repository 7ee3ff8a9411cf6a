// Every link and every anchor of every page, from the files themselves.

import { test } from "node:test";
import assert from "node:assert/strict";
import { posix } from "node:path";
import { address, attribute, bytesOf, files, findNothing, named, pages } from "./support/portal.mjs";

const known = new Set(files);
const anchors = new Map(
  pages.map((page) => [page.path, new Set(page.elements.map((one) => attribute(one, "id")))]),
);

const ATTRIBUTES = ["href", "src", "action", "data", "poster", "cite"];

// What a page refers to, as it is written there.
function* references(page) {
  for (const element of page.elements) {
    for (const name of ATTRIBUTES) {
      const value = attribute(element, name);
      if (value !== undefined) yield value;
    }
    const candidates = attribute(element, "srcset")?.split(",") ?? [];
    yield* candidates.map((candidate) => candidate.trim().split(/\s+/)[0]);
    if (attribute(element, "http-equiv") === "refresh") {
      yield attribute(element, "content").replace(/^.*url=/, "");
    }
  }
}

// The file of the portal that a reference leads to, and the place in it; null if it leads
// out of the portal.
function destination(page, reference) {
  const here = `${address}/${page.path}`;
  const url = new URL(reference, here);
  if (!url.href.startsWith(`${address}/`)) return null;
  const path = decodeURIComponent(url.pathname.slice(new URL(address).pathname.length + 1));
  const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  return { file, anchor: decodeURIComponent(url.hash.slice(1)) };
}

test("every link leads to a file of the portal, and every anchor to a place on its page", () => {
  let checked = 0;
  findNothing((page) => {
    const problems = [];
    for (const reference of references(page)) {
      const found = destination(page, reference);
      if (!found) continue;
      checked += 1;
      if (!known.has(found.file)) problems.push(`${reference} leads to no file`);
      else if (found.anchor && !anchors.get(found.file)?.has(found.anchor)) {
        problems.push(`${reference} leads to no place`);
      }
    }
    return problems;
  });
  assert.ok(checked > 20_000, `only ${checked} links were found`);
});

test("a link is relative, so that the portal works below any address and from a disk", () => {
  findNothing((page) => {
    // Shown for any address at all, this page cannot know how deep it stands.
    if (page.kind === "not-found") return [];
    const isShared = (element) =>
      element.tagName === "link" && ["canonical", "alternate"].includes(attribute(element, "rel"));
    return page.elements
      .filter((element) => !isShared(element))
      .flatMap((element) => ATTRIBUTES.map((name) => attribute(element, name)))
      .filter((value) => value?.startsWith("/") || value?.startsWith(address));
  });
});

test("a link that leads out of the portal is a whole address, or a letter to somebody", () => {
  findNothing((page) =>
    [...references(page)]
      .filter((reference) => !destination(page, reference))
      .filter((reference) => !/^(https?:\/\/[^/\s]+\.|mailto:[^@\s]+@|data:image\/)/.test(reference)),
  );
});

test("what the stylesheets ask for is there", () => {
  const styles = files.filter((path) => path.endsWith(".css"));
  assert.ok(styles.length > 0);
  for (const path of styles) {
    for (const [, url] of bytesOf(path).toString().matchAll(/url\(["']?([^"')]+)["']?\)/g)) {
      if (url.startsWith("data:")) continue;
      const file = posix.join(posix.dirname(path), url);
      assert.ok(known.has(file), `${path}: ${url} is not there`);
    }
  }
});

test("the same subject in another language leads back, and the sitemap names every page", () => {
  const alternatesOf = (page) =>
    named(page, "link")
      .filter((link) => attribute(link, "rel") === "alternate" && attribute(link, "hreflang"))
      .map((link) => [attribute(link, "hreflang"), destination(page, attribute(link, "href")).file])
      .sort();
  const byPath = new Map(pages.map((page) => [page.path, page]));
  const sitemap = bytesOf("sitemap.xml").toString();
  findNothing((page) => {
    // Charts for the pages of others ask not to be listed.
    if (["welcome", "not-found", "moved"].includes(page.kind) || page.kind.startsWith("embed-")) return [];
    const problems = [];
    const alternates = alternatesOf(page);
    if (!alternates.some(([lang, path]) => lang === page.lang && path === page.path)) {
      problems.push("does not name itself among its languages");
    }
    for (const [lang, path] of alternates) {
      const other = byPath.get(path);
      const same = other && JSON.stringify(alternatesOf(other)) === JSON.stringify(alternates);
      if (!same || other.lang !== lang) problems.push(`${lang}: ${path} does not lead back`);
    }
    const short = `${address}/${page.path.replace(/index\.html$/, "")}`;
    if (!sitemap.includes(`<loc>${short}</loc>`)) problems.push("is not in the sitemap");
    return problems;
  });
});

test("every page of a language can be reached from its home page in at most four clicks", () => {
  for (const home of pages.filter((page) => page.kind === "home")) {
    const clicks = new Map([[home.path, 0]]);
    const byPath = new Map(pages.map((page) => [page.path, page]));
    // A Map is walked in the order in which it grows: the nearest pages first.
    for (const [path, count] of clicks) {
      for (const link of named(byPath.get(path), "a")) {
        const found = destination(byPath.get(path), attribute(link, "href") ?? "");
        if (!found || !byPath.has(found.file) || clicks.has(found.file)) continue;
        clicks.set(found.file, count + 1);
      }
    }
    findNothing((page) => {
      if (page.section !== home.section || page.kind === "moved") return [];
      const count = clicks.get(page.path);
      return count <= 4 ? [] : [`is ${count ?? "no number of"} clicks from home`];
    });
  }
});
