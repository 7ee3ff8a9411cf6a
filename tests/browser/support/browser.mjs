// The browser of a file of tests, and what tests do in it.

import { after } from "node:test";
import { DESK, launch, missing } from "./chromium.mjs";
import { addressOf, examples } from "./portal.mjs";

export { DESK, PHONE, TABLET } from "./chromium.mjs";

// Why tests in a browser are skipped, or false.
export const skip = missing;

let launched;
after(async () => (await launched)?.close());

// Runs `visit` in a page of its own, closed afterwards. What a reader is shown is told in the
// options of Playwright's contexts: viewport, javaScriptEnabled, colorScheme …
export async function inPage(options, visit) {
  launched ??= launch();
  const context = await (await launched).newContext({ viewport: DESK, ...options });
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
      const found = await find(page, example).catch((error) => [error.message]);
      problems.push(...found.map((what) => `${example.path}: ${what}`));
    }
    return problems;
  });
  if (found.length > 0) throw new Error(found.join("\n"));
}
