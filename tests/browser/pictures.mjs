// The pictures of the main pages in docs/pictures/: `node pictures.mjs FOLDER`. A picture is
// what a reader sees first, and becomes WebP in the browser itself, which makes small files.

import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { address } from "./support/portal.mjs";
import { DESK, PHONE, TABLET, launch } from "./support/chromium.mjs";

// The page, and the screens on which it is shown. Each is there in the light.
const PAGES = [
  ["home", "vi/", [PHONE, TABLET, DESK]],
  ["target", "vi/chi-tieu/qn-2025-ho-so-cap-xa/", [PHONE, TABLET, DESK]],
  ["target", "en/targets/qn-2025-ho-so-cap-xa/", [DESK], ".en"],
  ["area", "vi/tinh/quang-ngai/", [PHONE, DESK]],
  ["resolution", "vi/nghi-quyet/qn-13-nq-tu-2023/", [PHONE, DESK]],
  ["comparison", "vi/so-sanh/", [PHONE, DESK]],
  ["list", "vi/chi-tieu/", [PHONE, DESK]],
  ["search", "vi/tim-kiem/?q=bac+lieu", [PHONE, DESK]],
  // What is known of a target stands further down its page, with its chart.
  ["evidence", "vi/chi-tieu/bp-2030-ty-trong-kinh-te-so/#_evidence", [PHONE, DESK]],
];

const IN_THE_DARK = [["home", PHONE], ["target", PHONE], ["target", DESK]];
const QUALITY = 0.75;

const [folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
readdirSync(folder).filter((name) => name.endsWith(".webp")).forEach((name) => rmSync(join(folder, name)));

const browser = await launch();
const studio = await browser.newPage();
let total = 0;
try {
  for (const [name, path, screens, language = ""] of PAGES) {
    for (const viewport of screens) {
      await take(name, path, viewport, "light", language);
      const isDark = !language && IN_THE_DARK.some(([one, screen]) => one === name && screen === viewport);
      if (isDark) await take(name, path, viewport, "dark", language);
    }
  }
} finally {
  await browser.close();
}
console.log(`${total} bytes`);

async function take(name, path, viewport, colorScheme, language) {
  const context = await browser.newContext({ viewport, colorScheme });
  const page = await context.newPage();
  // A first visit does without a font that comes late; a picture waits for it.
  await page.route("**/*.css", async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replaceAll("font-display: optional", "font-display: block");
    await route.fulfill({ response: answer, body });
  });
  await page.goto(`${address}/${path}`);
  await page.evaluate(() => document.fonts.ready);
  // A search reads its index before it shows anything.
  await page.waitForLoadState("networkidle");
  const shot = await page.screenshot();
  await context.close();
  const bytes = await toWebp(shot);
  const dark = colorScheme === "dark" ? "-dark" : "";
  writeFileSync(join(folder, `${name}-${viewport.width}${dark}${language}.webp`), bytes);
  total += bytes.length;
}

async function toWebp(png) {
  const address = await studio.evaluate(async ([source, quality]) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext("2d").drawImage(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: "image/webp", quality });
    return new Promise((read) => {
      const reader = new FileReader();
      reader.onload = () => read(reader.result);
      reader.readAsDataURL(blob);
    });
  }, [`data:image/png;base64,${png.toString("base64")}`, QUALITY]);
  return Buffer.from(address.split(",")[1], "base64");
}
