// The Nu HTML checker, by which the W3C judges, on every page and every stylesheet.

import { test } from "node:test";
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { files, folder, pages } from "./support/portal.mjs";

const JAR = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
const hasJava = spawnSync("java", ["-version"]).status === 0;
const skip = hasJava ? false : "there is no Java to run the checker with";

// Read from a disk, a page has no host of its own that its policy could allow; whether the
// policy lets pages load what they need is seen in the browser.
const FROM_DISK = "Resource violates Content Security Policy.*blocked by.*";

function judge(...what) {
  const options = ["--format", "json", "--stdout", "--filterpattern", FROM_DISK];
  const ran = spawnSync("java", ["-jar", JAR, ...options, ...what], { maxBuffer: 1 << 28 });
  return JSON.parse(ran.stdout).messages.map(
    ({ url, lastLine, message }) => `${url.replace(`file:${folder}/`, "")}:${lastLine}: ${message}`,
  );
}

test("every page is valid HTML, without errors and without warnings", { skip }, () => {
  assert.ok(pages.length > 500);
  assert.deepEqual(judge("--skip-non-html", folder), []);
});

test("every stylesheet is valid CSS", { skip }, () => {
  const styles = files.filter((path) => path.endsWith(".css")).map((path) => join(folder, path));
  assert.ok(styles.length > 0);
  assert.deepEqual(judge("--css", ...styles), []);
});

test("the checker sees a fault where there is one", { skip }, () => {
  const temporary = mkdtempSync(join(tmpdir(), "minhbach-"));
  try {
    const broken = '<!doctype html><html lang="vi"><title>a</title><p id="a"><p id="a"><div></p>';
    writeFileSync(join(temporary, "broken.html"), broken);
    const found = judge("--skip-non-html", temporary);
    assert.ok(found.some((message) => message.includes("Duplicate ID")), found.join("\n"));
  } finally {
    rmSync(temporary, { recursive: true });
  }
});
