// The portal as it was built: its files, and its pages as parsed documents. What is asked of
// every page is asked here, without a browser.

import { readFileSync, readdirSync } from "node:fs";
import { join, posix } from "node:path";
import { parse } from "parse5";

// Set by `run.mjs`, which builds the portal and serves it.
export const folder = fromRun("MINHBACH_PORTAL");
export const address = fromRun("MINHBACH_PORTAL_ADDRESS");

function fromRun(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run tests/browser/run [FILE …]`);
  return value;
}

// The paths of all files, below the portal's root.
export const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => posix.relative(folder, posix.join(entry.parentPath ?? entry.path, entry.name)))
  .sort();

export function bytesOf(path) {
  return readFileSync(join(folder, path));
}

// Every page: its path, its document, its language, what kind of page it says it is, and its
// elements in their order.
export const pages = files.filter((path) => path.endsWith(".html")).map(page);

function page(path) {
  const html = bytesOf(path);
  const elements = elementsOf(parse(html.toString("utf8")));
  const [root] = elements;
  const body = elements.find((element) => element.tagName === "body");
  return {
    path,
    html,
    elements,
    lang: attribute(root, "lang"),
    // The language's folder; the pages at the root speak every language.
    section: path.includes("/") ? path.split("/")[0] : null,
    kind: attribute(body, "data-page"),
  };
}

// Of each kind of page and language the largest, which has the most on it.
export const examples = [...new Set(pages.map((page) => `${page.kind} ${page.section}`))]
  .sort()
  .map((key) => {
    const alike = pages.filter((page) => `${page.kind} ${page.section}` === key);
    return alike.reduce((one, other) => (other.html.length > one.html.length ? other : one));
  });

// The address of a page on the test's own host.
export const addressOf = (page) => `${address}/${page.path}`;

function elementsOf(node, into = []) {
  for (const child of node.childNodes ?? []) {
    if (child.tagName) into.push(child);
    elementsOf(child, into);
  }
  return into;
}

export function attribute(element, name) {
  return element?.attrs?.find((attribute) => attribute.name === name)?.value;
}

export function named(page, ...names) {
  return page.elements.filter((element) => names.includes(element.tagName));
}

// The words of an element, as they stand in it.
export function textOf(node) {
  if (node.nodeName === "#text") return node.value;
  return (node.childNodes ?? []).map(textOf).join("");
}

// The language that an element is said to be in.
export function languageOf(element) {
  for (let at = element; at; at = at.parentNode) {
    const lang = at.attrs && attribute(at, "lang");
    if (lang) return lang;
  }
}

// Whether an element stands within another: this one, or any of this name.
export function isWithin(element, ...others) {
  for (let at = element.parentNode; at; at = at.parentNode) {
    if (others.includes(at) || others.includes(at.tagName)) return true;
  }
  return false;
}

// Fails with every page that has something amiss, not only the first.
export function findNothing(find, among = pages) {
  const found = among.flatMap((page) => find(page).map((what) => `${page.path}: ${what}`));
  if (found.length > 0) {
    const more = found.length > 20 ? `\n… and ${found.length - 20} more` : "";
    throw new Error(`${found.slice(0, 20).join("\n")}${more}`);
  }
}
