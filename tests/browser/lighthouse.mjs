// Lighthouse on the main kinds of pages, as a telephone on a slow line sees them. Accessibility,
// best practices and findability are the same each time and must be whole; performance depends
// on how busy the machine is, and is told as the median of three.

import lighthouse from "lighthouse";
import { createServer } from "node:net";
import { addressOf, examples } from "./support/portal.mjs";
import { launch } from "./support/chromium.mjs";

const KINDS = ["home", "record-areas", "record-resolutions", "record-targets", "record-indicators", "list-targets", "search"];
const WHOLE = ["accessibility", "best-practices", "seo"];
const RUNS = 3;

const port = await new Promise((free) => {
  const server = createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => free(port));
  });
});
const browser = await launch(`--remote-debugging-port=${port}`);
let failed = 0;
console.log("performance, accessibility, best practices, findability");
try {
  for (const page of examples.filter(({ kind, section }) => KINDS.includes(kind) && section === "vi")) {
    const runs = [];
    for (let run = 0; run < RUNS; run += 1) {
      const onlyCategories = run === 0 ? ["performance", ...WHOLE] : ["performance"];
      runs.push((await lighthouse(addressOf(page), { port, onlyCategories, logLevel: "silent" })).lhr);
    }
    const score = (run, category) => Math.round(run.categories[category].score * 100);
    const performance = runs.map((run) => score(run, "performance")).sort((a, b) => a - b)[1];
    const whole = WHOLE.map((category) => score(runs[0], category));
    const [paint] = runs.map((run) => run.audits["largest-contentful-paint"].displayValue);
    console.log([performance, ...whole].join("\t"), page.path, `(largest paint ${paint})`);
    for (const category of WHOLE.filter((category, at) => whole[at] < 100)) {
      failed += 1;
      const faults = runs[0].categories[category].auditRefs
        .map(({ id, weight }) => ({ ...runs[0].audits[id], weight }))
        .filter(({ score, weight }) => weight > 0 && score !== null && score < 1);
      faults.forEach(({ id, title }) => console.log(`    ${category}: ${id}: ${title}`));
    }
  }
} finally {
  await browser.close();
}
process.exitCode = failed === 0 ? 0 : 1;
