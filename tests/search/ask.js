// Asks a built portal as its own script does, without a browser:
//
//   node tests/search/ask.js PORTAL < questions > answers
//
// A question is a line of JSON: {"lang": "vi", "query": "…"} is searched, {"spell": "…"} is spelled.
// The answer to a search has the pages in their order, how they were found, the files that were
// read for it, and the milliseconds that finding took.
"use strict";
const fs = require("fs");
const path = require("path");

const portal = process.argv[2];
const core = require(path.resolve(portal, "assets/search.js"));

const values = {};
globalThis.portalSearch = (name, value) => { values[name] = value; };
function read(name) {
  if (!(name in values)) (0, eval)(fs.readFileSync(path.join(portal, "search", name + ".js"), "utf8"));
  return values[name];
}

const directory = read("directory");

// The words that the page hands to its script.
const known = {};
function little(lang) {
  if (!(lang in known)) known[lang] = littleOf(lang);
  return known[lang];
}

function littleOf(lang) {
  const folder = path.join(portal, lang);
  const pages = fs.readdirSync(folder).map((name) => path.join(folder, name, "index.html"));
  const page = pages.filter((file) => fs.existsSync(file)).map((file) => fs.readFileSync(file, "utf8"));
  const found = /id="finder"[^>]* data-words="([^"]*)"/.exec(page.find((text) => text.includes('id="finder"')));
  return JSON.parse(found[1].replace(/&quot;/g, '"').replace(/&#x27;|&#39;/g, "'").replace(/&lt;/g, "<").replace(/&amp;/g, "&")).little;
}

function search(lang, query) {
  const words = core.wordsOfQuery(query, little(lang));
  const index = new core.Index(directory);
  const names = core.filesOfQuery(directory, words).map((file) => {
    index.add(file, read("words/" + file));
    return "words/" + file;
  });
  const start = performance.now();
  const answer = index.find(words, 10);
  const first = answer.best;
  const found = performance.now();
  const place = (number) => [lang + "/" + Math.floor(number / directory.inFile), number % directory.inFile];
  const row = (number) => read(place(number)[0])[place(number)[1]];
  const documents = new Set(first.map((one) => place(one.number)[0]));
  documents.forEach(read);
  const again = performance.now();
  const ordered = core.byTitle(answer, (number) => row(number)[2], query);
  const took = found - start + performance.now() - again;
  const rows = ordered.map((one) => row(one.number));
  // As the page shows them: by kind, the kind of the best result first.
  const kinds = Array.from(new Set(rows.map((one) => one[0])));
  const shown = [].concat(...kinds.map((kind) => rows.filter((one) => one[0] === kind)));
  const marker = core.marker(words);
  const marks = shown.map((one) => marker(one[2]).map((at) => one[2].slice(at[0], at[1])));
  return {
    found: shown.map((one) => "/" + lang + "/" + one[1]),
    titles: shown.map((one) => one[2]),
    notes: shown.map((one) => one[6] || ""),
    marks,
    count: answer.count,
    way: answer.way,
    files: ["directory"].concat(names, Array.from(documents)),
    took,
  };
}

for (const line of fs.readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const question = JSON.parse(line);
  const answer = "spell" in question
    ? core.wordsOf(question.spell).map((one) => one.word).join(" ")
    : search(question.lang, question.query);
  process.stdout.write(JSON.stringify(answer) + "\n");
}
