"use strict";
// Shows a decision. The words for codes and fields come from openapi.json, which has them from the ontology.

const WORDS = {
  zh: { fund: "基金支付", person: "个人支付", amount: "金额计算", benefit: "待遇", filing: "备案", settlement: "结算", why: "依据",
        missing: "还缺的信息", bounds: "仅知界限", advice: "建议", warnings: "请注意", unknown: "未知", none: "无", yes: "是", no: "否",
        atLeast: "不低于", atMost: "不高于", figure: "原文数字", over: "优先于", failed: "请求未能完成", unchanged: "至变更为止", or: " 或 ",
        validUntil: "有效期至", claimed: "非官方数字", reductionPoints: "降低百分点", reductionFactor: "系数", firstSelfPayShare: "先行自付比例", other: "EN" },
  en: { fund: "The fund pays", person: "The person pays", amount: "The amount, step by step", benefit: "Benefit", filing: "Filing",
        settlement: "Settlement", why: "Why", missing: "Not said, but needed", bounds: "Known as a bound only", advice: "Advice",
        warnings: "Beware", unknown: "not known", none: "none", yes: "yes", no: "no", atLeast: "at least", atMost: "at most",
        figure: "as worded", over: "prevails over", failed: "The request could not be completed", unchanged: "until changed", or: " or ",
        validUntil: "Valid until", claimed: "an unofficial number", reductionPoints: "Percentage points off", reductionFactor: "Factor",
        firstSelfPayShare: "First self-payment share", other: "中文" },
};
const page = { language: navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en", schemas: {}, shown: null };
const byId = (id) => document.getElementById(id);
const word = (key) => WORDS[page.language][key] ?? key;

// An element with its content; text is always text, never markup.
function element(name, content = [], attributes = {}) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...[content].flat().filter((part) => part !== null && part !== undefined && part !== ""));
  return made;
}

// Words for fields and codes ---------------------------------------------------------

function field(path) {
  return path.split(".").reduce((part, key) => part?.properties?.[key], page.schemas.Answer);
}
function fieldLabel(path) {
  return field(path)?.["x-labels"]?.[page.language] ?? word(path.split(".").at(-1));
}
const decision = (name) => page.schemas.Answer?.["x-decisions"][name];
const decisionLabel = (name) => decision(name)?.labels[page.language] ?? name;
function written(value, list) {
  if (value === null || value === undefined) return word("unknown");
  if (value === "until-changed") return word("unchanged");
  if (typeof value === "boolean") return word(value ? "yes" : "no");
  if (Array.isArray(value)) return value.map((one) => written(one, list)).join(page.language === "zh" ? "；" : "; ") || word("none");
  if (value.anyOf) return value.anyOf.map((one) => written(one, list)).join(word("or"));
  return page.schemas[`code.${list}`]?.["x-labels"]?.[value]?.[page.language] ?? String(value);
}
const atPath = (answer, path) => written(path.split(".").reduce((part, key) => part?.[key], answer), field(path)?.["x-codes"]);

// The parts of a decision ------------------------------------------------------------

