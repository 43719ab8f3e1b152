// node's own http, the checks by hand: main.mjs PORT PROCESSES
import cluster from 'node:cluster';
import { createServer } from 'node:http';

const [port, processes] = process.argv.slice(2).map(Number);

function readUser(text) {
    const { id, name, email } = JSON.parse(text);
    if (!Number.isSafeInteger(id) || typeof name !== 'string' || typeof email !== 'string')
        throw new TypeError('no user');
    return { id, name, email };
}

function answer(response, status, body) {
    response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
    response.end(body);
}

if (cluster.isPrimary && processes > 1) {
    for (let i = 0; i < processes; i++)
        cluster.fork();
} else {
    createServer((request, response) => {
        if (request.method !== 'POST' || request.url !== '/user')
            return answer(response, 404, '');
        let text = '';
        request.setEncoding('utf8');
        request.on('data', piece => { text += piece; });
        request.on('end', () => {
            try {
                answer(response, 200, JSON.stringify(readUser(text)));
            } catch {
                answer(response, 422, '');
            }
        });
    }).listen(port, '127.0.0.1');
}
