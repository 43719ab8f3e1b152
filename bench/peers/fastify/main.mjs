// fastify, with its schemas for the body and the answer: main.mjs PORT PROCESSES
import cluster from 'node:cluster';
import Fastify from 'fastify';

const [port, processes] = process.argv.slice(2).map(Number);
const User = {
    type: 'object',
    required: ['id', 'name', 'email'],
    properties: { id: { type: 'integer' }, name: { type: 'string' }, email: { type: 'string' } },
};

if (cluster.isPrimary && processes > 1) {
    for (let i = 0; i < processes; i++)
        cluster.fork();
} else {
    // Without its coercion 5 is no name.
    const app = Fastify({ logger: false, ajv: { customOptions: { coerceTypes: false } } });
    app.post('/user', { schema: { body: User, response: { 200: User } } }, async ({ body }) =>
        ({ id: body.id, name: body.name, email: body.email }));
    await app.listen({ port, host: '127.0.0.1' });
}
