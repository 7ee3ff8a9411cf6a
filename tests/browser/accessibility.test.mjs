// WCAG 2.2 AA on every kind of page in every language: what axe-core finds in light, dark and
// forced colours, and what it cannot see: the keyboard, narrow screens, large letters.

import { test } from "node:test";
import assert from "node:assert/strict";
import axe from "axe-core";
import { addressOf, examples } from "./support/portal.mjs";
import { DESK, PHONE, inPage, skip } from "./support/browser.mjs";

const LOOKS = [
  { colorScheme: "light", forcedColors: "none" },
  { colorScheme: "dark", forcedColors: "none" },
  { colorScheme: "dark", forcedColors: "active" },
];

const OPTIONS = {
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  rules: { "target-size": { enabled: true } },
};

// Does something on the example of each kind of page, in one tab, and tells of all that fail.
async function onEveryKind(options, find, among = examples) {
  const found = await inPage(options, async (page) => {
    const problems = [];
    for (const example of among) {
      await page.goto(addressOf(example));
      problems.push(...(await find(page, example)).map((what) => `${example.path}: ${what}`));
    }
    return problems;
  });
  assert.deepEqual(found, []);
}

const violations = async (page) => {
  const results = await page.evaluate((options) => window.axe.run(options), OPTIONS);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`),
  );
};

for (const viewport of [DESK, PHONE]) {
  const looks = viewport === DESK ? LOOKS : LOOKS.slice(0, 1);
  const names = looks.map((look) => (look.forcedColors === "active" ? "forced" : look.colorScheme));
  test(`axe-core finds nothing at ${viewport.width} px (${names.join(", ")})`, { skip }, async () => {
    await onEveryKind({ viewport }, async (page) => {
      const problems = [];
      await page.evaluate(axe.source);
      for (const look of looks) {
        await page.emulateMedia(look);
        const found = await violations(page);
        problems.push(...found.map((what) => `${look.colorScheme}, forced ${look.forcedColors}: ${what}`));
      }
      return problems;
    });
  });
}

test("axe-core sees a fault where there is one", { skip }, async () => {
  await inPage({}, async (page) => {
    await page.goto(addressOf(examples[0]));
    await page.evaluate(axe.source);
    await page.evaluate(() => document.body.append(document.createElement("button")));
    assert.match((await violations(page)).join("\n"), /button-name/);
  });
});

// What the keyboard reaches, in its order: whether it can be seen, and how its focus shows.
const focused = () => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const seen = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 40) / 2);
  window.reached ??= [];
  const isAgain = window.reached.includes(element);
  window.reached.push(element);
  return {
    name: `<${element.tagName.toLowerCase()}> ${(element.getAttribute("aria-label") ?? element.textContent).trim().slice(0, 40)}`,
    isAgain,
    isMarked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    isInView: box.bottom > 0 && box.right > 0 && box.top < clientHeight && box.left < clientWidth,
    isCovered: seen !== null && !element.contains(seen) && !seen.contains(element),
  };
};

test("the keyboard reaches everything, shows where it is, and is nowhere caught", { skip }, async () => {
  await onEveryKind({ viewport: DESK }, async (page) => {
    const problems = [];
    const count = await page.evaluate(() => {
      const canHaveFocus = "a[href], button, input, select, textarea, summary, [tabindex]";
      const all = [...document.querySelectorAll(canHaveFocus)];
      return all.filter((one) => one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true })).length;
    });
    let reached = 0;
    // Long lists repeat themselves: their first links tell.
    for (; reached < Math.min(count, 60); reached += 1) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(focused);
      if (!at || at.isAgain) break;
      if (!at.isMarked) problems.push(`the focus of ${at.name} cannot be seen`);
      if (!at.isInView || at.isCovered) problems.push(`${at.name} has the focus out of sight`);
    }
    if (reached < Math.min(count, 60)) problems.push(`${reached} of ${count} can be reached by the keyboard`);
    return problems;
  });
});

test("the first press of Tab offers to skip to the main part, and Enter does", { skip }, async () => {
  const among = examples.filter(({ kind }) => !["welcome", "not-found", "moved"].includes(kind));
  await onEveryKind({ viewport: PHONE }, async (page) => {
    await page.keyboard.press("Tab");
    const link = await page.evaluate(focused);
    if (!link?.isInView || link.isCovered) return ["the link cannot be seen"];
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const isPast = await page.evaluate(() => {
      const main = document.querySelector("main");
      const order = main.compareDocumentPosition(document.activeElement);
      return Boolean(order & (Node.DOCUMENT_POSITION_CONTAINED_BY | Node.DOCUMENT_POSITION_FOLLOWING));
    });
    return isPast ? [] : ["the next press of Tab is not past the masthead"];
  }, among);
});

// What is wider than the window, but for tables and code that scroll by themselves.
const overflowing = () => {
  const root = document.scrollingElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const wide = [...document.body.querySelectorAll("*")].filter((element) => {
    const { right } = element.getBoundingClientRect();
    return right > root.clientWidth + 1 && element.children.length === 0;
  });
  const names = wide.slice(0, 3).map((element) => `<${element.tagName.toLowerCase()}> ${element.textContent.trim().slice(0, 40)}`);
  return [`is ${root.scrollWidth} px wide in a window of ${root.clientWidth}: ${names.join("; ")}`];
};

// Text that its own box cuts off.
const cut = () =>
  [...document.body.querySelectorAll("*")]
    .filter((element) => {
      const { overflowX, overflowY, position, clip } = getComputedStyle(element);
      // What is only for screen readers is hidden by cutting it off.
      const isHidden = position === "absolute" && (clip !== "auto" || element.clientWidth <= 1);
      const cutsX = overflowX === "hidden" || overflowX === "clip";
      const cutsY = overflowY === "hidden" || overflowY === "clip";
      return !isHidden && element.textContent.trim() !== "" && element.checkVisibility() &&
        ((cutsX && element.scrollWidth > element.clientWidth + 1) ||
          (cutsY && element.scrollHeight > element.clientHeight + 1));
    })
    .map((element) => `cuts off “${element.textContent.trim().slice(0, 40)}”`);

const fits = async (page) => [...(await page.evaluate(overflowing)), ...(await page.evaluate(cut))];

for (const [name, viewport] of [
  ["320 px, as a window of 1280 px at 400%", { width: 320, height: 256 }],
  ["360 px, as a telephone", PHONE],
  ["640 px, as a window of 1280 px at 200%", { width: 640, height: 512 }],
]) {
  test(`nothing is lost and nothing scrolls sideways at ${name}`, { skip }, async () => {
    await onEveryKind({ viewport }, fits);
  });
}

test("nothing is lost with letters of twice the size, or with the spacing that WCAG 1.4.12 asks for", { skip }, async () => {
  await onEveryKind({ viewport: DESK }, async (page) => {
    const tools = await page.context().newCDPSession(page);
    await tools.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
    const large = (await fits(page)).map((what) => `with large letters: ${what}`);
    await tools.send("Page.setFontSizes", { fontSizes: { standard: 16, fixed: 13 } });
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
      document.adoptedStyleSheets = [sheet];
    });
    const spaced = (await fits(page)).map((what) => `with wide spacing: ${what}`);
    return [...large, ...spaced];
  });
});

test("letters grow with the size that a reader has chosen", { skip }, async () => {
  await inPage({}, async (page) => {
    await page.goto(addressOf(examples.find(({ kind }) => kind === "home")));
    const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector("main p")).fontSize));
    const usual = await size();
    const tools = await page.context().newCDPSession(page);
    await tools.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
    assert.equal(await size(), usual * 2);
  });
});

test("nothing moves for who asked for less motion, and nothing moves by itself for anybody", { skip }, async () => {
  const moving = () =>
    [...document.querySelectorAll("*")].flatMap((element) => {
      const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
      const isAnimated = animationName !== "none";
      const isSlow = transitionDuration.split(",").some((duration) => parseFloat(duration) > 0.01);
      return [isAnimated && "animation", isSlow && "transition", scrollBehavior === "smooth" && "scrolling"]
        .filter(Boolean)
        .map((what) => `${what} of <${element.tagName.toLowerCase()} class="${element.className}">`);
    });
  await onEveryKind({ reducedMotion: "reduce" }, (page) => page.evaluate(moving));
  const animated = () => document.getAnimations().map((animation) => `${animation.animationName} runs by itself`);
  await onEveryKind({}, (page) => page.evaluate(animated));
});