function section(title, content) {
  return content.length ? [element("h2", title), ...content] : [];
}
function cards(answer) {
  const shown = ["settlement.route", "filing.requirement", "filing.state", "travel"].map((path) => [fieldLabel(path), atPath(answer, path)]);
  if (answer.amount) shown.push([word("fund"), written(answer.amount.fundPays)], [word("person"), written(answer.amount.personPays)]);
  return element("div", shown.map(([label, value]) => element("div", [element("span", label), element("strong", value)], { class: "card" })), { class: "cards" });
}
function table(answer, part) {
  const rows = Object.keys(answer[part] ?? {})
    .filter((key) => field(`${part}.${key}`)?.["x-labels"] || key in WORDS.en)
    .map((key) => element("tr", [element("th", fieldLabel(`${part}.${key}`), { scope: "row" }), element("td", atPath(answer, `${part}.${key}`))]));
  return rows.length ? [element("table", rows)] : [];
}
function steps(amount) {
  if (!amount?.steps?.length) return [];
  return [element("table", amount.steps.map((step) => element("tr", [
    element("th", [step.label, step.rule ? element("div", ruleName(step.rule), { class: "soft" }) : ""], { scope: "row" }),
    element("td", step.amount ?? word("unknown"), { class: "number" }),
  ])))];
}
const ruleName = (address) => address.split("/").at(-1);
function reason(entry) {
  const sources = entry.basis.map((basis) => element("li", [
    `${basis.document} ${basis.provision}`, element("div", basis.says, { class: "soft" }),
    basis.seenIn ? element("div", basis.seenIn, { class: "soft" }) : "",
  ]));
  return element("details", [
    element("summary", [element("strong", `${decisionLabel(entry.decision)}: ${written(entry.value, decision(entry.decision)?.codes)}`), ` ${entry.label}`, entry.claimed ? ` (${word("claimed")})` : ""]),
    entry.figure ? element("p", `${word("figure")}: ${entry.figure}`) : "",
    element("ul", sources),
    entry.defeated?.length ? element("p", `${word("over")}: ${entry.defeated.map(ruleName).join(", ")}`, { class: "soft" }) : "",
    element("p", ruleName(entry.rule), { class: "soft" }),
  ]);
}
function list(entries, toText) {
  return entries?.length ? [element("ul", entries.map((entry) => element("li", toText(entry))))] : [];
}
function bound(entry) {
  const limits = ["atLeast", "atMost"].filter((key) => key in entry).map((key) => `${word(key)} ${entry[key]}`);
  return `${decisionLabel(entry.decision)}: ${limits.join(", ")}`;
}
function needed(entry) {
  return [element("code", entry.input), ` → ${entry.decides.map(decisionLabel).join(", ")}`];
}
function advised(advice) {
  const { route, fundPays } = advice.outcome;
  const outcome = `${written(route, "route")}, ${word("fund")} ${written(fundPays)}`;
  return [`${advice.change} → ${outcome}`, element("div", advice.how ?? "", { class: "soft" })];
}
function answerParts(answer) {
  return [
    cards(answer),
    ...section(word("warnings"), list(answer.warnings, (warning) => warning.message)),
    ...section(word("missing"), list(answer.missing, needed)),
    ...section(word("amount"), steps(answer.amount)),
    ...["filing", "settlement", "benefit"].flatMap((part) => section(word(part), table(answer, part))),
    ...section(word("bounds"), list(answer.bounds, bound)),
    ...section(word("advice"), list(answer.advice, advised)),
    ...section(word("why"), answer.because.map(reason)),
  ];
}
function problemParts(problem) {
  const faults = list(problem.errors, (fault) => [fault.path ? element("code", fault.path) : "", ` ${fault.message}`]);
  return [element("h2", problem.title ?? word("failed"), { class: "fault" }), element("p", problem.detail ?? ""), ...faults];
}

// Asking -----------------------------------------------------------------------------

async function ask() {
  byId("answer").setAttribute("aria-busy", "true");
  try {
    const response = await fetch(`v1/decide?lang=${page.language}&unofficial=${byId("unofficial").checked}`, {
      method: "POST", headers: { "content-type": "application/json" }, body: byId("case").value,
    });
    const content = await response.json();
    const answers = Array.isArray(content) ? content : [content];
    byId("answer").replaceChildren(...(response.ok ? answers.flatMap(answerParts) : problemParts(content)));
    page.shown = true;
  } catch (error) {
    byId("answer").replaceChildren(...problemParts({ detail: String(error) }));
  }
  byId("answer").setAttribute("aria-busy", "false");
  if (byId("answer").offsetTop > byId("form").offsetTop + 50) byId("answer").scrollIntoView();
}
function speak(language) {
  page.language = language;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const part of document.querySelectorAll("[data-zh]")) part.textContent = part.dataset[language];
  byId("language").textContent = word("other");
}
async function start() {
  speak(page.language);
  const example = async () => { byId("case").value = await (await fetch("static/example.json")).text(); };
  byId("form").addEventListener("submit", (event) => { event.preventDefault(); ask(); });
  byId("unofficial").addEventListener("change", () => { if (page.shown) ask(); });
  byId("example").addEventListener("click", async () => { await example(); ask(); });
  byId("language").addEventListener("click", () => { speak(page.language === "zh" ? "en" : "zh"); if (page.shown) ask(); });
  if (!byId("case").value) await example();
  page.schemas = (await (await fetch("openapi.json")).json()).components.schemas;
}
start();
