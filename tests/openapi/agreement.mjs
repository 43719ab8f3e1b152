/* SPDX-License-Identifier: MIT */
/*
 * The document and the decoder agree: agreement.mjs DOCUMENT PROGRAM CASES SEED RULES, or agreement.mjs --rules
 *
 * Requests are made from the OpenAPI document alone, right ones and wrong ones. ajv judges their bodies and parameters by the
 * document's schemas; PROGRAM, which is agreement.c with the generated code, says whether the handler would have been
 * called. Where they differ one of the rules below has to say why; each stands in doc/openapi.md. What a rule has
 * excused is added to the file RULES, a name a line; --rules prints all names. Prints figures; ends with 1 on a difference, which is printed.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { maker } from './values.mjs';

const [documentFile, program, caseCount, seed, rulesFile] = process.argv.slice(2);
/* ---- rules: where the two may differ, and why ---- */

const BEYOND = 2 ** 53;

/* Any schema below `schema`, or what it refers to, of which `test` holds. */
function someSchema(schema, test, seen = new Set()) {
    if (schema === null || typeof schema !== 'object' || seen.has(schema))
        return false;
    seen.add(schema);
    if (test(schema))
        return true;
    if (schema.$ref && someSchema(resolve(schema.$ref), test, seen))
        return true;
    return Object.values(schema).some(part => someSchema(part, test, seen));
}

/* Whether the first fault that the server tells is one of these. */
const saysFirst = (server, ...codes) => codes.includes(server.problem.match(/"code":"([a-z_0-9]+)"/)?.[1]);
const BOUNDS = ['too_small', 'too_large', 'range', 'multiple_of'];

