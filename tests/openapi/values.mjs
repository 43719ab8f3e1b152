/* SPDX-License-Identifier: MIT */
/*
 * Random JSON of a schema (JSON Schema 2020-12), as text, so that it may have what no value of a program has.
 *
 *     const make = maker(seed, reference => schema);
 *     make.value(schema, 0)   right, as far as is known    { json, slips }
 *     make.value(schema, 1)   with a slip of the pen at one place or another
 *
 * `slips` names what was done on purpose that JSON Schema says nothing of.
 */
import { matching } from './matching.mjs';

/* Mulberry32: chance that comes back. */
function chance(seed) {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6D2B79F5) >>> 0;
        let t = state;
        t = Math.imul(t ^ (t >>> 15), t | 1);
        t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
}

const LETTERS = ['a', 'b', 'Z', '0', '9', ' ', '-', '_', '.', '/', '%', '&', '=', '+', '"', '\\', '\n', '\u00e9', '\u4e2d', '\u{1f600}', '\u{10ffff}'];

const FORMATS = {
    email: ['a@b.org', 'ann.lee+x@example.co.uk', '"a b"@example.org', 'a@', '@b.org', 'a b@c.org', 'a'],
    uri: ['https://example.org/a?b#c', 'urn:isbn:1', 'mailto:a@b.c', '/a', 'a b', 'http://[::1]/', 'x'],
    uuid: ['01234567-89ab-cdef-0123-456789abcdef', '01234567-89AB-CDEF-0123-456789ABCDEF', '0123456789abcdef0123456789abcdef', 'x'],
    hostname: ['example.org', 'a', 'a-b.c', '-a', 'a..b', 'a_b', 'x'.repeat(64)],
    ipv4: ['127.0.0.1', '255.255.255.255', '256.0.0.1', '1.2.3', '01.2.3.4', 'x'],
    ipv6: ['::1', '2001:db8::1', '::ffff:1.2.3.4', ':::', '12345::', 'x'],
    date: ['2024-02-29', '2023-02-29', '2023-13-01', '2023-1-1', 'x'],
    time: ['12:34:56Z', '12:34:56.5+01:00', '23:59:60Z', '25:00:00Z', '12:34', 'x'],
    'date-time': ['2024-02-29T12:34:56Z', '2024-02-29t12:34:56.789z', '2024-02-30T00:00:00Z', '2024-02-29 12:34:56Z', '2024-02-29', 'x'],
    duration: ['P1D', 'PT1H2M3S', 'P1Y2M3DT4H5M6S', 'P1W', 'P', 'PT', '1D', 'x'],
};

