// What holds of every page, whatever is on it: its language, headings, landmarks, names,
// tables, and what it may load.

import { test } from "node:test";
import assert from "node:assert/strict";
import {
  address, attribute, bytesOf, files, findNothing, folder, isWithin, languageOf, named, pages,
  textOf,
} from "./support/portal.mjs";
import { headersOf } from "./support/server.mjs";

const words = (element) => textOf(element).replace(/\s+/g, " ").trim();

test("there are pages of many kinds, in two languages", () => {
  const kinds = new Set(pages.map((page) => page.kind));
  assert.ok(kinds.size >= 20 && !kinds.has(undefined), [...kinds].join(" "));
  assert.deepEqual([...new Set(pages.map((page) => page.section))].sort(), ["en", "vi", null].sort());
});

// Two sources may bear one title, two may tell of one result, and prose is called as it likes.
const MAY_SHARE = ["record-sources", "record-achievements", "page", "moved"];

test("a page says its language, its kind and its name, and no two have the same name", () => {
  const titles = new Map();
  findNothing((page) => {
    const problems = [];
    if (page.section && page.lang !== page.section) problems.push(`is in ${page.lang}`);
    if (!page.kind) problems.push("does not say what kind of page it is");
    const [title, ...others] = named(page, "title").filter((one) => !isWithin(one, "svg")).map(words);
    if (!title || others.length > 0) problems.push("has not one title");
    // A chart for the pages of others is called as what it shows.
    if (MAY_SHARE.includes(page.kind) || page.kind.startsWith("embed-")) return problems;
    const name = `${page.section} ${title}`;
    if (titles.has(name)) problems.push(`is called “${title}” as ${titles.get(name)} is`);
    titles.set(name, page.path);
    return problems;
  });
});

test("a page has one heading of the first level, and no level is left out below it", () => {
  findNothing((page) => {
    const levels = named(page, "h1", "h2", "h3", "h4", "h5", "h6").map((heading) => ({
      level: Number(heading.tagName[1]),
      text: words(heading),
    }));
    const problems = levels.filter(({ text }) => !text).map(({ level }) => `an h${level} is empty`);
    const first = levels.filter(({ level }) => level === 1).length;
    if (first !== 1) problems.push(`has ${first} headings of the first level`);
    levels.forEach(({ level, text }, at) => {
      const before = levels[at - 1]?.level ?? 0;
      if (level > before + 1) problems.push(`“${text}” is an h${level} after an h${before}`);
    });
    return problems;
  });
});

test("a page has one main part, named ways around it, and a first link that skips to it", () => {
  findNothing((page) => {
    const problems = [];
    const mains = named(page, "main");
    if (mains.length !== 1) problems.push(`has ${mains.length} main parts`);
    const names = named(page, "nav").map((nav) => attribute(nav, "aria-label") ?? attribute(nav, "aria-labelledby"));
    if (names.includes(undefined)) problems.push("has a navigation without a name");
    if (new Set(names).size !== names.length) problems.push(`names two navigations alike: ${names.join(", ")}`);
    const [first] = named(page, "a", "button", "input", "select", "summary");
    // Nothing stands before the main part of these.
    if (first && !isWithin(first, "main")) {
      if (attribute(first, "href") !== `#${attribute(mains[0], "id")}`) problems.push("does not begin with a link to its main part");
    }
    return problems;
  });
});

test("ids are given once, and what refers to one finds it", () => {
  const REFERRING = ["aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for", "headers", "list"];
  findNothing((page) => {
    const ids = page.elements.map((element) => attribute(element, "id")).filter((id) => id !== undefined);
    const unique = new Set(ids);
    const problems = unique.size === ids.length ? [] : ["gives an id twice"];
    for (const element of page.elements) {
      for (const name of REFERRING) {
        for (const id of attribute(element, name)?.split(/\s+/) ?? []) {
          if (!unique.has(id)) problems.push(`${name}="${id}" refers to nothing`);
        }
      }
    }
    return problems;
  });
});

test("a table stands alone below its heading or has a name of its own, and says what its heads are of", () => {
  let tables = 0;
  findNothing((page) => {
    const problems = [];
    let heading;
    let above;
    for (const element of page.elements) {
      if (/^h[1-6]$/.test(element.tagName)) heading = element;
      if (element.tagName !== "table") continue;
      tables += 1;
      const inside = page.elements.filter((one) => isWithin(one, element));
      const isNamed = inside.some((one) => one.tagName === "caption") ||
        attribute(element, "aria-label") || attribute(element, "aria-labelledby");
      // In prose the sentence before a table says what it is.
      if (!isNamed && heading === above && !isWithin(element, "article")) problems.push(`has a second table below “${words(heading)}”`);
      above = heading;
      const heads = inside.filter((one) => one.tagName === "th");
      if (heads.length === 0) problems.push("has a table without heads");
      for (const head of heads.filter((one) => !["col", "row"].includes(attribute(one, "scope")))) {
        // A row of nothing but heads needs no telling.
        if (isWithin(head, "tbody")) problems.push(`“${words(head)}” does not say what it is the head of`);
      }
    }
    return problems;
  });
  assert.ok(tables > 100, `only ${tables} tables`);
});

test("pictures say what they show", () => {
  findNothing((page) => {
    const pictures = named(page, "img").filter((image) => attribute(image, "alt") === undefined);
    const drawings = named(page, "svg").filter((svg) => {
      if (attribute(svg, "aria-hidden") === "true") return false;
      const name = attribute(svg, "aria-label") || attribute(svg, "aria-labelledby");
      return attribute(svg, "role") !== "img" || !name;
    });
    return [...pictures, ...drawings].map((element) => `has a nameless ${element.tagName}`);
  });
});

