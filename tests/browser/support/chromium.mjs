// Debian's Chromium, driven by Playwright.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PROGRAM = process.env.CHROME_PATH ?? "/usr/bin/chromium";

// Why nothing can be done in a browser, or false.
export const missing = existsSync(PROGRAM) ? false : `there is no Chromium at ${PROGRAM}`;

// Screens as readers have them, in CSS pixels.
export const PHONE = { width: 360, height: 640 };
export const TABLET = { width: 768, height: 1024 };
export const DESK = { width: 1280, height: 800 };

export function launch(...more) {
  // Without these two, a container has neither the rights nor the shared memory it asks for.
  const args = ["--no-sandbox", "--disable-dev-shm-usage", ...more];
  return chromium.launch({ executablePath: PROGRAM, args });
}
