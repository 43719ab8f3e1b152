/* SPDX-License-Identifier: MIT */
/*
 * The documentation page as a person uses it: page.mjs BROWSER ADDRESS [SCREENSHOT]
 *
 * It is loaded in light and in dark with nothing but ADDRESS to be reached, an operation is tried, and its answer is seen.
 * axe looks for what people with impairments could not use: there is nothing serious. Prints what it did; ends with 1 and the reason on a fault.
 */
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const [browserPath, address, screenshot] = process.argv.slice(2);
const PATIENCE = 120_000; // ms for any one step: a busy machine is not a fault

function check(holds, what) {
    if (!holds)
        throw new Error(what);
}

/* A page whose every request, error and message is written down; what goes elsewhere than to `address` is not let out. */
async function open(browser, options) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const seen = { outside: [], faults: [], paths: [] };
    context.setDefaultTimeout(PATIENCE);
    await context.route('**', route => {
        const url = new URL(route.request().url());
        if (url.origin !== address && url.protocol !== 'data:' && url.protocol !== 'blob:') {
            seen.outside.push(url.href);
            return route.abort();
        }
        seen.paths.push(url.pathname);
        return route.continue();
    });
    const page = await context.newPage();
    page.on('pageerror', error => seen.faults.push(String(error)));
    page.on('console', message => message.type() === 'error' && seen.faults.push(message.text()));
    await page.goto(`${address}/docs`);
    return { page, seen };
}

/* Tries POST /user with a body of our own, and returns what the page shows as the answer. */
async function tryOperation(page) {
    await page.locator('rapi-doc .nav-bar-path', { hasText: /Create user\s*$/ }).click();
    const body = page.locator('rapi-doc textarea.request-body-param-user-input').first();
    await body.waitFor();
    await body.fill('{"id": 7, "name": "Ann", "email": "ann@example.com"}');
    await page.locator('rapi-doc button', { hasText: /^\s*TRY\s*$/i }).first().click();
    const answer = page.locator('rapi-doc api-request .tab-content pre', { hasText: 'ann@example.com' }).first();
    await answer.waitFor();
    return answer.innerText();
}

/* The colour behind the words, which some element around them has. */
async function backgroundOf(page) {
    return page.evaluate(() => {
        let at = document.querySelector('rapi-doc').shadowRoot.querySelector('.main-content');
        while (getComputedStyle(at).backgroundColor === 'rgba(0, 0, 0, 0)')
            at = at.parentElement ?? at.getRootNode().host;
        return getComputedStyle(at).backgroundColor.match(/\d+/g).slice(0, 3).map(Number);
    });
}

async function look(browser, colorScheme) {
    const { page, seen } = await open(browser, { colorScheme });
    const answer = await tryOperation(page);
    const compact = answer.replace(/\s/g, '');
    check(compact.includes('"id":7') && compact.includes('"name":"Ann"'), `the page shows as the answer: ${answer}`);
    check(seen.outside.length === 0, `the page asks elsewhere: ${seen.outside}`);
    check(seen.faults.length === 0, `the page has errors: ${seen.faults.join('\n')}`);
    for (const path of ['/docs', '/docs/page.js', '/openapi.json', '/user'])
        check(seen.paths.includes(path), `the page never asked for ${path}`);
    const isDark = (await backgroundOf(page)).every(part => part < 100);
    check(isDark === (colorScheme === 'dark'), `the page is ${isDark ? 'dark' : 'light'} where ${colorScheme} is wished`);
    if (screenshot && colorScheme === 'light')
        await page.screenshot({ path: screenshot });
    console.log(`${colorScheme}: tried POST /user, saw its answer; ${seen.paths.length} requests, none elsewhere`);
    await page.context().close();
}

/* axe is a script of its own, which the page's Content-Security-Policy would not let in. */
async function lookForBarriers(browser, colorScheme) {
    const { page } = await open(browser, { colorScheme, bypassCSP: true });
    await tryOperation(page);
    await page.addScriptTag({ path: require.resolve('axe-core/axe.min.js') });
    const { violations } = await page.evaluate(() => axe.run());
    const grave = violations.filter(violation => ['serious', 'critical'].includes(violation.impact));
    for (const { id, nodes } of grave)
        console.log(`  ${id} (${nodes.length}): ${nodes.map(node => node.target).join(' ')}`);
    check(grave.length === 0, 'there are barriers that are serious');
    console.log(`${colorScheme}: axe finds ${violations.length} kinds of barriers, none of them serious or critical`);
    await page.context().close();
}

const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'], timeout: PATIENCE });
try {
    for (const scheme of ['light', 'dark']) {
        await look(browser, scheme);
        await lookForBarriers(browser, scheme);
    }
} catch (error) {
    console.error(`page.mjs: ${error.message}`);
    process.exitCode = 1;
} finally {
    await browser.close();
}
