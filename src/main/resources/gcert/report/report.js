
'use strict';
// Puts a button into each heading of a table that sorts its rows; without it the rows stay as they are.
for (const table of document.querySelectorAll('table.sortable')) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const key = (row, column) => {
    const cell = row.cells[column];
    return 'key' in cell.dataset ? Number(cell.dataset.key) : cell.textContent;
  };
  const compare = (a, b) => typeof a === 'number' ? a - b : a.localeCompare(b, 'en', {numeric: true});
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const up = head.ariaSort !== 'ascending';
      heads.forEach(other => other.removeAttribute('aria-sort'));
      head.ariaSort = up ? 'ascending' : 'descending';
      const rows = [...body.rows].sort((a, b) => (up ? 1 : -1) * compare(key(a, column), key(b, column)));
      body.append(...rows);
    });
  });
}