export function maker(seed, resolve) {
    const random = chance(seed);
    const below = count => Math.floor(random() * count);
    const pick = list => list[below(list.length)];
    let slips, mayErr, depth;

    /* Whether here is the place for a slip. */
    const errs = () => {
        if (mayErr <= 0 || below(7) !== 0)
            return false;
        mayErr--;
        return true;
    };
    const note = name => { slips.add(name); return true; };

    function other(schema) {
        return pick([() => 'null', () => 'true', () => '12', () => '-0.5', () => '"x"', () => '[]', () => '{}', () => '[1,"a"]', () => '{"a":1}'])(schema);
    }

    function quote(text) {
        const json = JSON.stringify(text);
        return below(8) === 0 ? json.replace(/[a-z](?=[^"\\]*"$)/, c => json.includes('\\') ? c : `\\u00${c.charCodeAt(0).toString(16)}`) : json;
    }

    function plainText(length) {
        return Array.from({ length }, () => below(3) > 0 ? pick(['a', 'b', 'Q', '7']) : pick(LETTERS)).join('');
    }

    function lengthOf(least, most) {
        const end = Math.min(most ?? least + 12, least + 400);
        if (errs())
            return pick([least - 1, (most ?? 3000) < 3000 ? most + 1 : least].filter(length => length >= 0));
        return pick([least, end, least + below(end - least + 1)]);
    }

    function string(schema) {
        const { minLength = 0, maxLength, pattern, format } = schema;
        if (errs())
            return pick([
                () => { note('nul'); return '"\\u0000"'; },
                () => { note('surrogate'); return '"\\ud800"'; },
                () => other(schema), () => '""', () => quote(plainText(below(6))),
            ])();
        if (format in FORMATS)
            return quote(errs() ? pick(FORMATS[format]) : FORMATS[format][0]);
        if (pattern === undefined)
            return quote(plainText(lengthOf(minLength, maxLength)));
        for (let i = 0; i < 40; i++) {
            const text = matching(pattern, below);
            const count = [...text].length;
            if (count >= minLength && count <= (maxLength ?? Infinity))
                return quote(text);
        }
        return quote(matching(pattern, below));
    }

    function integer(schema) {
        const above = schema.exclusiveMinimum !== undefined ? BigInt(Math.ceil(schema.exclusiveMinimum)) + 1n : undefined;
        const under = schema.exclusiveMaximum !== undefined ? BigInt(Math.floor(schema.exclusiveMaximum)) - 1n : undefined;
        const least = schema.minimum !== undefined ? BigInt(Math.ceil(schema.minimum)) : above ?? -1000n;
        const most = schema.maximum !== undefined ? BigInt(Math.floor(schema.maximum)) : under ?? least + 2000n;
        const step = schema.multipleOf ? BigInt(schema.multipleOf) : 1n;
        if (errs())
            return pick([
                () => `${least - 1n}`, () => `${most + 1n}`, () => `${least + 1n}`, () => `${most}`,
                () => { note('fraction'); return `${least > 0n ? least : 1n}.0`; },
                () => { note('fraction'); return '1e2'; },
                () => '1.5', () => other(schema),
            ])();
        const span = most - least;
        let value = pick([least, most, least + (span > 0n ? BigInt(below(Number(span > 1000000n ? 1000000n : span + 1n))) : 0n)]);
        if (least <= 0n && most >= 9n && below(2) === 0)
            value = BigInt(below(10));
        value -= ((value % step) + step) % step;
        if (value < least)
            value += step;
        return `${value}`;
    }

    function number(schema) {
        const least = schema.minimum ?? schema.exclusiveMinimum ?? -1000, most = schema.maximum ?? schema.exclusiveMaximum ?? 1000;
        if (errs())
            return pick([
                () => `${least}`, () => `${most}`, () => JSON.stringify(least - 1), () => JSON.stringify(most + 1),
                () => '1e400', () => other(schema),
            ])();
        const value = least + (most - least) * random();
        const step = schema.multipleOf;
        if (step)
            return JSON.stringify(Math.round(Math.round(value / step) * step * 1e9) / 1e9);
        return pick([() => JSON.stringify(value), () => `${Math.round(value)}`, () => value.toExponential(3), () => value.toFixed(2)])();
    }

    function array(schema) {
        const { minItems = 0, maxItems, items = {}, uniqueItems } = schema;
        const count = depth > 6 ? minItems : Math.min(lengthOf(minItems, Math.min(maxItems ?? minItems + 3, minItems + 120)), minItems + 120);
        const made = [];
        for (let i = 0; i < count; i++) {
            let json = value(items);
            for (let tries = 0; uniqueItems && made.includes(json) && tries < 20; tries++)
                json = value(items);
            made.push(json);
        }
        if (uniqueItems && made.length > 0 && errs())
            made[made.length - 1] = made[0];
        return `[${made.join(',')}]`;
    }

    function key(schema) {
        const names = schema.propertyNames;
        return names === undefined ? `k${below(50)}` : JSON.parse(value(names.type ? names : { type: 'string', ...names }));
    }

    function object(schema) {
        const { properties = {}, required = [], additionalProperties, minProperties = 0, maxProperties } = schema;
        const members = [];
        for (const [name, part] of Object.entries(properties)) {
            const isThere = required.includes(name) ? !errs() : depth < 6 && below(2) === 0;
            if (isThere)
                members.push([name, value(part)]);
        }
        const isMap = additionalProperties !== undefined && additionalProperties !== false;
        const wanted = isMap && depth < 6 ? lengthOf(minProperties, maxProperties ?? 4) : isMap ? minProperties : 0;
        for (let tries = 0; members.length < wanted && tries < 200; tries++) {
            const name = String(key(schema));
            if (!members.some(([there]) => there === name))
                members.push([name, value(additionalProperties)]);
        }
        if (!isMap && errs())
            members.push([pick(['x-unknown', 'toString', '']), pick(['1', 'null', '{"a":[true]}'])]);
        if (members.length > 0 && errs() && note('twice'))
            members.push([...pick(members)]);
        if (below(3) === 0)
            members.sort(() => random() - 0.5);
        return `{${members.map(([name, json]) => `${quote(name)}:${json}`).join(',')}}`;
    }

    function any() {
        return pick(['null', 'true', '12', '-1.5e3', '"x"', '[]', '{}', '[1,[2,{"a":null}]]', '{"a":{"b":"c"}}']);
    }

    /* Values of `allOf` parts that are objects are one object: their schemas are put together. */
    function merged(schema) {
        const whole = { type: 'object', properties: {}, required: [] };
        for (const part of [schema, ...schema.allOf]) {
            const of = part.$ref ? resolve(part.$ref) : part;
            Object.assign(whole.properties, of.properties ?? {});
            whole.required.push(...(of.required ?? []));
        }
        return whole;
    }

    function typed(schema) {
        const type = Array.isArray(schema.type) ? pick(schema.type) : schema.type;
        switch (type) {
        case 'null': return 'null';
        case 'boolean': return errs() ? other(schema) : pick(['true', 'false']);
        case 'integer': return integer(schema);
        case 'number': return number(schema);
        case 'string': return string(schema);
        case 'array': return errs() ? other(schema) : array(schema);
        case 'object': return errs() ? other(schema) : object(schema);
        default: return schema.pattern !== undefined || schema.minLength !== undefined ? string(schema) : any();
        }
    }

    function value(schema) {
        depth++;
        try {
            if (schema.$ref)
                return value(resolve(schema.$ref));
            if (schema.const !== undefined)
                return errs() ? other(schema) : JSON.stringify(schema.const);
            if (schema.enum)
                return errs() ? pick([other(schema), '"nobody"', '99999']) : JSON.stringify(pick(schema.enum));
            if (schema.examples && below(4) === 0)
                return JSON.stringify(pick(schema.examples));
            if (schema.allOf)
                return object(merged(schema));
            const choices = schema.oneOf ?? schema.anyOf;
            if (choices)
                return value(depth > 8 ? choices[choices.length - 1] : pick(choices));
            return typed(schema);
        } finally {
            depth--;
        }
    }

    return {
        below,
        value(schema, errors) {
            slips = new Set();
            mayErr = errors;
            depth = 0;
            return { json: value(schema), slips };
        },
    };
}
