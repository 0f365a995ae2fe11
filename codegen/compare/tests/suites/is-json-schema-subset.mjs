// Prints what the tests of is-json-schema-subset claim: JSON lines with a file, the name of the
// claim, two schemas, and whether the second accepts all that the first does.
//
// The tests run without types, modules and the library: the assertions `toSatisfy` and `toViolate`
// are the claims, and all others claim nothing.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';

const root = process.argv[2];
const exported = /^export (const \w+ = [[{][^;]*;)/gm;
const lists = [...readFileSync(join(root, 'src/util.ts'), 'utf8').matchAll(exported)];
const nothing = new Proxy(() => nothing, { get: (_, name) => (name === 'then' ? undefined : nothing) });

for (const file of readdirSync(join(root, 'test')).sort()) {
  if (!file.endsWith('.test.ts')) continue;
  let groups = [];
  let name, count;
  const claim = (isPart) => (old, schema, options) => {
    // Options are other readings of schemas.
    if (options) return;
    count += 1;
    const own = `${[...groups, name].join(' / ')} ${count}`;
    console.log(JSON.stringify({ file, name: own, old, new: schema, is_part: isPart }));
  };
  const waiting = [];
  const test = (title, run) => waiting.push([groups, title, run]);
  const context = createContext({
    test,
    it: test,
    describe: (title, run) => {
      const outer = groups;
      groups = [...outer, title];
      run();
      groups = outer;
    },
    expect: (old) => {
      const [satisfies, violates] = [claim(true), claim(false)];
      return new Proxy({}, {
        get: (_, method) => {
          if (method === 'toSatisfy') return (schema, options) => satisfies(old, schema, options);
          if (method === 'toViolate') return (schema, options) => violates(old, schema, options);
          return nothing;
        },
      });
    },
    inputSatisfies: nothing,
    cloneRefs: nothing,
    console: nothing,
  });
  const text = readFileSync(join(root, 'test', file), 'utf8')
    .replace(/^import .*$/gm, '')
    .replace(/ as (any|JSONSchema7)\b/g, '');
  const declared = lists.map(([, list]) => list).join('\n');
  runInContext(`${declared}\n${text}`, context);
  for (const [titles, title, run] of waiting) {
    [groups, name, count] = [titles, title, 0];
    await run();
  }
}
