// Looks at a page in Chromium: node look.js CHROMIUM MODULES PAGE. What is wrong is printed, a line each.
'use strict';
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const [, , executablePath, modules, page] = process.argv;
const { chromium } = require(path.join(modules, 'playwright-core'));
const axe = fs.readFileSync(path.join(modules, 'axe-core', 'axe.min.js'), 'utf8');

const complaints = new Set();
const expect = (holds, complaint) => { if (!holds) complaints.add(complaint); };
const url = pathToFileURL(page).href;

async function opened(browser, options) {
  const context = await browser.newContext(options);
  const tab = await context.newPage();
  tab.on('console', message => complaints.add(`the console says: ${message.text()}`));
  tab.on('pageerror', error => complaints.add(`an error: ${error}`));
  tab.on('dialog', dialog => { complaints.add(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
  tab.on('request', request => expect(request.url().split('#')[0] === url, `it loads ${request.url()}`));
  await tab.goto(url);
  return tab;
}

async function looksRight(browser, colorScheme, width) {
  // The tests' own script is let in; the page's policy is looked at without that.
  const tab = await opened(browser, { colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
  const where = `${colorScheme}, ${width} pixels: `;
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(wide <= 0, `${where}the page is ${wide} pixels too wide`);
  await tab.evaluate(() => document.querySelectorAll('details').forEach(one => { one.open = true; }));
  await tab.evaluate(axe);
  const found = await tab.evaluate(() => axe.run(document));
  for (const violation of found.violations) {
    complaints.add(`${where}axe: ${violation.id}: ${violation.nodes[0].html.slice(0, 200)}`);
  }
  const ink = await tab.evaluate(() => getComputedStyle(document.body).color);
  await tab.context().close();
  return ink;
}

async function sorts(browser) {
  const tab = await opened(browser, {});
  const cells = column => tab.$$eval('tbody tr', (rows, at) => rows.map(row => row.cells[at].textContent), column);
  const days = cell => cell === '–' ? -1e9 : Number(cell);
  const isSorted = (values, sign) => values.every((value, i) => i === 0 || sign * (days(value) - days(values[i - 1])) >= 0);
  const head = tab.locator('thead th.number').first();
  const name = await head.textContent();
  const at = await head.evaluate(cell => cell.cellIndex);
  const button = head.getByRole('button');
  await button.click();
  expect(isSorted(await cells(at), 1), `${name} does not sort upwards`);
  expect(await tab.getAttribute('th[aria-sort]', 'aria-sort') === 'ascending', 'aria-sort is not ascending');
  await button.press('Enter');
  expect(isSorted(await cells(at), -1), `${name} does not sort downwards`);
  const details = tab.locator('details:not([open])').first();
  const id = await details.locator('> div').getAttribute('id');
  await tab.locator(`tbody a[href="#${id}"]`).click();
  expect(await tab.locator(`#${id}`).isVisible(), 'a link from the table does not open the result');
  await tab.context().close();
}

async function readsWithoutScripts(browser) {
  const tab = await opened(browser, { javaScriptEnabled: false });
  expect(await tab.locator('tbody tr').count() > 1, 'without scripts there are no rows');
  expect(await tab.locator('th button').count() === 0, 'without scripts there are buttons');
  await tab.context().close();
}

(async () => {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const light = await looksRight(browser, 'light', 1280);
  const dark = await looksRight(browser, 'dark', 1280);
  expect(light !== dark, 'dark looks as light does');
  await looksRight(browser, 'light', 390);
  await looksRight(browser, 'dark', 390);
  await sorts(browser);
  await readsWithoutScripts(browser);
  await browser.close();
  for (const complaint of complaints) console.log(complaint);
})();
