/* Searches the portal. The first part knows no page: it spells words as src/text/spelling.rs
   does, reads the files that src/search/ writes, and puts what it finds in order. The second
   part shows it. Decision 0016 says why it is made so. */
(function () {
  "use strict";

  const MARKS = {
    "\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5",
    "\u0302": "6", "\u031b": "7", "\u0306": "8"
  };
  /* What a word weighs in each of the five lists of its postings. */
  const WEIGHTS = [10, 7, 5, 5, 1];
  /* What a word weighs at least in a title that begins as the query does and has all its words:
     the names of promises are sentences, whose words weigh less by themselves. */
  const IN_TITLE = WEIGHTS[1];
  /* What the beginning of a word weighs beside the whole word. */
  const BEGINNING = 0.5;
  /* The most words of a query, and files of words that the beginning of one asks for. */
  const MOST_WORDS = 12;
  const MOST_FILES = 6;
  /* So many words tell what is meant, without those that have no meaning of their own. */
  const ENOUGH_WORDS = 5;

  function isLetter(code) {
    return code >= 0xc0 && code !== 0xd7 && code !== 0xf7 && code !== 0xfeff && code !== 0xfffd &&
      !(code >= 0x2000 && code <= 0x2bff) && !(code >= 0x3000 && code <= 0x303f) &&
      !(code >= 0xe000 && code <= 0xf8ff) && !(code >= 0xfe00 && code <= 0xfe0f);
  }

  /* The characters that a character is made of, in lower case. */
  const parts = {};
  function takenApart(c) {
    return parts[c] || (parts[c] = Array.from(c.normalize("NFD").toLowerCase()));
  }

  /* The words of a text, each with its spelling and its place. */
  function wordsOf(text) {
    const found = [];
    let letters = "", tones = "", isNumber = false, from = 0, to = 0, at = 0;
    function close() {
      if (letters) {
        const word = isNumber ? letters.replace(/^0+(?=\d)/, "") : letters + tones;
        found.push({ word: word, from: from, to: to });
      }
      letters = tones = "";
    }
    function push(letter, isDigit, end) {
      if (letters && isNumber !== isDigit) close();
      if (!letters) from = at;
      isNumber = isDigit;
      letters += letter;
      to = end;
    }
    for (const whole of text) {
      const end = at + whole.length;
      for (const c of takenApart(whole)) {
        const code = c.codePointAt(0);
        if (c >= "0" && c <= "9") push(c, true, end);
        else if (c >= "a" && c <= "z") push(c, false, end);
        else if ((c === "." || c === ",") && isNumber && letters && /^\d{3}(?!\d)/.test(text.slice(end))) continue;
        else if (code < 0x80) close();
        else if (c === "đ" || c === "ð") push("d9", false, end);
        else if (c === "ς") push("σ", false, end);
        else if (code >= 0x300 && code <= 0x36f) {
          if (letters && !isNumber) {
            const mark = MARKS[c] || "";
            if (mark > "5") letters += mark; else tones += mark;
            to = end;
          }
        } else if (isLetter(code)) push(c, false, end);
        else close();
      }
      at = end;
    }
    close();
    return found;
  }

  function isNumber(word) {
    return /^\d/.test(word);
  }

  /* A spelling without diacritics. */
  function plain(word) {
    return isNumber(word) ? word : word.replace(/\d/g, "");
  }

  /* A word as others spell it: tỷ and tỉ, kỹ and kĩ, quý and quí. */
  function spellings(word) {
    const found = /^(qu|(?:d9|[bcdghklmnprstvx])+)([iy])([1-5]*)$/.exec(word);
    return found ? [word, found[1] + (found[2] === "i" ? "y" : "i") + found[3]] : [word];
  }

  /* The words of a query. The last may be the beginning of one; what has no meaning of its own,
     as `little` says, need not be found, unless there is nothing else. */
  function wordsOfQuery(query, little) {
    const spelled = wordsOf(little || "").map(function (one) { return one.word; });
    const words = wordsOf(query).slice(0, MOST_WORDS).map(function (one) { return one.word; });
    const asked = words.map(function (word, at) {
      const isLast = at === words.length - 1 && !isNumber(word) && plain(word).length > 1;
      const isLittle = spelled.some(function (own) { return own === word || plain(own) === word; });
      return { word: word, isBeginning: isLast && !isLittle, isNeeded: !isLittle };
    });
    const needed = asked.filter(function (one) { return one.isNeeded; });
    // "cua" is "của" and little, or "cửa" of "một cửa": in a long query the others tell enough,
    // and each word is a file to be read.
    if (needed.length > ENOUGH_WORDS) return needed;
    return needed.length ? asked :
      asked.map(function (one) { return { word: one.word, isBeginning: one.isBeginning, isNeeded: true }; });
  }

  /* The files of words that may hold a word: those whose first word is not behind it. */
  function filesOf(directory, word, isBeginning) {
    const first = directory.first;
    let low = 0, high = first.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (first[middle] <= word) low = middle + 1; else high = middle;
    }
    let at = Math.max(0, low - 1);
    const files = first.length ? [directory.file[at]] : [];
    while (isBeginning && files.length < MOST_FILES && ++at < first.length && first[at].startsWith(word)) {
      files.push(directory.file[at]);
    }
    return files;
  }

  /* The files of words that a query asks for. */
  function filesOfQuery(directory, words) {
    const files = new Set();
    for (const one of words) {
      for (const word of spellings(one.word)) {
        for (const file of filesOf(directory, plain(word), one.isBeginning)) files.add(file);
      }
    }
    return Array.from(files);
  }

  /* Notes at the number of everything that postings lead to what it weighs, if that is more than
     was noted. */
  function noteWeights(postings, part, into) {
    let list = 0, next = 0, number = 0, shift = 0;
    for (let at = 0; at < postings.length; at++) {
      const code = postings.charCodeAt(at);
      if (code === 32) { list++; next = 0; continue; }
      const digit = code >= 97 ? code - 71 : code === 95 ? 63 : code >= 65 ? code - 65 : code >= 48 ? code + 4 : 62;
      number += (digit & 31) << shift;
      shift += 5;
      if (digit < 32) {
        next += number;
        if (WEIGHTS[list] * part > into[next]) into[next] = WEIGHTS[list] * part;
        next++;
        number = shift = 0;
      }
    }
  }

  /* What was read of the index: the directory, and the words of files by their plain form. */
  function Index(directory) {
    this.directory = directory;
    this.files = new Map();
  }

  Index.prototype.add = function (file, flat) {
    const words = new Map();
    for (let at = 0; at < flat.length; at += 2) {
      const key = plain(flat[at]);
      if (!words.has(key)) words.set(key, []);
      words.get(key).push({ word: flat[at], postings: flat[at + 1] });
    }
    this.files.set(file, words);
  };

  /* What a word of the query leads to: for each number the weight where the diacritics are those
     that were typed, and the weight where they are others. */
  Index.prototype.lookUp = function (one) {
    const count = this.directory.count;
    const typed = new Float32Array(count), other = new Float32Array(count);
    const add = function (entry, isTyped, part) {
      noteWeights(entry.postings, part, isTyped ? typed : other);
    };
    const own = spellings(one.word);
    for (const word of own) {
      const key = plain(word);
      for (const file of filesOf(this.directory, key, false)) {
        for (const entry of (this.files.get(file) || new Map()).get(key) || []) {
          add(entry, key === word || own.indexOf(entry.word) >= 0, 1);
        }
      }
    }
    if (one.isBeginning) {
      const key = plain(one.word), tone = /[1-5]*$/.exec(one.word)[0];
      const letters = one.word.slice(0, one.word.length - tone.length);
      for (const file of filesOf(this.directory, key, true)) {
        (this.files.get(file) || new Map()).forEach(function (entries, longer) {
          if (longer === key || !longer.startsWith(key) || isNumber(longer)) return;
          for (const entry of entries) {
            add(entry, key === one.word || entry.word.startsWith(letters) && entry.word.endsWith(tone), BEGINNING);
          }
        });
      }
    }
    let found = 0;
    for (let number = 0; number < count; number++) if (typed[number] || other[number]) found++;
    return { typed: typed, other: other, found: found, isNeeded: one.isNeeded };
  };

  /* The word of the files that were read that is one slip away from a word, the commonest. */
  Index.prototype.nearest = function (word) {
    const key = plain(word);
    if (isNumber(word) || key.length < 5) return null;
    let best = null, most = 0;
    for (const file of filesOf(this.directory, key, false)) {
      (this.files.get(file) || new Map()).forEach(function (entries, other) {
        if (!isOneSlipAway(key, other)) return;
        const size = entries.reduce(function (sum, entry) { return sum + entry.postings.length; }, 0);
        if (size > most) { most = size; best = other; }
      });
    }
    return best;
  };

  /* Whether two words differ by one letter more, less or other, or by two that changed places. */
  function isOneSlipAway(a, b) {
    if (a === b || Math.abs(a.length - b.length) > 1) return false;
    let from = 0, ends = 0;
    while (from < a.length && a[from] === b[from]) from++;
    while (ends < a.length - from && ends < b.length - from && a[a.length - 1 - ends] === b[b.length - 1 - ends]) ends++;
    const left = a.length - from - ends, right = b.length - from - ends;
    return left <= 1 && right <= 1 ||
      left === 2 && right === 2 && a[from] === b[from + 1] && a[from + 1] === b[from];
  }

  /* What is found for words: how much, and the best of it in order. All words must lead there; if
     nothing has all of them, a slip is mended; if that does not help, what has most of them. */
  Index.prototype.find = function (words, most) {
    const index = this, needed = words.filter(function (one) { return one.isNeeded; }).length;
    if (!words.length) return { best: [], count: 0, inTitle: 0, way: "none", words: words };
    const answer = function (way, found, meant) {
      return { best: found.best, count: found.count, inTitle: found.inTitle, way: way, words: meant || words };
    };
    let looked = words.map(function (one) { return index.lookUp(one); });
    let found = this.inOrder(looked, needed, most);
    if (found.count) return answer("all", found);
    const meant = words.map(function (one, at) {
      const near = looked[at].found ? null : index.nearest(one.word);
      return near ? { word: near, isBeginning: false, isNeeded: one.isNeeded, instead: one.word } : one;
    });
    if (meant.some(function (one) { return one.instead; })) {
      const again = meant.map(function (one, at) { return one.instead ? index.lookUp(one) : looked[at]; });
      found = this.inOrder(again, needed, most);
      if (found.count) return answer("meant", found, meant);
      looked = again;
    }
    for (let least = needed - 1; least > 0 && least >= needed / 2; least--) {
      found = this.inOrder(looked, least, most);
      if (found.count) return answer("some", found);
    }
    return answer("none", found);
  };

  /* What so many of the needed words lead to: first what has their diacritics as they were typed, then
     by weight, where a rare word weighs more; else in the order of the numbers. */
  Index.prototype.inOrder = function (looked, least, most) {
    const count = this.directory.count;
    const rarity = looked.map(function (one) { return one.found ? Math.log(1 + count / one.found) : 0; });
    const inTitle = rarity.reduce(function (sum, one) { return sum + IN_TITLE * one; }, 0);
    const best = [];
    let all = 0;
    for (let number = 0; number < count; number++) {
      let score = 0, others = 0, has = 0;
      for (let at = 0; at < looked.length; at++) {
        const typed = looked[at].typed[number], weight = typed || looked[at].other[number];
        if (!weight) continue;
        if (looked[at].isNeeded) has++;
        if (!typed) others++;
        score += weight * rarity[at];
      }
      if (has < least) continue;
      all++;
      const one = { number: number, score: score, others: others };
      if (best.length === most && before(best[most - 1], one) < 0) continue;
      let at = best.length;
      while (at && before(one, best[at - 1]) < 0) at--;
      best.splice(at, 0, one);
      if (best.length > most) best.pop();
    }
    return { best: best, count: all, inTitle: inTitle };
  };

  function before(a, b) {
    return a.others - b.others || b.score - a.score || a.number - b.number;
  }

  /* The words of a text without diacritics, with a space around each. */
  function plainText(text) {
    return " " + wordsOf(text).map(function (one) { return plain(one.word); }).join(" ") + " ";
  }

  /* The best of an answer once their titles are known: a title that is the query comes before one
     that begins with it, is in it or holds it, and these before one that only has its words. Where
     that decides nothing, the shorter title, of which the query is more, then the order of kinds. */
  function byTitle(answer, titleOf, query) {
    const sought = plainText(query);
    const needed = answer.words.filter(function (one) { return one.isNeeded; });
    const weighed = answer.best.map(function (one) {
      const title = plainText(titleOf(one.number));
      const more = title === sought ? 2 : title.startsWith(sought) ? 1.4 :
        title.length > 2 && sought.includes(title) ? 1.3 : title.includes(sought) ? 1.2 : 1;
      const isMeant = needed.every(function (word, at) {
        return spellings(word.word).some(function (spelled) {
          const own = " " + plain(spelled) + (word.isBeginning ? "" : " ");
          return at ? title.includes(own) : title.startsWith(own);
        });
      });
      const score = isMeant ? Math.max(one.score, answer.inTitle) : one.score;
      return { number: one.number, score: score * more, others: one.others, length: title.length };
    });
    return weighed.sort(function (a, b) {
      return a.others - b.others || b.score - a.score || a.length - b.length || a.number - b.number;
    });
  }

  /* Finds the places in a text where words of the query stand, as pairs of beginning and end. */
  function marker(words) {
    const typed = new Set(), any = new Set(), beginnings = [];
    for (const one of words) {
      for (const word of spellings(one.word)) {
        typed.add(word);
        any.add(plain(word));
      }
      if (one.isBeginning) beginnings.push(one.word);
    }
    // What was typed without diacritics stands for any of them.
    const isTyped = function (own, key) {
      return typed.has(own) || typed.has(key) ||
        beginnings.some(function (begin) { return (own.startsWith(begin) || key.startsWith(begin)) && !isNumber(own); });
    };
    const isAny = function (own, key) { return any.has(key); };
    return function (text) {
      const all = wordsOf(text);
      const marks = function (is) {
        return all.filter(function (own) { return is(own.word, plain(own.word)); })
          .map(function (own) { return [own.from, own.to]; });
      };
      // Where nothing has the diacritics that were typed, others will do.
      const found = marks(isTyped);
      return found.length ? found : marks(isAny);
    };
  }

  const core = {
    wordsOf: wordsOf, plain: plain, spellings: spellings, wordsOfQuery: wordsOfQuery,
    filesOfQuery: filesOfQuery, Index: Index, byTitle: byTitle, marker: marker
  };
  if (typeof module !== "undefined") { module.exports = core; return; }

  /* From here on: the page. */
  const finder = document.getElementById("finder");
  if (!finder) return;
  const say = JSON.parse(finder.getAttribute("data-words"));
  const pages = finder.getAttribute("data-pages");
  const input = finder.querySelector("input[name=q]");
  const status = document.getElementById("found");
  const results = document.getElementById("results");
  const advice = document.getElementById("advice");
  const more = document.getElementById("more");
  const ownTitle = document.title;
  /* How many results are shown at first, and how many more each time. */
  const STEP = 10;
  /* How long to wait for the next letter before anything is asked for, in milliseconds. */
  const PAUSE = 300;

  const values = {}, waiting = {};
  self.portalSearch = function (name, value) { values[name] = value; };

  /* The value of a file, which is read once. */
  function read(name) {
    if (!waiting[name]) {
      waiting[name] = new Promise(function (resolve, reject) {
        const script = document.createElement("script");
        script.src = finder.getAttribute("data-files") + name + ".js?" + finder.getAttribute("data-stamp");
        script.onload = function () { script.remove(); name in values ? resolve(values[name]) : reject(new Error(name)); };
        script.onerror = function () { script.remove(); delete waiting[name]; reject(new Error(name)); };
        document.head.appendChild(script);
      });
    }
    return waiting[name];
  }

  let index = null;
  function readIndex(words) {
    return read("directory").then(function (directory) {
      index = index || new Index(directory);
      return Promise.all(filesOfQuery(directory, words).map(function (file) {
        return read("words/" + file).then(function (flat) {
          if (!index.files.has(file)) index.add(file, flat);
        });
      }));
    });
  }

  const lang = document.documentElement.lang;
  function fileOf(number) {
    return lang + "/" + Math.floor(number / index.directory.inFile);
  }

  function readDocuments(found) {
    const files = new Set(found.map(function (one) { return fileOf(one.number); }));
    return Promise.all(Array.from(files, read));
  }

  function documentOf(number) {
    return values[fileOf(number)][number % index.directory.inFile];
  }

  function fill(text, gaps) {
    return text.replace(/\{(\w+)\}/g, function (gap, name) { return name in gaps ? gaps[name] : gap; });
  }

  function element(name, parent, text) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    parent.appendChild(made);
    return made;
  }

  /* A text with the words of the query marked. */
  function marked(parent, text, marksIn, language) {
    if (language) parent.lang = language;
    let from = 0;
    for (const place of marksIn(text)) {
      parent.appendChild(document.createTextNode(text.slice(from, place[0])));
      element("mark", parent, text.slice(place[0], place[1]));
      from = place[1];
    }
    parent.appendChild(document.createTextNode(text.slice(from)));
  }

  function showOne(list, row, marksIn) {
    const item = element("li", list);
    const link = element("a", item);
    const parts = row[1].split("#");
    link.href = pages + parts[0] + (parts[0].slice(-1) === "/" || !parts[0] ? "index.html" : "") +
      (parts.length > 1 ? "#" + parts[1] : "");
    marked(link, row[2], marksIn, row[7]);
    if (row[5]) element("span", item, say.statuses[row[5]]).className = "status st-" + row[5];
    if (row[6]) element("p", item, row[6]).className = "note";
    if (row[3]) marked(element("p", item), row[3], marksIn, row[8]);
    if (row[4]) element("p", item, row[4]).className = "source";
  }

  /* Results by kind, the kind of the best result first. */
  function show(found, words) {
    const groups = new Map(), marksIn = marker(words);
    for (const one of found) {
      const row = documentOf(one.number);
      if (!groups.has(row[0])) groups.set(row[0], []);
      groups.get(row[0]).push(row);
    }
    const all = document.createDocumentFragment();
    groups.forEach(function (rows, group) {
      const section = element("section", all);
      element("h2", section, say.groups[group]);
      const list = element("ol", section);
      list.className = "list";
      rows.forEach(function (row) { showOne(list, row, marksIn); });
    });
    results.textContent = "";
    results.appendChild(all);
  }

  /* What is found, if all that this takes has been read before; else nothing. */
  function answerAtHand(words, limit) {
    const isRead = function (file) { return index.files.has(file); };
    if (!index || !filesOfQuery(index.directory, words).every(isRead)) return null;
    const answer = index.find(words, limit);
    return answer.best.every(function (one) { return fileOf(one.number) in values; }) ? answer : null;
  }

  /* The search that was asked for last: an earlier one that takes longer must not replace it.
     What has to be read for it is asked for after a pause, in milliseconds. */
  let asked = 0;
  function search(query, limit, pause) {
    const turn = ++asked, isOld = function () { return turn !== asked; };
    const words = wordsOfQuery(query, say.little);
    document.title = query ? query + " – " + ownTitle : ownTitle;
    if (!words.length) {
      results.textContent = status.textContent = "";
      more.hidden = advice.hidden = true;
      return;
    }
    const found = answerAtHand(words, limit);
    if (found) tell(found, query, limit);
    else setTimeout(function () { if (!isOld()) readAndTell(words, query, limit, isOld); }, pause);
  }

  function readAndTell(words, query, limit, isOld) {
    advice.hidden = true;
    status.textContent = say.loading;
    readIndex(words).then(function () {
      if (isOld()) return null;
      const answer = index.find(words, limit);
      return readDocuments(answer.best).then(function () { if (!isOld()) tell(answer, query, limit); });
    }).catch(function () {
      if (isOld()) return;
      status.textContent = say.failed;
      advice.hidden = false;
    });
  }

  function tell(answer, query, limit) {
    const titleOf = function (number) { return documentOf(number)[2]; };
    show(byTitle(answer, titleOf, query), answer.words);
    status.textContent = message(answer, query);
    advice.hidden = answer.way !== "none" && answer.way !== "some";
    more.hidden = answer.count <= limit;
    more.onclick = function () { search(query, limit + STEP, 0); };
  }

  function message(answer, query) {
    const count = answer.count.toLocaleString(lang);
    if (answer.way === "none") return fill(say.none, { query: query });
    if (answer.way === "some") return fill(say.some, { query: query });
    if (answer.way === "meant") {
      const wrong = answer.words.filter(function (one) { return one.instead; });
      const meant = wrong.map(function (one) { return one.word; }).join(" ");
      return fill(say.meant, { word: wrong.map(function (one) { return plain(one.instead); }).join(" "), meant: meant });
    }
    return fill(answer.count === 1 ? say.one : say.other, { count: count, query: query });
  }

  function queryOfAddress() {
    return (new URLSearchParams(location.search).get("q") || "").slice(0, 200);
  }

  /* Notes the query in the address. Some browsers forbid that for files on a disk. */
  function note(query, asNew) {
    const address = location.pathname + (query ? "?q=" + encodeURIComponent(query) : "");
    try {
      history[asNew ? "pushState" : "replaceState"](null, "", address);
    } catch (error) { return false; }
    return true;
  }

  function current() { return input.value.trim().slice(0, 200); }

  /* Whoever comes to the box is about to search: what every search reads can be on its way. */
  input.addEventListener("focus", function () { read("directory").catch(function () {}); });
  let noting = 0;
  input.addEventListener("input", function () {
    clearTimeout(noting);
    noting = setTimeout(function () { note(current(), false); }, PAUSE);
    search(current(), STEP, PAUSE);
  });
  input.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && input.value) {
      input.value = "";
      input.dispatchEvent(new Event("input"));
    }
  });
  input.form.addEventListener("submit", function (event) {
    clearTimeout(noting);
    if (current() === queryOfAddress() || note(current(), true)) {
      event.preventDefault();
      search(current(), STEP, 0);
    }
  });
  window.addEventListener("popstate", function () {
    input.value = queryOfAddress();
    search(input.value.trim(), STEP, 0);
  });
  input.value = queryOfAddress();
  if (input.value) search(input.value.trim(), STEP, 0);
})();
