/* What a script adds to pages that do without one: a copy button for citations, files made of
   texts, a choice of areas to compare. Its words come with the tag that names it. */
(function () {
  'use strict';
  var words = document.currentScript.dataset;

  function button(text, act) {
    var made = document.createElement('button');
    made.type = 'button';
    made.className = 'small-button';
    made.textContent = text;
    made.addEventListener('click', function () { act(made); });
    return made;
  }

  function save(name, text) {
    var link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    link.download = name;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  if (navigator.clipboard) {
    document.querySelectorAll('[data-copy]').forEach(function (text) {
      text.after(button(words.copy, function (own) {
        navigator.clipboard.writeText(text.textContent).then(function () { own.textContent = words.copied; });
      }));
    });
  }
  document.querySelectorAll('pre[data-file]').forEach(function (text) {
    text.after(button(words.save, function () { save(text.dataset.file, text.textContent); }));
  });

  /* Not every browser still tells a screen reader that a table is one where its parts are shown
     as blocks, as on a telephone. */
  function keepRoles() {
    document.querySelectorAll('table.records').forEach(function (table) {
      table.setAttribute('role', 'table');
      table.querySelectorAll('thead, tbody').forEach(function (group) { group.setAttribute('role', 'rowgroup'); });
      table.querySelectorAll('tr').forEach(function (row) { row.setAttribute('role', 'row'); });
      table.querySelectorAll('td').forEach(function (cell) { cell.setAttribute('role', 'cell'); });
      table.querySelectorAll('th').forEach(function (head) { head.setAttribute('role', head.scope === 'row' ? 'rowheader' : 'columnheader'); });
    });
  }
  keepRoles();
  document.addEventListener('minhbach:rows', keepRoles);

  /* The choice stands in the address, so that it can be sent to somebody. */
  document.querySelectorAll('form[data-choice]').forEach(function (form) {
    var boxes = Array.from(form.querySelectorAll('input[type=checkbox]'));
    var asked = new URLSearchParams(location.search).getAll('area');
    function show() {
      var chosen = boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
      document.querySelectorAll('[data-group]').forEach(function (group) {
        var rows = Array.from(group.querySelectorAll('[data-area]'));
        var areas = {};
        rows.forEach(function (row) {
          row.hidden = chosen.length > 0 && chosen.indexOf(row.dataset.area) < 0;
          if (!row.hidden) { areas[row.dataset.area] = true; }
        });
        group.hidden = Object.keys(areas).length < Math.min(2, chosen.length || 1);
      });
      var query = new URLSearchParams(chosen.map(function (id) { return ['area', id]; })).toString();
      history.replaceState(null, '', query ? '?' + query : location.pathname);
    }
    boxes.forEach(function (box) {
      box.checked = asked.indexOf(box.value) >= 0;
      box.addEventListener('change', show);
    });
    if (asked.length) { show(); }
  });
})();
