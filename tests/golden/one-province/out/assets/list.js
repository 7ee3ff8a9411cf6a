/* Narrows and sorts a list where it stands. The links that do the same without a script tell
   what can be chosen; the choice stands in the address. Of a list of several pages the others
   are fetched once somebody chooses, and of these only the part that the choice needs. */
(function () {
  'use strict';
  var words = document.currentScript.dataset;
  var language = document.documentElement.lang;
  var order = new Intl.Collator(language);
  var MOST_SHOWN = 200;
  /* More rows than this are no matter for a telephone. */
  var MOST_FETCHED = 5000;

  var tables = all(document, 'table[data-list]');
  if (!tables.length) { return; }
  var box = document.querySelector('details.narrow');
  var links = box && box.querySelector('nav');
  var pager = document.querySelector('nav.pages');
  var bodies = tables.map(function (table) { return table.tBodies[0]; });
  var here = rowsOf(document, bodies);
  /* Tables of several kinds cannot take in the rows of other pages. */
  if (pager && tables.length > 1) { return; }

  function all(within, selector) { return Array.from(within.querySelectorAll(selector)); }
  function say(text, gaps) { return text.replace(/\{(\w+)\}/g, function (whole, gap) { return gap in gaps ? gaps[gap] : whole; }); }
  function number(count) { return count.toLocaleString(language); }
  function make(name, text, into) {
    var made = document.createElement(name);
    if (text) { made.textContent = text; }
    if (into) { into.append(made); }
    return made;
  }

  /* Letters without their marks, for who types without them. */
  function folded(text) { return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase(); }

  /* ---- The rows ---- */

  /* The rows of the lists in a document, each with the body of the table that it belongs in. */
  function rowsOf(from, into) {
    return all(from, 'table[data-list]').flatMap(function (table, at) {
      return Array.from(table.tBodies[0].rows).map(function (row) { return { row: row, body: into[at], keys: {} }; });
    });
  }

  /* What can be fetched: the whole list, and for each value the list of those that have it. */
  var facets = links ? all(links, '[data-facet]').map(function (group) {
    var values = {};
    all(group, 'a').forEach(function (link) {
      values[link.dataset.code] = { href: link.href, count: Number(link.dataset.count), isHere: link.hasAttribute('aria-current') };
    });
    return { name: group.dataset.facet, title: group.firstElementChild.textContent, group: group, values: values };
  }) : [];
  var whole = { href: new URL(tables[0].dataset.list, location.href).href, count: Number(tables[0].dataset.count) };
  var base = {};
  var own = whole;
  facets.forEach(function (facet) {
    Object.keys(facet.values).forEach(function (code) {
      if (facet.values[code].isHere) {
        base[facet.name] = code;
        own = facet.values[code];
      }
    });
  });
  if (!pager) { own.rows = Promise.resolve(here); }

  function fetched(href) {
    return fetch(href).then(function (answer) {
      if (!answer.ok) { throw new Error(answer.status); }
      return answer.text();
    }).then(function (html) {
      var page = new DOMParser().parseFromString(html, 'text/html');
      /* Links of a page lead from its own address. */
      all(page, 'table[data-list] a[href]').forEach(function (link) { link.href = new URL(link.getAttribute('href'), href).href; });
      return page;
    });
  }

  /* All rows of a list. Its pager names the last page, by which the others can be named. */
  function load(list) {
    list.rows = list.rows || fetched(list.href).then(function (first) {
      var last = all(first, 'nav.pages [data-number]').pop();
      var others = [];
      for (var at = 2; last && at <= Number(last.dataset.number); at += 1) {
        others.push(fetched(new URL(last.getAttribute('href').replace(/\d+(?=\/index\.html$)/, at), list.href).href));
      }
      return Promise.all(others).then(function (pages) {
        return [first].concat(pages).flatMap(function (page) { return rowsOf(page, bodies); });
      });
    });
    list.rows.catch(function () { list.rows = null; });
    return list.rows;
  }

  /* The shortest list that has every row of a choice. */
  function needed(choice) {
    var lists = facets.map(function (facet) { return facet.values[choice.facets[facet.name]]; }).filter(Boolean).concat(whole);
    return lists.find(function (list) { return list.rows; }) || lists.reduce(function (a, b) { return b.count < a.count ? b : a; });
  }

  /* ---- The choice ---- */

  /* Tables of one page may differ in their columns. */
  var columns = new Map();
  var titles = {};
  tables.forEach(function (table) {
    var places = {};
    all(table, 'thead th').forEach(function (head, at) {
      if (head.dataset.sort) {
        places[head.dataset.sort] = at;
        titles[head.dataset.sort] = head.textContent;
      }
    });
    columns.set(table.tBodies[0], places);
  });

  function read() {
    var asked = new URLSearchParams(location.search);
    var choice = { words: asked.get('q') || '', sort: asked.get('sort') || '', facets: {} };
    facets.forEach(function (facet) {
      var code = asked.has(facet.name) ? asked.get(facet.name) : base[facet.name] || '';
      choice.facets[facet.name] = Object.hasOwn(facet.values, code) ? code : '';
    });
    return choice;
  }

  function keep(choice, isStep) {
    var query = new URLSearchParams();
    facets.forEach(function (facet) {
      var code = choice.facets[facet.name];
      if (code !== (base[facet.name] || '')) { query.set(facet.name, code); }
    });
    if (choice.words) { query.set('q', choice.words); }
    if (choice.sort) { query.set('sort', choice.sort); }
    var address = location.pathname + (String(query) && '?' + query);
    history[isStep ? 'pushState' : 'replaceState'](null, '', address);
  }

  function isNone(choice) {
    return !choice.words && !choice.sort && facets.every(function (facet) { return choice.facets[facet.name] === (base[facet.name] || ''); });
  }

  /* Words between single spaces, one before each. */
  function wordsOf(text) { return (' ' + text.normalize('NFC').toLowerCase()).replace(/[^\p{L}\p{N}%]+/gu, ' '); }

  /* A word is looked for where words begin: with its marks if it was typed with some. */
  function chosen(rows, choice) {
    var parts = wordsOf(choice.words).trim().split(' ').filter(Boolean);
    return rows.filter(function (one) {
      one.text = one.text || wordsOf(Array.from(one.row.cells, function (cell) { return cell.textContent; }).join(' '));
      one.folded = one.folded || folded(one.text);
      return parts.every(function (part) {
        return (folded(part) === part ? one.folded : one.text).includes(' ' + part);
      }) && facets.every(function (facet) {
        var code = choice.facets[facet.name];
        return !code || one.row.getAttribute('data-' + facet.name).split(' ').includes(code);
      });
    });
  }

  /* What a cell is put in order by: its own word for it, its figure beside others of the same
     unit, the last day that its date may mean, its text. */
  function keyOf(one, name) {
    if (one.keys[name]) { return one.keys[name]; }
    var cell = one.row.cells[columns.get(one.body)[name]];
    if (!cell) { return { group: '', value: null }; }
    var figure = cell.querySelector('[data-value]');
    var time = all(cell, 'time').pop();
    var text = cell.textContent.trim();
    var key = { group: '', value: text };
    if (cell.dataset.sort) { key.value = Number(cell.dataset.sort); }
    else if (figure) { key = { group: figure.dataset.unit, value: Number(figure.dataset.value) }; }
    else if (time) { key.value = (time.dateTime + '-99-99').slice(0, 10); }
    else if (text === '—' || cell.querySelector('.unknown')) { key.value = null; }
    return (one.keys[name] = key);
  }

  function sorted(rows, sort) {
    var isDown = sort[0] === '-';
    var name = sort.replace('-', '');
    if (!Object.hasOwn(titles, name)) { return rows; }
    return rows.slice().sort(function (a, b) {
      var one = keyOf(a, name);
      var other = keyOf(b, name);
      /* What is not known stays at the end either way. */
      if (one.value === null || other.value === null) { return (one.value === null) - (other.value === null); }
      var groups = order.compare(one.group, other.group);
      if (groups) { return groups; }
      var values = typeof one.value === 'number' ? one.value - other.value : order.compare(one.value, other.value);
      return isDown ? -values : values;
    });
  }

  /* ---- What is shown ---- */

  var most = MOST_SHOWN;
  var asking = 0;
  var form = box && controls();
  var told = make('p', '');
  told.setAttribute('role', 'status');
  told.className = 'narrow-told';
  if (box) { box.after(told); } else { tables[0].before(told); }
  var more = make('button', words.more);
  more.type = 'button';
  more.hidden = true;
  more.addEventListener('click', function () {
    most += MOST_SHOWN;
    show();
  });
  tables[tables.length - 1].after(more);

  function fill(rows) {
    bodies.forEach(function (body, at) {
      var own = rows.filter(function (one) { return one.body === body; });
      body.replaceChildren.apply(body, own.slice(0, most).map(function (one) { return one.row; }));
      var section = tables[at].closest('section');
      if (section) { section.hidden = own.length === 0; }
    });
    more.hidden = rows.length <= most;
    document.dispatchEvent(new Event('minhbach:rows'));
  }

  function show() {
    var choice = read();
    var none = isNone(choice);
    asking += 1;
    var asked = asking;
    if (form) { form.set(choice); }
    mark(choice.sort);
    if (pager) { pager.hidden = !none; }
    if (none) {
      told.textContent = '';
      most = MOST_SHOWN;
      /* A page is shown whole, however long the owner wants pages to be. */
      bodies.forEach(function (body) { body.replaceChildren.apply(body, here.filter(function (one) { return one.body === body; }).map(function (one) { return one.row; })); });
      all(document, 'main section[hidden]').forEach(function (section) { section.hidden = false; });
      more.hidden = true;
      return;
    }
    var list = needed(choice);
    if (!list.rows && list.count > MOST_FETCHED) {
      told.textContent = say(words.long, { count: number(list.count) });
      return;
    }
    if (!list.rows) { told.textContent = words.loading; }
    load(list).then(function (rows) {
      if (asked !== asking) { return; }
      var found = sorted(chosen(rows, choice), choice.sort);
      fill(found);
      told.textContent = found.length ? say(words.found, { shown: number(found.length), count: number(whole.count) }) : words.none;
    }, function () {
      if (asked !== asking) { return; }
      /* As from a disk: the links lead where the script does not come. */
      fill(sorted(chosen(here, choice), choice.sort));
      told.textContent = words.failed;
      if (links) { links.hidden = false; }
      if (pager) { pager.hidden = false; }
    });
  }

  function choose(change, isStep) {
    var choice = read();
    change(choice);
    most = MOST_SHOWN;
    keep(choice, isStep);
    show();
  }

  /* Where the links were: a form. It stands in what is closed until somebody opens it, so
     that nothing moves as it comes. */
  function controls() {
    var made = document.createElement('form');
    made.setAttribute('aria-label', box.querySelector('summary').textContent);
    made.addEventListener('submit', function (event) { event.preventDefault(); });
    function field(title, name) {
      var pair = make('div', '', made);
      var label = make('label', title, pair);
      var control = make(name, '', pair);
      label.htmlFor = control.id = '_narrow-' + made.children.length;
      return control;
    }
    var text = field(words.words, 'input');
    text.type = 'search';
    text.addEventListener('input', function () { choose(function (choice) { choice.words = text.value.trim(); }, false); });
    function select(title, options, change) {
      var control = field(title, 'select');
      options.forEach(function (one) {
        var option = make('option', one[1], control);
        option.value = one[0];
        if (one[2]) { option.lang = one[2]; }
      });
      control.addEventListener('change', function () { choose(function (choice) { change(choice, control.value); }, true); });
      return control;
    }
    var selects = facets.map(function (facet) {
      var options = all(facet.group, 'li').map(function (item) {
        var link = item.querySelector('a');
        return [link.dataset.code, item.textContent.trim(), link.lang];
      });
      return select(facet.title, [['', words.all]].concat(options), function (choice, code) { choice.facets[facet.name] = code; });
    });
    var orders = Object.keys(titles).flatMap(function (name) {
      return [[name, say(words.up, { column: titles[name] })], ['-' + name, say(words.down, { column: titles[name] })]];
    });
    var sort = select(words.sort, [['', words.usual]].concat(orders), function (choice, name) { choice.sort = name; });
    var clear = make('button', words.clear, made);
    clear.type = 'button';
    clear.addEventListener('click', function () {
      choose(function (choice) {
        choice.words = choice.sort = '';
        facets.forEach(function (facet) { choice.facets[facet.name] = base[facet.name] || ''; });
      }, true);
    });
    links.before(made);
    links.hidden = true;
    return {
      set: function (choice) {
        if (document.activeElement !== text) { text.value = choice.words; }
        facets.forEach(function (facet, at) { selects[at].value = choice.facets[facet.name]; });
        sort.value = choice.sort;
        clear.hidden = isNone(choice);
      }
    };
  }

  /* The heads of wide tables sort too: a button over each, which takes no room. */
  tables.forEach(function (table) {
    all(table, 'thead th[data-sort]').forEach(function (head) {
      var button = make('button', '', head);
      button.type = 'button';
      button.className = 'sort';
      button.setAttribute('aria-label', say(words.head, { column: head.textContent }));
      button.addEventListener('click', function () {
        var name = head.dataset.sort;
        choose(function (choice) { choice.sort = choice.sort === name ? '-' + name : name; }, true);
      });
    });
  });

  function mark(sort) {
    all(document, 'thead th[data-sort]').forEach(function (head) {
      var is = { '': 'none' };
      is[head.dataset.sort] = 'ascending';
      is['-' + head.dataset.sort] = 'descending';
      if (is[sort] && sort) { head.setAttribute('aria-sort', is[sort]); } else { head.removeAttribute('aria-sort'); }
    });
  }

  window.addEventListener('popstate', show);
  if (form) { form.set(read()); }
  if (!isNone(read())) {
    if (box) { box.open = true; }
    show();
  }
})();