const rules = {
    'no member stands twice in an object': ({ slips, server }) => slips.has('twice') && saysFirst(server, 'duplicate', 'too_many', 'variant'),
    'text is UTF-8 without lone surrogates': ({ slips, server }) =>
        (slips.has('nul') && (saysFirst(server, 'nul', 'escape') || server.status === 404)) || (slips.has('surrogate') && saysFirst(server, 'utf8', 'syntax')),
    'integers are written as integers': ({ slips, server }) => slips.has('fraction') && saysFirst(server, 'type'),
    'bounds beyond 2^53': ({ text, server }) => (server.isTaken || saysFirst(server, ...BOUNDS)) &&
        (text.match(/[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/g) ?? []).some(number => Number(number) >= BEYOND),
    'numbers in quotes': ({ schema, server, text }) => saysFirst(server, ...BOUNDS) &&
        (/"-?[0-9.]+[eE]/.test(text) ||
         someSchema(schema, at => Object.keys(at).some(key => /^x-swage-(m|exclusiveM)(inimum|aximum|ultipleOf)$/.test(key)))),
    'a number in quotes has no escapes': ({ text, server }) => /\\u/.test(text) && /expected a string that holds/.test(server.problem),
    'formats': ({ formatMatters, server }) => (server.isTaken && formatMatters) || saysFirst(server, 'format'),
    '`{rest+}`, one or more segments': ({ slot, server }) => slot.isRest && server.status === 404,
};

if (documentFile === '--rules') {
    console.log(Object.keys(rules).join('\n'));
    process.exit();
}

/* ---- the judge ---- */

const document = JSON.parse(readFileSync(documentFile, 'utf8'));

function judge(validateFormats) {
    /* Without a precision it divides binary numbers, of which -57.16 is no multiple of 0.01. */
    const ajv = new Ajv({ strict: false, validateFormats, logger: false, multipleOfPrecision: 9 });
    addFormats(ajv);
    ajv.addSchema(document, 'document');
    const compiled = new Map();
    return (pointer, value) => {
        if (!compiled.has(pointer))
            compiled.set(pointer, ajv.compile({ $ref: `document#${pointer}` }));
        return compiled.get(pointer)(value);
    };
}

const isValid = judge(true), isValidBarFormats = judge(false);

/* ---- requests ---- */

function resolve(reference) {
    return reference.slice(2).split('/').reduce((at, key) => at[key.replace(/~1/g, '/').replace(/~0/g, '~')], document);
}

const escapePointer = key => encodeURIComponent(key.replace(/~/g, '~0').replace(/\//g, '~1'));
const make = maker(Number(seed), resolve);

/* A text as the value that a schema of that type would have of it. */
function valueOf(schema, text) {
    const of = schema.$ref ? resolve(schema.$ref) : schema;
    const types = [].concat(of.type ?? (of.enum ? typeof of.enum[0] : 'string'));
    if (types.includes('integer') || types.includes('number') || types.includes('boolean')) {
        try {
            const value = JSON.parse(text);
            if (typeof value !== 'object' && typeof value !== 'string' && text.trim() === text)
                return value;
        } catch { /* it is no JSON */ }
    }
    return text;
}

/* What a value that was made as JSON is as the text of a parameter; null where it cannot be one. */
function textOf(json) {
    const value = JSON.parse(json);
    if (value === null || typeof value === 'object')
        return null;
    return typeof value === 'string' ? value : json;
}

const fitsField = text => /^[!-~](?:[ -~]*[!-~])?$/.test(text);
const fitsCookie = text => /^[!#-+\--:<-[\]-~]*$/.test(text);
const isText = text => text.isWellFormed();

function itemsOf(schema) {
    const of = schema.$ref ? resolve(schema.$ref) : schema;
    return of.type === 'array' ? of.items : null;
}

/* A parameter's texts with the value that these are, or null where it cannot be sent like that. */
function drawTexts(schema, place, slip) {
    const items = itemsOf(schema);
    const made = make.value(schema, slip);
    const parts = items ? JSON.parse(made.json) : [JSON.parse(made.json)];
    if (items && !Array.isArray(parts))
        return null;
    const texts = items ? parts.map(part => textOf(JSON.stringify(part))) : [textOf(made.json)];
    const fits = { header: fitsField, cookie: fitsCookie, path: text => text !== '' && text !== '.' && text !== '..' }[place] ?? isText;
    if (texts.some(text => text === null || !isText(text) || !fits(text)) || texts.length > 40)
        return null;
    if (items && texts.length === 0)
        return { texts, value: undefined, slips: made.slips };
    const values = texts.map(text => valueOf(items ?? schema, text));
    return { texts, value: items ? values : values[0], slips: made.slips, json: texts.join(' ') };
}

const escape = text => encodeURIComponent(text).replace(/[!'()*]/g, c => `%${c.charCodeAt(0).toString(16)}`);

/* Where values of an operation's request stand: `pointer` is to the schema in the document. */
function slotsOf(path, method, operation) {
    const base = `/paths/${escapePointer(path)}/${method}`;
    const slots = (operation.parameters ?? []).map((parameter, i) => ({
        kind: parameter.in, name: parameter.name, isRequired: parameter.required === true, schema: parameter.schema,
        isRest: 'x-swage-segments' in parameter, pointer: `${base}/parameters/${i}/schema`,
    }));
    const content = operation.requestBody?.content ?? {};
    const media = Object.keys(content)[0];
    const pointer = media && `${base}/requestBody/content/${escapePointer(media)}/schema`;
    const isRequired = operation.requestBody?.required === true;
    const schema = media && content[media].schema;
    if (media === 'application/x-www-form-urlencoded' || media === 'multipart/form-data') {
        const form = schema.$ref ? resolve(schema.$ref) : schema;
        for (const [name, part] of Object.entries(form.properties ?? {}))
            slots.push({ kind: 'form', name, isRequired: (form.required ?? []).includes(name), schema: part, media,
                         fileMedia: content[media].encoding?.[name]?.contentType.replace('*', 'x'), pointer: `${pointer}/properties/${escapePointer(name)}` });
    } else if (media && /json$/.test(media)) {
        slots.push({ kind: 'body', name: media, isRequired, schema, pointer });
    } else if (media && schema.format !== 'binary' && !media.includes('*')) {
        slots.push({ kind: 'text', name: media, isRequired, schema, pointer });
    }
    return { path, method, operation, slots, isWhole: !media || slots.some(slot => ['form', 'body', 'text'].includes(slot.kind)) };
}

/* A value for a slot. */
function draw(slot, slip) {
    if (slot.kind === 'body') {
        const made = make.value(slot.schema, slip);
        return { body: made.json, value: JSON.parse(made.json), slips: made.slips, json: made.json };
    }
    const made = drawTexts(slot.schema, slot.kind, slip);
    return made && slot.kind === 'text' && made.texts[0] === '' ? null : made;
}

function isGood(slot, drawn) {
    return drawn.value === undefined ? !slot.isRequired : isValid(slot.pointer, drawn.value);
}

/* One that is right, or null where none was found. */
function drawGood(slot) {
    for (let i = 0; i < 60; i++) {
        const drawn = draw(slot, 0);
        if (drawn && drawn.slips.size === 0 && !/[0-9]{16}/.test(drawn.json ?? '') && isGood(slot, drawn))
            return drawn;
    }
    return null;
}

/* Of a file each character is one byte: the document has its length in bytes. */
function writePart(slot, text) {
    const head = `--swage-agreement\r\nContent-Disposition: form-data; name="${slot.name}"`;
    const bytes = slot.fileMedia ? [...text].map(c => c.codePointAt(0) < 128 ? c : 'x').join('') : text;
    return `${head}${slot.fileMedia ? `; filename="a"\r\nContent-Type: ${slot.fileMedia}` : ''}\r\n\r\n${bytes}\r\n`;
}

/* method, target, header fields and body of a request with these values, by slot. */
function write({ path, method, slots }, drawn) {
    const query = [], fields = [], cookies = [], form = [];
    let target = path, body = null;
    slots.forEach((slot, i) => {
        const made = drawn[i];
        if (!made)
            return;
        const pairs = () => made.texts.map(text => `${escape(slot.name)}=${escape(text)}`);
        if (slot.kind === 'path')
            target = target.replace(new RegExp(`\\{${slot.name}\\+?\\}`), () => slot.isRest ? made.texts[0].split('/').map(escape).join('/') : escape(made.texts[0]));
        else if (slot.kind === 'query')
            query.push(...pairs());
        else if (slot.kind === 'form')
            form.push(...(slot.media === 'multipart/form-data' ? made.texts.map(text => writePart(slot, text)) : pairs()));
        else if (slot.kind === 'header')
            fields.push([slot.name, made.texts[0]]);
        else if (slot.kind === 'cookie')
            cookies.push(...made.texts.map(text => `${slot.name}=${text}`));
        else {
            fields.push(['Content-Type', slot.name]);
            body = slot.kind === 'body' ? made.body : made.texts[0];
        }
    });
    if (form.length > 0) {
        const isParts = slots.some(slot => slot.media === 'multipart/form-data');
        fields.push(['Content-Type', isParts ? 'multipart/form-data; boundary=swage-agreement' : 'application/x-www-form-urlencoded']);
        body = isParts ? `${form.join('')}--swage-agreement--\r\n` : form.join('&');
    }
    if (cookies.length > 0)
        fields.push(['Cookie', cookies.join('; ')]);
    return { method: method.toUpperCase(), target: query.length > 0 ? `${target}?${query.join('&')}` : target, fields, body };
}

/* The slot that is varied, among values that are right. */
function drawCase(route, good) {
    const i = make.below(route.slots.length), slot = route.slots[i];
    const isLeftOut = slot.kind !== 'path' && make.below(12) === 0;
    const drawn = isLeftOut ? null : draw(slot, make.below(3) === 0 ? 0 : 1);
    if (!isLeftOut && drawn === null)
        return null;
    const all = good.map((value, k) => k === i ? drawn : value);
    const value = drawn?.value;
    return {
        route, slot, text: drawn?.json ?? '', slips: drawn?.slips ?? new Set(), schema: slot.schema,
        request: write(route, all),
        expected: value === undefined ? !slot.isRequired : isValid(slot.pointer, value),
        formatMatters: value !== undefined && isValid(slot.pointer, value) !== isValidBarFormats(slot.pointer, value),
    };
}

/* ---- the other side ---- */

function ask(cases) {
    const parts = [];
    for (const { request } of cases) {
        const body = Buffer.from(request.body ?? '', 'utf8');
        parts.push(Buffer.from(`${request.method} ${request.target} ${request.fields.length} ${request.body === null ? -1 : body.length}\n` +
            request.fields.map(([name, value]) => `${name}: ${value}\n`).join('')), body);
    }
    const run = spawnSync(program, { input: Buffer.concat(parts), maxBuffer: 1 << 30 });
    if (run.status !== 0)
        throw new Error(`${program} has ended with ${run.status ?? run.signal}: ${run.stderr}`);
    const lines = run.stdout.toString().split('\n').slice(0, -1);
    if (lines.length !== cases.length)
        throw new Error(`${lines.length} answers to ${cases.length} requests`);
    return lines.map(line => {
        const [, isTaken, status, problem] = line.match(/^([01]) ([0-9]+) (.*)$/s);
        return { isTaken: isTaken === '1', status: Number(status), problem };
    });
}

/* ---- all ---- */

const routes = Object.entries(document.paths).flatMap(([path, item]) => Object.entries(item)
    .filter(([method]) => ['get', 'put', 'post', 'patch', 'delete'].includes(method))
    .map(([method, operation]) => slotsOf(path, method, operation)))
    .filter(route => route.slots.length > 0 && route.isWhole);
const cases = [];
let unknown = 0;
for (const route of routes) {
    const good = route.slots.map(slot => drawGood(slot));
    if (good.some((drawn, i) => drawn === null && (route.slots[i].isRequired || route.slots[i].kind === 'path'))) {
        unknown++;
        console.log(`  no right request is known to ${route.method} ${route.path}`);
        continue;
    }
    for (let i = 0; i < Number(caseCount) / routes.length; i++) {
        const drawn = drawCase(route, good);
        if (drawn)
            cases.push(drawn);
    }
}

const answers = ask(cases), excused = {};
let differences = 0, taken = 0;
cases.forEach((one, i) => {
    const server = answers[i];
    taken += server.isTaken ? 1 : 0;
    if (server.isTaken === one.expected)
        return;
    const rule = Object.keys(rules).find(name => rules[name]({ ...one, server }));
    if (rule) {
        excused[rule] = (excused[rule] ?? 0) + 1;
        return;
    }
    if (differences++ < 5)
        console.log(`  DIFFERENCE ${one.request.method} ${one.request.target} ${one.slot.kind} ${one.slot.name}: ${one.text.slice(0, 600)}\n` +
            `    the document ${one.expected ? 'accepts' : 'refuses'} it, the server answers ${server.isTaken ? 'by its handler' : `${server.status} ${server.problem}`}`);
});
appendFileSync(rulesFile, Object.keys(excused).map(name => `${name}\n`).join(''));
console.log(`  ${routes.length - unknown} routes, ${cases.length} cases, ${taken} accepted, ${cases.length - taken} refused, ` +
    `${Object.values(excused).reduce((a, b) => a + b, 0)} excused by ${Object.keys(excused).length} rules, ${differences} differences`);
process.exitCode = differences > 0 ? 1 : 0;
