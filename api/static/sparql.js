"use strict";
// Runs queries and shows what comes back. The examples come from the service's own description.

const WORDS = {
  zh: { choose: "选择一个示例……", rows: "行", first: "，显示前", took: "用时", yes: "是", no: "否", triples: "图", failed: "请求未能完成", other: "EN" },
  en: { choose: "Choose an example …", rows: "rows", first: ", the first", took: "in", yes: "yes", no: "no", triples: "Graph", failed: "The request could not be completed", other: "中文" },
};
const HOME = /^https?:\/\/w3id\.org\/yidi\//;
const MOST_ROWS = 1000;
const FORMS = [
  ["JSON", "application/sparql-results+json", "srj"], ["CSV", "text/csv", "csv"], ["TSV", "text/tab-separated-values", "tsv"],
  ["XML", "application/sparql-results+xml", "srx"], ["Turtle", "text/turtle", "ttl"], ["N-Triples", "application/n-triples", "nt"],
  ["JSON-LD", "application/ld+json", "jsonld"], ["RDF/XML", "application/rdf+xml", "rdf"],
];
const page = { language: navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en", examples: [] };
const byId = (id) => document.getElementById(id);
const word = (key) => WORDS[page.language][key];

// An element with its content; text is always text, never markup.
function element(name, content = [], attributes = {}) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...[content].flat());
  return made;
}

// What comes back --------------------------------------------------------------------

function short(iri) {
  const [, kind, name] = /^(?:id\/([^/]+)\/|ns#)(.*)$/.exec(iri.replace(HOME, "")) ?? [];
  return name ? `${kind ?? "yidi"}:${name}` : iri;
}
function cell(term) {
  if (!term) return element("td");
  if (term.type === "uri") {
    const ours = HOME.test(term.value);
    if (!ours && !/^https?:\/\//.test(term.value)) return element("td", term.value);
    const attributes = ours ? { href: term.value.replace(HOME, "") } : { href: term.value, rel: "noreferrer noopener" };
    return element("td", element("a", ours ? short(term.value) : term.value, { ...attributes, title: term.value }));
  }
  if (term.type === "bnode") return element("td", `_:${term.value}`);
  const language = term["xml:lang"];
  return element("td", [term.value, language ? element("span", ` @${language}`) : ""], language ? { lang: language } : {});
}
function table(result, seconds) {
  const rows = result.results.bindings;
  const names = result.head.vars;
  const count = `${rows.length} ${word("rows")}${rows.length > MOST_ROWS ? `${word("first")} ${MOST_ROWS}` : ""}, ${word("took")} ${seconds} s`;
  const head = element("tr", names.map((name) => element("th", name, { scope: "col" })));
  const body = rows.slice(0, MOST_ROWS).map((row) => element("tr", names.map((name) => cell(row[name]))));
  return [element("p", count, { class: "soft" }), element("div", element("table", [head, ...body]), { class: "wide" })];
}
function shown(type, text, seconds) {
  if (!type.startsWith("application/sparql-results+json")) return [element("h2", word("triples")), element("pre", text)];
  const result = JSON.parse(text);
  return "boolean" in result ? [element("h2", word(result.boolean ? "yes" : "no"))] : table(result, seconds);
}
function failed(problem) {
  return [element("h2", problem.title ?? word("failed"), { class: "fault" }), element("p", problem.detail ?? "")];
}
function pointAt(line, column) {
  const lines = byId("query").value.split("\n");
  const at = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
  byId("query").focus();
  byId("query").setSelectionRange(at, Math.min(at + 1, byId("query").value.length));
}

// Asking -----------------------------------------------------------------------------

function send(accept) {
  const headers = { "content-type": "application/sparql-query", accept };
  return fetch(`sparql?lang=${page.language}`, { method: "POST", headers, body: byId("query").value });
}
async function run() {
  const answer = byId("answer");
  answer.setAttribute("aria-busy", "true");
  const begun = performance.now();
  try {
    const response = await send("application/sparql-results+json, text/turtle");
    const text = await response.text();
    if (response.ok) {
      answer.replaceChildren(...shown(response.headers.get("content-type"), text, ((performance.now() - begun) / 1000).toFixed(2)));
    } else {
      const problem = JSON.parse(text);
      answer.replaceChildren(...failed(problem));
      if (problem.line) pointAt(problem.line, problem.column);
    }
  } catch (error) {
    answer.replaceChildren(...failed({ detail: String(error) }));
  }
  answer.setAttribute("aria-busy", "false");
}
async function save() {
  const [, type, ending] = FORMS[byId("form-of").value];
  const response = await send(type);
  if (!response.ok) return byId("answer").replaceChildren(...failed(await response.json()));
  const address = URL.createObjectURL(await response.blob());
  element("a", [], { href: address, download: `result.${ending}` }).click();
  return URL.revokeObjectURL(address);
}
async function readExamples() {
  const response = await fetch(".well-known/void", { headers: { accept: "application/ld+json" } });
  for (const node of await response.json()) {
    const values = (ending) => node[Object.keys(node).find((key) => key.endsWith(ending))];
    const text = values("/shacl#select")?.[0]["@value"];
    const labels = Object.fromEntries((values("/rdf-schema#label") ?? []).map((label) => [label["@language"], label["@value"]]));
    if (text) page.examples.push({ labels, text });
  }
}
function speak(language) {
  page.language = language;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const part of document.querySelectorAll("[data-zh]")) part.textContent = part.dataset[language];
  byId("language").textContent = word("other");
  const offered = page.examples.map((example, number) => element("option", example.labels[language], { value: number }));
  byId("examples").replaceChildren(element("option", word("choose"), { value: "" }), ...offered);
}
async function start() {
  speak(page.language);
  byId("form-of").replaceChildren(...FORMS.map(([name], number) => element("option", name, { value: number })));
  byId("form").addEventListener("submit", (event) => { event.preventDefault(); run(); });
  byId("query").addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run(); });
  byId("save").addEventListener("click", save);
  byId("language").addEventListener("click", () => speak(page.language === "zh" ? "en" : "zh"));
  byId("examples").addEventListener("change", (event) => {
    if (event.target.value === "") return;
    byId("query").value = page.examples[event.target.value].text;
    run();
  });
  const asked = new URLSearchParams(location.search).get("query");
  await readExamples();
  speak(page.language);
  if (asked !== null) byId("query").value = asked;
  else if (page.examples.length && !byId("query").value) byId("query").value = page.examples[0].text;
  if (asked !== null) run();
}
start();
