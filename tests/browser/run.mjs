// Builds the demonstration portal below an address of this machine, serves it there, and does
// something with it: `node run.mjs PROGRAM COMMAND …` runs the command, which finds the folder
// and the address in its environment.

import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "./support/server.mjs";

// A portal often stands below a path: nothing may rest on being at the root.
const PREFIX = "/cong";

const [program, command, ...rest] = process.argv.slice(2);
const temporary = mkdtempSync(join(tmpdir(), "minhbach-"));
const folder = join(temporary, "public");
const server = await serve(() => folder, PREFIX);
try {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const build = ["build", "--root", root, "--strict", "-q", "--base-url", server.address];
  const built = spawnSync(program, [...build, "-o", folder], { stdio: "inherit" });
  if (built.status !== 0) throw new Error("the portal could not be built");
  const env = {
    ...process.env,
    MINHBACH_PROGRAM: program,
    MINHBACH_PORTAL: folder,
    MINHBACH_PORTAL_ADDRESS: server.address,
  };
  const child = spawn(command, rest, { stdio: "inherit", env });
  process.exitCode = await new Promise((ended) => child.on("close", ended));
} finally {
  server.close();
  rmSync(temporary, { recursive: true });
}
