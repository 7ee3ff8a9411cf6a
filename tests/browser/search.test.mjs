// What a search costs the line and how soon it answers, in the browser. Whether it finds what is
// looked for is held by tests/data/queries.csv.

import { test } from "node:test";
import assert from "node:assert/strict";
import { address } from "./support/portal.mjs";
import { PHONE, inPage, skip } from "./support/browser.mjs";

const SEARCH = `${address}/vi/tim-kiem/`;
const FIRST_SEARCH = 60_000;
const AT_ONCE = 100;

const box = (page) => page.locator("#finder").getByRole("searchbox");

const isAnswered = (page) => page.locator("#found").getByText(/kết quả|Không tìm thấy/).waitFor();

test("a first search takes at most 60 kB with its page, and headers, and nothing kept from before", { skip }, async () => {
  for (const query of ["ho so cap xa", "bac lieu", "nq 57", "q"]) {
    await inPage({ viewport: PHONE }, async (page) => {
      const answers = [];
      page.on("response", (response) => answers.push(response));
      await page.goto(SEARCH);
      await box(page).fill(query);
      await page.keyboard.press("Enter");
      await isAnswered(page);
      let bytes = 0;
      for (const answer of answers) {
        const { responseHeadersSize, responseBodySize } = await answer.request().sizes();
        bytes += responseHeadersSize + responseBodySize;
      }
      console.log(`a first search for “${query}”: ${bytes} of ${FIRST_SEARCH} bytes`);
      assert.ok(answers.some((answer) => answer.url().includes("/search/words/")), "nothing of the index was read");
      assert.ok(bytes <= FIRST_SEARCH, `“${query}” takes ${bytes} bytes`);
    });
  }
});

test("who types without a pause has nothing read but for what stands there at the end", { skip }, async () => {
  const asked = async (ask) => inPage({}, async (page) => {
    await page.goto(SEARCH);
    const files = [];
    page.on("request", (request) => request.url().includes("/search/") && files.push(request.url()));
    await ask(page);
    await isAnswered(page);
    return files.sort();
  });
  const whole = await asked(async (page) => {
    await box(page).fill("bac lieu");
    await page.keyboard.press("Enter");
  });
  assert.ok(whole.length > 3, whole.join(" "));
  // By the page's own clock: a machine that is held up must not look like a pause.
  const typed = await asked((page) => page.evaluate(async () => {
    const input = document.querySelector("#finder input[name=q]");
    input.focus();
    for (const letter of "bac lieu") {
      input.value += letter;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise((later) => setTimeout(later, 20));
    }
  }));
  assert.deepEqual(typed, whole);
});

test("where nothing has to be read, results stand within 100 ms of the key", { skip }, async () => {
  await inPage({}, async (page) => {
    await page.goto(SEARCH);
    await box(page).fill("ho so cap xa");
    await page.keyboard.press("Enter");
    await isAnswered(page);
    // A promise comes before what it is measured by.
    const first = page.locator("#results").getByRole("link").first();
    assert.match(await first.getAttribute("href"), /chi-tieu\/qn-2025-ho-so-cap-xa/);
    const times = await page.evaluate(async () => {
      const input = document.querySelector("#finder input[name=q]");
      const results = document.getElementById("results");
      const type = async (query) => {
        const before = performance.now();
        input.value = query;
        input.dispatchEvent(new Event("input", { bubbles: true }));
        while (results.querySelector("a") === null) await new Promise((later) => setTimeout(later, 5));
        await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
        return performance.now() - before;
      };
      const times = [];
      for (let run = 0; run < 9; run += 1) {
        results.textContent = "";
        times.push(await type("ho so cap xa"));
      }
      return times.sort((a, b) => a - b);
    });
    console.log(`from the key to the results: ${Math.round(times[4])} ms (median of 9)`);
    assert.ok(times[4] <= AT_ONCE, `${times.map(Math.round)} ms`);
  });
});
