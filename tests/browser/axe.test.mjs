// What axe-core finds by the rules of WCAG 2.2 AA and of good practice, on every kind of page
// in every language, in light, dark and forced colours.

import { test } from "node:test";
import assert from "node:assert/strict";
import axe from "axe-core";
import { addressOf, examples } from "./support/portal.mjs";
import { DESK, PHONE, inPage, onEveryKind, skip } from "./support/browser.mjs";

const LIGHT = { colorScheme: "light", forcedColors: "none" };
const DARK = { colorScheme: "dark", forcedColors: "none" };
const FORCED = { colorScheme: "dark", forcedColors: "active" };

const ALL = {
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  rules: { "target-size": { enabled: true } },
};
// What else is asked, of names and roles, has the same answer in any colours.
const COLOURS = { resultTypes: ["violations"], runOnly: ["cat.color"] };

// What is folded away is judged with the rest.
const unfold = () => document.querySelectorAll("details").forEach((one) => (one.open = true));

async function violations(page, options) {
  const results = await page.evaluate((options) => window.axe.run(options), options);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ""}`),
  );
}

async function judge(page, look, options) {
  await page.emulateMedia(look);
  const found = await violations(page, options);
  return found.map((what) => `${look.colorScheme}, forced colours ${look.forcedColors}: ${what}`);
}

test("axe-core finds nothing in light and dark on a wide screen", { skip }, async () => {
  await onEveryKind({ viewport: DESK }, async (page) => {
    await page.evaluate(unfold);
    await page.evaluate(axe.source);
    return [...(await judge(page, LIGHT, ALL)), ...(await judge(page, DARK, COLOURS))];
  });
});

test("axe-core finds nothing in forced colours on a telephone", { skip }, async () => {
  await onEveryKind({ viewport: PHONE }, async (page) => {
    await page.evaluate(unfold);
    await page.evaluate(axe.source);
    return judge(page, FORCED, ALL);
  });
});

test("axe-core sees a fault where there is one", { skip }, async () => {
  await inPage({}, async (page) => {
    await page.goto(addressOf(examples[0]));
    await page.evaluate(axe.source);
    await page.evaluate(() => {
      document.body.append(document.createElement("button"));
      const pale = Object.assign(document.createElement("p"), { textContent: "Pale" });
      pale.style.color = "#aaa";
      pale.style.backgroundColor = "#fff";
      document.querySelector("main").append(pale);
    });
    assert.match((await violations(page, ALL)).join("\n"), /button-name/);
    assert.match((await violations(page, COLOURS)).join("\n"), /color-contrast/);
  });
});
