// SPDX-License-Identifier: MIT
// Holds documents to the schema of OpenAPI 3.1 itself.
import { Validator } from "@seriousme/openapi-schema-validator";

let failed = 0;
for (const file of process.argv.slice(2)) {
    const validator = new Validator();
    const result = await validator.validate(file);
    if (result.valid && validator.version === "3.1") continue;
    console.error(`${file}: version ${validator.version}`, JSON.stringify(result.errors, null, 1));
    failed++;
}
process.exit(failed > 0 ? 1 : 0);
