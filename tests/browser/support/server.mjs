// A web host as plain as they come: it serves a folder, compresses what is text, sends the
// headers that the portal's own `_headers` asks for, and shows 404.html for what is not there.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const MEDIA_TYPES = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  xml: "application/xml; charset=utf-8",
  svg: "image/svg+xml; charset=utf-8",
  png: "image/png",
  webp: "image/webp",
  woff2: "font/woff2",
};

// Serves `folder()` below `prefix` on a free port of this machine. The folder is asked for
// with each request, since the portal is built only once its address is known.
export async function serve(folder, prefix) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const path = decodeURIComponent(pathname);
    const inside = path.startsWith(prefix) ? normalize(path.slice(prefix.length) || "/") : null;
    const found = inside && (await read(folder(), inside));
    const { bytes, name } = found ?? (await read(folder(), "/404.html"));
    const type = MEDIA_TYPES[name.split(".").pop()] ?? "application/octet-stream";
    response.setHeader("Content-Type", type);
    for (const [header, value] of await headersOf(folder())) response.setHeader(header, value);
    // Fonts and pictures are compressed already.
    const wanted = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
    const compressed = wanted && type.endsWith("utf-8");
    if (compressed) response.setHeader("Content-Encoding", "gzip");
    response.statusCode = found ? 200 : 404;
    response.end(request.method === "HEAD" ? "" : compressed ? gzipSync(bytes) : bytes);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const address = `http://127.0.0.1:${server.address().port}${prefix}`;
  return { address, close: () => server.close() };
}

async function read(folder, path) {
  const name = path.endsWith("/") ? `${path}index.html` : path;
  try {
    return { bytes: await readFile(join(folder, name)), name };
  } catch (error) {
    if (["ENOENT", "EISDIR", "ENOTDIR"].includes(error.code)) return null;
    throw error;
  }
}

// The headers of `/*`, the only rule that the portal writes.
export async function headersOf(folder) {
  const lines = (await readFile(join(folder, "_headers"), "utf8")).trimEnd().split("\n");
  const [pattern, ...headers] = lines;
  if (pattern !== "/*") throw new Error(`_headers begins with ${pattern}`);
  return headers.map((line) => line.trim().split(/:\s+(.*)/s).slice(0, 2));
}
