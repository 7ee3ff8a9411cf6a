// What a first visit asks of the wire and of the eye, as the browser sees it.

import { test } from "node:test";
import assert from "node:assert/strict";
import { address, addressOf, examples } from "./support/portal.mjs";
import { DESK, PHONE, inPage, onEveryKind, skip } from "./support/browser.mjs";

// The visit that took the most bytes, in each test.
let heaviest;

// What is amiss with a visit that nothing was kept for from visits before.
async function firstVisit(page) {
  const problems = [];
  const answers = [];
  const listeners = {
    console: (message) => ["error", "warning"].includes(message.type()) && problems.push(`says ${message.text()}`),
    pageerror: (error) => problems.push(`fails with ${error.message}`),
    // What the page before still waited for is given up when it is left.
    requestfailed: (request) => request.failure()?.errorText !== "net::ERR_ABORTED" &&
      problems.push(`did not get ${request.url()}`),
    response: (response) => answers.push(response),
  };
  Object.entries(listeners).forEach(([event, listener]) => page.on(event, listener));
  await page.reload();
  // To the end and back: what comes late must not push away what is read.
  await page.mouse.wheel(0, 100_000);
  const shift = await page.evaluate(async () => {
    await document.fonts.ready;
    let sum = 0;
    const add = (list) => list.getEntries().forEach((entry) => (sum += entry.value));
    new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
    await new Promise((passed) => setTimeout(passed, 50));
    return sum;
  });
  Object.entries(listeners).forEach(([event, listener]) => page.off(event, listener));
  let bytes = 0;
  for (const answer of answers) {
    const { responseHeadersSize, responseBodySize } = await answer.request().sizes();
    bytes += responseHeadersSize + responseBodySize;
    if (!answer.url().startsWith(`${address}/`)) problems.push(`asks ${answer.url()}`);
    if (answer.status() >= 400 && answer.url() !== page.url()) problems.push(`got ${answer.status()} for ${answer.url()}`);
  }
  if (bytes > heaviest.bytes) heaviest = { bytes, url: page.url() };
  if (bytes > 100_000) problems.push(`took ${bytes} bytes`);
  if (answers.length < 2) problems.push("was kept from the visit before");
  if (shift > 0) problems.push(`shifts by ${shift}`);
  return problems;
}

for (const [viewport, among] of [
  [PHONE, examples],
  // Another language has the same things in the same places.
  [DESK, examples.filter(({ section }) => section !== "en")],
]) {
  test(`a first visit at ${viewport.width} px takes at most 100 kB, from one host, breaks no policy and shifts nothing`, { skip }, async () => {
    heaviest = { bytes: 0 };
    await onEveryKind({ viewport }, async (page) => {
      const tools = await page.context().newCDPSession(page);
      await tools.send("Network.setCacheDisabled", { cacheDisabled: true });
      return firstVisit(page);
    }, among);
    assert.ok(heaviest.bytes > 1_000, "nothing was transferred");
    console.log(`heaviest first visit, with headers: ${heaviest.bytes} of 100000 bytes, ${heaviest.url.slice(address.length + 1)}`);
  });
}

test("the browser tells what a policy forbids and what shifts, where there is something", { skip }, async () => {
  await inPage({}, async (page) => {
    const said = [];
    page.on("console", (message) => said.push(message.text()));
    await page.goto(addressOf(examples[0]));
    const shift = await page.evaluate(() => new Promise((told) => {
      const script = document.createElement("script");
      script.textContent = "window.hasRun = true";
      document.head.append(script);
      new PerformanceObserver((list) => told(list.getEntries()[0].value)).observe({ type: "layout-shift" });
      requestAnimationFrame(() => requestAnimationFrame(() => {
        const pushed = document.createElement("div");
        pushed.style.height = "300px";
        document.querySelector("main").prepend(pushed);
      }));
    }));
    assert.ok(shift > 0);
    assert.match(said.join("\n"), /Content Security Policy/);
    assert.equal(await page.evaluate(() => window.hasRun), undefined);
  });
});
