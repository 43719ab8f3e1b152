/* SPDX-License-Identifier: MIT */
/* Random texts that a regular expression matches, of the regular ones: classes, groups, repeats, alternatives, anchors. */

const CLASSES = { d: '0123456789', w: 'abcXYZ019_', s: ' \t' };

function parse(pattern) {
    const source = [...pattern];
    let at = 0;
    const peek = () => source[at];

    function escaped() {
        const c = source[at++];
        if (c === 'u') {
            const isLong = peek() === '{';
            const digits = isLong ? source.slice(at + 1, source.indexOf('}', at)).join('') : source.slice(at, at + 4).join('');
            at += digits.length + (isLong ? 2 : 0);
            return { set: [String.fromCodePoint(parseInt(digits, 16))] };
        }
        if (c === 'x') {
            at += 2;
            return { set: [String.fromCharCode(parseInt(source.slice(at - 2, at).join(''), 16))] };
        }
        if (c in CLASSES)
            return { set: [...CLASSES[c]] };
        if ('DWS'.includes(c))
            return { set: [c === 'D' ? 'x' : c === 'W' ? '-' : 'y'] };
        return { set: [{ n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', 0: '\0' }[c] ?? c] };
    }

    function classOf() {
        const isNot = peek() === '^', set = [];
        if (isNot)
            at++;
        while (peek() !== ']') {
            const c = source[at++];
            const one = c === '\\' ? escaped().set : [c];
            if (peek() === '-' && source[at + 1] !== ']' && one.length === 1) {
                at++;
                const d = source[at++];
                const end = (d === '\\' ? escaped().set[0] : d).codePointAt(0), begin = one[0].codePointAt(0);
                for (let code = begin; code <= end && set.length < 400; code += Math.max(1, Math.floor((end - begin) / 60)))
                    set.push(String.fromCodePoint(code));
                set.push(String.fromCodePoint(end));
            } else {
                set.push(...one);
            }
        }
        at++;
        const isFine = c => !/^[\ud800-\udfff]$/.test(c);
        return { set: isNot ? [...'abz09 -_.~\u00e9'].filter(c => !set.includes(c)) : set.filter(isFine) };
    }

    function atom() {
        const c = source[at++];
        if (c === '(') {
            if (peek() === '?')
                at += 2; /* "?:" */
            const group = alternatives();
            at++;
            return group;
        }
        if (c === '[')
            return classOf();
        if (c === '\\')
            return peek() === 'b' || peek() === 'B' ? (at++, { set: null }) : escaped();
        if (c === '.')
            return { set: [...'ab 0-\u00e9'] };
        return { set: c === '^' || c === '$' ? null : [c] };
    }

    function repeated() {
        let node = atom();
        for (;;) {
            const c = peek();
            let least, most;
            if (c === '*')
                [least, most] = [0, 4];
            else if (c === '+')
                [least, most] = [1, 4];
            else if (c === '?')
                [least, most] = [0, 1];
            else if (c === '{') {
                const text = source.slice(at + 1, source.indexOf('}', at)).join('');
                const [a, b] = text.split(',');
                [least, most] = [Number(a), b === undefined ? Number(a) : b === '' ? Number(a) + 4 : Number(b)];
                at += text.length + 1;
            } else {
                return node;
            }
            at++;
            if (peek() === '?')
                at++;
            node = { node, least, most };
        }
    }

    function sequence() {
        const list = [];
        while (at < source.length && peek() !== '|' && peek() !== ')')
            list.push(repeated());
        return { list };
    }

    function alternatives() {
        const choices = [sequence()];
        while (peek() === '|') {
            at++;
            choices.push(sequence());
        }
        return { choices };
    }

    return alternatives();
}

const parsed = new Map();

export function matching(pattern, below) {
    if (!parsed.has(pattern))
        parsed.set(pattern, parse(pattern));
    const write = node => {
        if (node.choices)
            return write(node.choices[below(node.choices.length)]);
        if (node.list)
            return node.list.map(write).join('');
        if (node.node) {
            const count = node.least + below(Math.min(node.most - node.least, 30) + 1);
            return Array.from({ length: count }, () => write(node.node)).join('');
        }
        return node.set === null || node.set.length === 0 ? '' : node.set[below(node.set.length)];
    };
    return write(parsed.get(pattern));
}
