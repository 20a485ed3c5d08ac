// Decides the cases of a folder with dmn-moddle (the schema of bpmn.io) and feelin (FEEL), as DMN's hit policy UNIQUE.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(path.join(process.cwd(), "package.json"));
const load = async (name) => import(pathToFileURL(require.resolve(name)));
const { DmnModdle } = await load("dmn-moddle");
const { evaluate, unaryTest } = await load("feelin");

const folder = process.argv[2];
const plain = (found) => (found && typeof found === "object" && "warnings" in found ? found.value : found);
const kept = new Map();
const once = (key, make) => kept.has(key) || kept.set(key, make()) ? kept.get(key) : undefined;
const matches = (test, given) =>
  test === "-" || once(`${test}|${JSON.stringify(given)}`, () => plain(unaryTest(test, { "?": given })) === true);

const decide = (table, given) => {
  const inputs = (table.input ?? []).map((input) => given[input.inputExpression.text] ?? null);
  const hits = (table.rule ?? []).filter((r) => (r.inputEntry ?? []).every((e, i) => matches(e.text, inputs[i])));
  if (hits.length > 1) return "several rules match";
  if (!hits.length) return null;
  const values = hits[0].outputEntry.map((e) => once(`=${e.text}`, () => plain(evaluate(e.text, {}))));
  return values.length > 1 ? Object.fromEntries(table.output.map((o, i) => [o.name, values[i]])) : values[0];
};

let [evaluations, differ, warned] = [0, 0, 0];
for (const file of fs.readdirSync(folder).filter((name) => name.endsWith(".dmn"))) {
  const { rootElement, warnings } = await new DmnModdle().fromXML(fs.readFileSync(path.join(folder, file), "utf8"));
  warned += warnings.length;
  const { cases, tiers } = JSON.parse(fs.readFileSync(path.join(folder, file.replace(".dmn", ".json")), "utf8"));
  const decisions = rootElement.drgElement.filter((element) => element.$type === "dmn:Decision");
  for (const { inputs, expected } of cases) {
    const given = { ...inputs };
    for (const { name, decisionLogic } of decisions) {
      const amounts = tiers[name] ?? [null];
      amounts.forEach((tierAmount, i) => {
        const wanted = name in tiers ? expected[name][i] : expected[name];
        given[name] = decide(decisionLogic, { ...given, tierAmount });
        evaluations += 1;
        if (JSON.stringify(given[name]) !== JSON.stringify(wanted)) {
          differ += 1;
          console.error(file, name, JSON.stringify(given[name]), "instead of", JSON.stringify(wanted));
        }
      });
    }
  }
}
console.log(`${evaluations} evaluations, ${differ} differ, ${warned} warnings`);
