// What comes out of a printer, and what dark and forced colours make of a page.

import { test } from "node:test";
import assert from "node:assert/strict";
import { address, examples } from "./support/portal.mjs";
import { inPage, onEveryKind, skip } from "./support/browser.mjs";

// What is on paper and what is dark is the same in every language.
const inOneLanguage = examples.filter(({ section }) => section !== "en");

const TARGET = `${address}/vi/chi-tieu/qn-2025-ho-so-cap-xa/`;

test("printed, a page has its text in ink on paper, without ways around the portal", { skip }, async () => {
  await inPage({ colorScheme: "dark" }, async (page) => {
    await page.goto(TARGET);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    for (const way of await page.locator("header nav, .skip").all()) assert.equal(await way.isVisible(), false);
    const { ink, paper } = await page.evaluate(() => {
      const brightness = (color) => {
        const [red, green, blue, alpha = 1] = color.match(/[\d.]+/g).map(Number);
        return alpha === 0 ? 255 : (red + green + blue) / 3;
      };
      const heading = getComputedStyle(document.querySelector("h1"));
      return { ink: brightness(heading.color), paper: brightness(getComputedStyle(document.body).backgroundColor) };
    });
    assert.ok(ink < 80 && paper > 240, `ink ${ink} on paper ${paper}`);
  });
});

test("printed, what was folded away is there, and a source can be found without clicking", { skip }, async () => {
  await inPage({}, async (page) => {
    await page.goto(TARGET);
    await page.emulateMedia({ media: "print" });
    const folded = page.locator("details").filter({ hasText: "Các lý do" }).locator("p").last();
    assert.ok(await folded.isVisible());
    // The address of the page itself, by which the paper can be held against it.
    const addresses = await page.evaluate(() =>
      [...document.querySelectorAll("a[rel~=external]")].map((link) => getComputedStyle(link, "::after").content),
    );
    for (const shown of addresses) assert.match(shown, /https?:/);
  });
});

test("every kind of page fits the width of a sheet of A4", { skip }, async () => {
  // As wide as the sheet without its margins.
  await onEveryKind({ viewport: { width: 673, height: 987 } }, async (page) => {
    await page.emulateMedia({ media: "print" });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    return width > 673 ? [`is ${width} px wide`] : [];
  }, inOneLanguage);
});

test("a page becomes a PDF with headings that a reader of the screen can follow", { skip }, async () => {
  await inPage({}, async (page) => {
    await page.goto(TARGET);
    const bytes = await page.pdf({ format: "A4", tagged: true, outline: true });
    assert.ok(bytes.length > 10_000 && bytes.subarray(0, 5).toString() === "%PDF-");
    assert.match(bytes.toString("latin1"), /\/StructTreeRoot/);
  });
});

test("in the dark the paper is dark, and nothing shines", { skip }, async () => {
  await onEveryKind({ colorScheme: "dark" }, (page) =>
    page.evaluate(() =>
      [...document.querySelectorAll("body, body *")].filter((element) => {
        const color = getComputedStyle(element).backgroundColor.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
        const [red, green, blue, alpha = 1] = color;
        const { width, height } = element.getBoundingClientRect();
        return alpha > 0.5 && width * height > 2000 && (red + green + blue) / 3 > 128;
      }).map((element) => element.outerHTML.slice(0, 80)),
    ), inOneLanguage);
});
