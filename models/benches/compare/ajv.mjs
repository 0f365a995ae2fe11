// Validates documents with ajv: `node ajv.mjs SCHEMA FILE`, where FILE is one
// document, or one a line if its name ends with `.jsonl`.
import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createRequire } from "node:module";

// Its packages are installed where the script that calls this says.
const require = createRequire(process.env.AJV_HOME + "/");
const Ajv = require("ajv/dist/2020").default;
const formats = require("ajv-formats").default;

const [schema, file] = process.argv.slice(2);
const ajv = new Ajv({ strict: false });
formats(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));

let refused = 0;
if (file.endsWith(".jsonl")) {
  for await (const line of createInterface({ input: createReadStream(file) })) {
    refused += validate(JSON.parse(line)) ? 0 : 1;
  }
} else {
  refused += validate(JSON.parse(readFileSync(file, "utf8"))) ? 0 : 1;
}
process.exitCode = refused > 0 ? 1 : 0;
