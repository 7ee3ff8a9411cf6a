// What axe-core cannot see of WCAG 2.2 AA: the keyboard, narrow screens, large letters, wide
// spacing, motion.

import { test } from "node:test";
import assert from "node:assert/strict";
import { addressOf, examples } from "./support/portal.mjs";
import { DESK, PHONE, inPage, onEveryKind, skip } from "./support/browser.mjs";

// Which elements there are and how they are reached is the same in every language.
const inOneLanguage = examples.filter(({ section }) => section !== "en");

// Long lists repeat themselves: their first links tell.
const PRESSES = 40;

// The element that has the focus: whether it was there before, and whether it can be seen.
const focused = () => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  // Of a link over two lines, the first: the box around both holds what is none of it.
  const [box] = element.getClientRects();
  const { clientWidth, clientHeight } = document.documentElement;
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 40) / 2);
  window.reached ??= new Set();
  const isAgain = window.reached.has(element);
  window.reached.add(element);
  return {
    name: `<${element.tagName.toLowerCase()}> ${(element.getAttribute("aria-label") ?? element.textContent).trim().slice(0, 40)}`,
    isAgain,
    isMarked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    isInView: box.bottom > 0 && box.right > 0 && box.top < clientHeight && box.left < clientWidth,
    isCovered: top !== null && !element.contains(top) && !top.contains(element),
  };
};

const countOfStops = () => {
  const canHaveFocus = "a[href], button, input, select, textarea, summary, [tabindex]";
  const all = [...document.querySelectorAll(canHaveFocus)];
  return all.filter((one) => one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true })).length;
};

test("the keyboard reaches everything, shows where it is, and is nowhere caught", { skip }, async () => {
  await onEveryKind({ viewport: DESK }, async (page) => {
    const problems = [];
    const count = Math.min(await page.evaluate(countOfStops), PRESSES);
    let reached = 0;
    for (; reached < count; reached += 1) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(focused);
      if (!at || at.isAgain) break;
      if (!at.isMarked) problems.push(`the focus of ${at.name} cannot be seen`);
      if (!at.isInView || at.isCovered) problems.push(`${at.name} has the focus out of sight`);
    }
    if (reached < count) problems.push(`${reached} of ${count} can be reached by the keyboard`);
    return problems;
  }, inOneLanguage);
});

test("the first press of Tab offers to skip to the main part, and Enter does", { skip }, async () => {
  // A chart for the pages of others has nothing before its main part.
  const among = inOneLanguage.filter(({ section, kind }) => section && !kind.startsWith("embed-"));
  await onEveryKind({ viewport: PHONE }, async (page) => {
    await page.keyboard.press("Tab");
    const link = await page.evaluate(focused);
    if (!link?.isInView || link.isCovered) return ["the link cannot be seen"];
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const isPast = await page.evaluate(() => {
      const order = document.querySelector("main").compareDocumentPosition(document.activeElement);
      return Boolean(order & (Node.DOCUMENT_POSITION_CONTAINED_BY | Node.DOCUMENT_POSITION_FOLLOWING));
    });
    return isPast ? [] : ["the next press of Tab is not past the masthead"];
  }, among);
});

// What is wider than the window, but for what scrolls by itself, and text that its own box
// cuts off.
const lost = () => {
  const name = (element) => `<${element.tagName.toLowerCase()}> ${element.textContent.trim().slice(0, 40)}`;
  const { scrollWidth, clientWidth } = document.scrollingElement;
  const all = [...document.body.querySelectorAll("*")];
  const wide = scrollWidth <= clientWidth ? [] : all
    .filter((element) => element.children.length === 0 && element.getBoundingClientRect().right > clientWidth + 1)
    .slice(0, 3)
    .map((element) => `${name(element)} reaches to ${scrollWidth} of ${clientWidth} px`);
  const cut = all.filter((element) => {
    const { overflowX, overflowY, position } = getComputedStyle(element);
    // What is only for screen readers is hidden by cutting it off.
    const isHidden = position === "absolute" && element.clientWidth <= 1;
    const cuts = (overflow) => overflow === "hidden" || overflow === "clip";
    return !isHidden && element.textContent.trim() !== "" && element.checkVisibility() &&
      ((cuts(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (cuts(overflowY) && element.scrollHeight > element.clientHeight + 1));
  });
  return [...wide, ...cut.map((element) => `${name(element)} is cut off`)];
};

const SPACING = `* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } p { margin-bottom: 2em !important }`;

test("nothing is lost and nothing scrolls sideways on narrow screens, enlarged, or spaced widely", { skip }, async () => {
  await onEveryKind({ viewport: DESK }, async (page) => {
    const problems = [];
    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    const look = async (how) => {
      problems.push(...(await page.evaluate(lost)).map((what) => `${how}: ${what}`));
    };
    for (const [width, how] of [[320, "at 320 px, which is 1280 px at 400%"], [360, "on a telephone"], [640, "at 640 px, which is 1280 px at 200%"], [1280, "on a wide screen"]]) {
      await page.setViewportSize({ width, height: 640 });
      await look(how);
    }
    const tools = await page.context().newCDPSession(page);
    await tools.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
    await look("with letters of twice the size");
    await tools.send("Page.setFontSizes", { fontSizes: { standard: 16, fixed: 13 } });
    // The spacing of success criterion 1.4.12.
    await page.evaluate((spacing) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(spacing);
      document.adoptedStyleSheets = [sheet];
    }, SPACING);
    await look("with wide spacing");
    return problems;
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

test("nothing moves by itself, and nothing at all for who asked for less motion", { skip }, async () => {
  await onEveryKind({ reducedMotion: "no-preference" }, async (page) => {
    const running = await page.evaluate(() => document.getAnimations().map((one) => `${one.animationName} runs by itself`));
    await page.emulateMedia({ reducedMotion: "reduce" });
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll("*")].flatMap((element) => {
        const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
        const isSlow = transitionDuration.split(",").some((duration) => parseFloat(duration) > 0.01);
        return [animationName !== "none" && "animation", isSlow && "transition", scrollBehavior === "smooth" && "scrolling"]
          .filter(Boolean)
          .map((what) => `${what} of <${element.tagName.toLowerCase()} class="${element.className}">`);
      }),
    );
    return [...running, ...moving];
  }, inOneLanguage);
});