test("every page of a record can be reported with the record's own name", () => {
  let records = 0;
  findNothing((page) => {
    if (!page.kind.startsWith("record-")) return [];
    records += 1;
    const kind = page.kind.slice("record-".length);
    const [id] = page.path.split("/").slice(-2);
    const isNamed = named(page, "a").some((link) =>
      decodeURIComponent(attribute(link, "href")).includes(`${kind}/${id}`));
    return isNamed ? [] : ["has no way to report a mistake in it"];
  });
  assert.ok(records > 400, `only ${records} records`);
});

test("a word of the trade is explained on the page that uses it, in at most 40 words", () => {
  let explained = 0;
  findNothing((page) => {
    const problems = [];
    const ids = new Map(page.elements.map((element) => [attribute(element, "id"), element]));
    for (const term of named(page, "a").filter((link) => attribute(link, "class") === "term")) {
      const meaning = ids.get(attribute(term, "href").slice(1));
      const definition = meaning?.childNodes.find((child) => child.tagName === "dd");
      const back = definition?.childNodes.find((child) => attribute(child, "class") === "back");
      const count = definition ? words(definition).split(" ").length - (back ? words(back).split(" ").length : 0) : 0;
      explained += 1;
      if (count < 3 || count > 40) problems.push(`“${words(term)}” is explained in ${count} words`);
    }
    return problems;
  });
  assert.ok(explained > 1_000, `only ${explained} words were explained`);
});

test("a disclosure says what it discloses", () => {
  findNothing((page) =>
    named(page, "details")
      .filter((one) => !one.childNodes.some((child) => child.tagName === "summary" && words(child)))
      .map(() => "has details without a summary"),
  );
});

// A name of several words stays in its own language; a sentence is marked with it.
const VIETNAMESE = /[ăâđêôơưĂÂĐÊÔƠƯàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]/;

test("Vietnamese on an English page is marked as Vietnamese, and English on a Vietnamese one as English", () => {
  const sentences = (page) =>
    page.elements.flatMap((element) =>
      element.childNodes
        .filter((child) => child.nodeName === "#text")
        .map((child) => ({ element, text: child.value.trim() }))
        // A title has one language for all of it, Markdown no mark for another one, and a
        // citation is copied as one text, the names in it as they are.
        .filter(() => !["script", "style", "title", "pre"].includes(element.tagName))
        .filter(() => !isWithin(element, "pre", "article") && !isCitation(element)),
    );
  const isCitation = (element) => element.tagName === "blockquote" && attribute(element.parentNode, "class") === "cite";
  let seen = 0;
  findNothing((page) =>
    sentences(page).flatMap(({ element, text }) => {
      const parts = text.split(/\s+/).filter((word) => /\p{L}/u.test(word));
      if (parts.length < 6) return [];
      const marked = parts.filter((word) => VIETNAMESE.test(word)).length / parts.length;
      const english = parts.filter((word) => /^(the|of|and|is|are|in|to|by|was|not|which)$/i.test(word)).length;
      const lang = marked > 0.4 ? "vi" : marked < 0.1 && english >= 2 ? "en" : null;
      if (lang) seen += 1;
      return lang && languageOf(element) !== lang ? [`“${text.slice(0, 60)}” is said to be ${languageOf(element)}`] : [];
    }),
  );
  assert.ok(seen > 2_000, `only ${seen} sentences were recognised`);
});

test("a page repeats the policy of the header before it loads anything", async () => {
  const headers = new Map(await headersOf(folder));
  const policy = headers.get("Content-Security-Policy");
  assert.match(policy, /^default-src 'none';/);
  assert.doesNotMatch(policy, /unsafe|\*|https?:/);
  assert.equal(headers.get("X-Content-Type-Options"), "nosniff");
  findNothing((page) => {
    const loading = page.elements.findIndex((element) => ["link", "script", "img", "style"].includes(element.tagName));
    const at = page.elements.findIndex((element) => attribute(element, "http-equiv") === "Content-Security-Policy");
    if (at < 0) return ["has no policy"];
    if (loading >= 0 && loading < at) return ["loads something before its policy"];
    return attribute(page.elements[at], "content") === policy ? [] : ["has another policy"];
  });
});

test("a page has no script and no style within it", () => {
  findNothing((page) =>
    page.elements.flatMap((element) => {
      const problems = element.attrs
        .filter(({ name, value }) => name === "style" || name.startsWith("on") || /^\s*javascript:/i.test(value))
        .map(({ name }) => `<${element.tagName} ${name}>`);
      const isInline = element.tagName === "style" ||
        (element.tagName === "script" && attribute(element, "src") === undefined &&
          // Data is not run.
          !["application/ld+json", "application/json"].includes(attribute(element, "type")));
      return isInline ? [...problems, `has a <${element.tagName}> within it`] : problems;
    }),
  );
});

test("a page asks no other host for anything", () => {
  const LOADING = ["stylesheet", "icon", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch", "manifest"];
  const isElsewhere = (page, value) => {
    const url = new URL(value, `${address}/${page.path}`);
    return url.protocol !== "data:" && url.origin !== new URL(address).origin;
  };
  findNothing((page) =>
    page.elements
      .filter((element) =>
        ["img", "script", "iframe", "embed", "object", "source", "video", "audio", "track", "image", "use"].includes(element.tagName) ||
        (element.tagName === "link" && attribute(element, "rel").split(" ").some((rel) => LOADING.includes(rel))))
      .flatMap((element) => ["href", "src", "srcset", "data", "poster"].map((name) => attribute(element, name)))
      .filter((value) => value !== undefined && isElsewhere(page, value)),
  );
  for (const path of files.filter((path) => path.endsWith(".css"))) {
    assert.doesNotMatch(bytesOf(path).toString(), /url\(["']?(https?:)?\/\/|@import/, path);
  }
});
