// Looks at the whole site in Chromium: node look.js CHROMIUM MODULES FOLDER [PICTURES]. What is wrong is
// printed, a line each. Into PICTURES, a folder, goes a picture of each page.
'use strict';
const fs = require('fs');
const http = require('http');
const path = require('path');
const [, , executablePath, modules, folder, pictures] = process.argv;
const { chromium } = require(path.join(modules, 'playwright-core'));
const axe = fs.readFileSync(path.join(modules, 'axe-core', 'axe.min.js'), 'utf8');

const SIDE_BY_SIDE = 3;
const WIDTHS = [390, 1280];
const SCHEMES = ['light', 'dark'];
// What somebody types, and the section that has to be among the first three.
const QUERIES = {
  rotation: /rotation/i,
  'exit code 7': /troubleshooting\.html#exit-code-7$/,
  'dane-missing': /troubleshooting\.html#dane-missing$/,
  '--expires-within': /gcert-(check|watch)\.html#expires-within$/,
  prometheus: /prometheus/,
  'postfix pins': /pins|watch|tutorial/,
};
const KINDS = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml' };

const complaints = new Set();
const expect = (holds, complaint) => { if (!holds) complaints.add(complaint); };

// Below a folder, as the pages of a project are published.
function serve(request, response) {
  const file = path.join(folder, new URL(request.url, 'http://localhost').pathname.replace(/^\/gcert\//, ''));
  fs.readFile(file, (error, content) => {
    response.writeHead(error ? 404 : 200, { 'Content-Type': KINDS[path.extname(file)] ?? 'application/octet-stream' });
    response.end(error ? '' : content);
  });
}

async function tabOf(context, origin) {
  const tab = await context.newPage();
  tab.on('console', message => complaints.add(`${tab.url()}: the console says: ${message.text()}`));
  tab.on('pageerror', error => complaints.add(`${tab.url()}: an error: ${error}`));
  tab.on('request', request => expect(request.url().startsWith(origin), `${tab.url()}: it asks for ${request.url()}`));
  return tab;
}

async function look(tab, page, origin) {
  await tab.setViewportSize({ width: WIDTHS[0], height: 900 });
  await tab.goto(`${origin}/gcert/${page}`);
  await tab.evaluate(axe);
  for (const width of WIDTHS) {
    await tab.setViewportSize({ width, height: 900 });
    for (const colorScheme of SCHEMES) {
      await tab.emulateMedia({ colorScheme });
      const where = `${page}, ${width} pixels, ${colorScheme}: `;
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide <= 0, `${where}${wide} pixels too wide`);
      for (const { id, help, nodes } of await violations(tab, width, colorScheme)) {
        complaints.add(`${where}${id}: ${help}: ${nodes.slice(0, 3).map(node => node.html.slice(0, 120)).join(' ')}`);
      }
      if (pictures) {
        await tab.screenshot({ path: path.join(pictures, `${page.replaceAll('/', '-')}-${width}-${colorScheme}.png`) });
      }
    }
  }
}

// Colours are all that differs in the dark, and a wide page shows whatever a narrow one does.
async function violations(tab, width, colorScheme) {
  const dark = colorScheme === 'dark';
  if (dark && width < Math.max(...WIDTHS)) return [];
  const options = { resultTypes: ['violations'], ...(dark && { runOnly: ['color-contrast'] }) };
  return (await tab.evaluate(given => axe.run(document, given), options)).violations;
}

async function looks(browser, pages, origin) {
  // The tests' own script is let in; that the pages' policy lets theirs in is seen by the rest.
  const context = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' });
  const rest = [...pages];
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, async () => {
    const tab = await tabOf(context, origin);
    for (let page = rest.shift(); page; page = rest.shift()) {
      await look(tab, page, origin);
    }
  }));
  await context.close();
}

async function finds(browser, origin) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const tab = await tabOf(context, origin);
  for (const [query, wanted] of Object.entries(QUERIES)) {
    await tab.goto(`${origin}/gcert/howto/pins.html`);
    await tab.keyboard.press('/');
    await tab.keyboard.type(query);
    const popup = tab.locator('.found a');
    await popup.first().waitFor();
    const links = await popup.evaluateAll(all => all.slice(0, 3).map(link => link.href));
    expect(links.some(link => wanted.test(link)), `a search for ${query} finds ${links}`);
    if (pictures) await tab.screenshot({ path: path.join(pictures, `search-${query.replaceAll(' ', '-')}.png`) });
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('Enter');
    await tab.waitForURL(links[0]);
  }
  await tab.keyboard.press('/');
  await tab.keyboard.type('zzyzx');
  await tab.getByText('Nothing found').waitFor();
  await tab.keyboard.press('Escape');
  expect(!await tab.locator('.found').isVisible(), 'Escape does not close the search');
  await tab.goto(`${origin}/gcert/search.html?q=rotation`);
  await tab.locator('.results a').first().waitFor();
  await tab.evaluate(() => document.querySelector('form.search').elements.q.focus());
  await tab.keyboard.press('Enter');
  await context.close();
}

async function works(browser, origin) {
  const context = await browser.newContext({ viewport: { width: 390, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'] });
  const tab = await tabOf(context, origin);
  await tab.goto(`${origin}/gcert/index.html`);
  const menu = tab.getByRole('navigation', { name: 'Documents' });
  expect(!await menu.isVisible(), 'the menu of a narrow screen is open from the first');
  await tab.getByRole('button', { name: 'Menu' }).click();
  await menu.getByRole('link', { name: 'The command line' }).click();
  await tab.waitForURL('**/cli.html');
  const paper = () => tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await tab.emulateMedia({ colorScheme: 'light' });
  const light = await paper();
  const theme = tab.locator('button.theme');
  await theme.click();
  await theme.click();
  expect(await paper() !== light, 'the choice of dark changes nothing');
  await tab.reload();
  expect(await paper() !== light, 'the choice of dark is forgotten');
  await tab.getByRole('button', { name: 'Copy the commands' }).first().click();
  const copied = await tab.evaluate(() => navigator.clipboard.readText());
  expect(copied.startsWith('gcert ') && !copied.includes('$ '), `copied was ${copied}`);
  await context.close();
}

async function worksWithoutScripts(browser, origin) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 900 } });
  const tab = await tabOf(context, origin);
  await tab.goto(`${origin}/gcert/watch.html`);
  expect(await tab.getByRole('navigation', { name: 'Documents' }).isVisible(), 'without scripts there is no menu');
  await context.close();
}

(async () => {
  const server = http.createServer(serve).listen(0, '127.0.0.1');
  await new Promise(done => server.once('listening', done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const pages = fs.readdirSync(folder, { recursive: true }).map(String).filter(name => name.endsWith('.html')).sort();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    await looks(browser, pages, origin);
    await finds(browser, origin);
    await works(browser, origin);
    await worksWithoutScripts(browser, origin);
  } finally {
    await browser.close();
    server.close();
  }
  complaints.forEach(complaint => console.log(complaint));
})().catch(error => { console.error(error); process.exitCode = 1; });
