// Debian's Chromium, driven by Playwright. Each file of tests has one of its own.

import { after } from "node:test";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { addressOf, examples } from "./portal.mjs";

const PROGRAM = process.env.CHROME_PATH ?? "/usr/bin/chromium";

// Why tests in a browser are skipped, or false.
export const skip = existsSync(PROGRAM) ? false : `there is no Chromium at ${PROGRAM}`;

export const PHONE = { width: 360, height: 640 };
export const TABLET = { width: 768, height: 1024 };
export const DESK = { width: 1280, height: 800 };

let launched;

export function browser() {
  launched ??= chromium.launch({
    executablePath: PROGRAM,
    // Without these, a container has neither the rights nor the shared memory it asks for.
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
  return launched;
}

after(async () => (await launched)?.close());

// Runs `visit` in a page of its own, closed afterwards. What a reader is shown is told in the
// options of Playwright's contexts: viewport, javaScriptEnabled, colorScheme …
export async function inPage(options, visit) {
  const context = await (await browser()).newContext({ viewport: DESK, ...options });
  try {
    return await visit(await context.newPage());
  } finally {
    await context.close();
  }
}

// Does something on the example of each kind of page, in one tab, and tells of all that is
// amiss and not only of the first.
export async function onEveryKind(options, find, among = examples) {
  const found = await inPage(options, async (page) => {
    const problems = [];
    for (const example of among) {
      await page.goto(addressOf(example));
      problems.push(...(await find(page, example)).map((what) => `${example.path}: ${what}`));
    }
    return problems;
  });
  if (found.length > 0) throw new Error(found.join("\n"));
}
