"""Every text that the software itself says, in Chinese and English, by its id.

Messages are part of the public interface: clear, gentle, concise, thorough, and
with what to do.  Words of the policy are not here but in the ontology.
"""

from __future__ import annotations

from typing import Final, Literal

LEVELS: Final[dict[str, Literal["error", "warning"]]] = {
    "rule-never-prevails": "warning",
    "prefix-unused": "warning",
    "override-without-effect": "warning",
    "label-shared": "warning",
    "figure-approximate": "warning",
    "check-overdue": "warning",
    "bound-on-total": "warning",
    "shape-untargeted": "warning",
    "shape-slow": "warning",
    "shape-untested": "warning",
}

FINDINGS: Final[dict[str, dict[str, str]]] = {
    "turtle-syntax": {
        "en": "This is not Turtle: {why}. Compare it with a block that works.",
        "zh": "这里不是合法的 Turtle：{why}。请对照一个正确的定义块修改。",
    },
    "turtle-encoding": {
        "en": "The file is not UTF-8 from here on. Save it as UTF-8.",
        "zh": "文件从这里起不是 UTF-8 编码。请存为 UTF-8。",
    },
    "turtle-prefix": {
        "en": "The prefix '{prefix}:' is not declared. Add '@prefix {prefix}: <…> .' at the top.",
        "zh": "前缀 '{prefix}:' 没有声明。请在文件开头加上 '@prefix {prefix}: <…> .'。",
    },
    "turtle-quote": {
        "en": "A text in quotes does not end on its line. Close the quote, or use three quotes for a longer text.",
        "zh": "引号里的文字没有在本行结束。请补上引号，较长的文字请用三个引号。",
    },
    "turtle-iri": {
        "en": "An address in <…> is not closed, or holds a character that no address may have. Close it with '>'.",
        "zh": "<…> 中的网址没有结束，或者含有网址不允许的字符。请补上 '>'。",
    },
    "turtle-escape": {
        "en": "A backslash or percent sign stands before something that cannot be escaped. Write '\\\\' for a backslash.",
        "zh": "反斜杠或者百分号后面的内容不能转义。反斜杠本身请写作 '\\\\'。",
    },
    "turtle-unfinished": {
        "en": "The file ends inside a block. End the block with ' .', and close every bracket.",
        "zh": "文件在定义块中间结束。请用 ' .' 结束定义块，并且补全括号。",
    },
    "turtle-dot": {
        "en": "The block ends here without '.'. Put ' ;' between predicates and ' .' after the last one.",
        "zh": "定义块在这里结束但没有 '.'。谓词之间请写 ' ;'，最后写 ' .'。",
    },
    "turtle-block": {
        "en": "Here a block or a prefix should begin. Look for a '.' or a bracket too many just before.",
        "zh": "这里应当开始一个定义块或者前缀。请检查前面是否多了 '.' 或者括号。",
    },
    "turtle-value": {
        "en": "A value is missing, or not written as Turtle. A code needs its prefix, a text needs quotes.",
        "zh": "这里缺少取值，或者写法不对。代码要带前缀，文字要加引号。",
    },
    "turtle-subject": {
        "en": "Here a name and a predicate are needed. Begin the block with a name such as rule:…, then a predicate and a value.",
        "zh": "这里应当是名称和谓词。定义块以名称开头（如 rule:…），接着是谓词和取值。",
    },
    "turtle-bracket": {
        "en": "The bracket '[' is not closed here. Add ']', or ' ;' before the next predicate.",
        "zh": "方括号 '[' 没有在这里结束。请补上 ']'，或者在下一个谓词前写 ' ;'。",
    },
    "turtle-nested": {
        "en": "Brackets are nested too deeply. Give the inner things names and blocks of their own.",
        "zh": "括号嵌套太深。请给里面的内容单独起名并写成定义块。",
    },
    "prefix-unused": {
        "en": "The prefix '{prefix}:' is declared and never used. Delete the line.",
        "zh": "前缀 '{prefix}:' 声明后没有用到。请删去这一行。",
    },
    "label-missing": {
        "en": '{subject} has no label in {language}. Add rdfs:label "…"@{language}.',
        "zh": '{subject} 缺少 {language} 标签。请补上 rdfs:label "…"@{language}。',
    },
    "definition-missing": {
        "en": '{subject} has no definition in {language}. Add skos:definition "…"@{language}.',
        "zh": '{subject} 缺少 {language} 定义。请补上 skos:definition "…"@{language}。',
    },
    "predicate-missing": {
        "en": "{subject} has no {predicate}. Add one: {hint}.",
        "zh": "{subject} 缺少 {predicate}。请补上：{hint}。",
    },
    "predicate-repeated": {
        "en": "{subject} has {predicate} more than once. Keep one.",
        "zh": "{subject} 的 {predicate} 不止一个。请只保留一个。",
    },
    "predicate-unknown": {
        "en": "{subject} uses {predicate}, which is no part of a rule and no declared input.{guess} Correct the name, or declare the input.",
        "zh": "{subject} 使用了 {predicate}，它既不是规则的组成部分，也不是已声明的输入。{guess}请更正名称，或者先声明该输入。",
    },
    "input-foreign": {
        "en": "{subject} has a condition on {predicate}, which is not an input of decision:{decision}. Its inputs are {inputs}.",
        "zh": "{subject} 以 {predicate} 为条件，但它不是 decision:{decision} 的输入。该决策的输入为 {inputs}。",
    },
    "claim-idle": {
        "en": "{subject} can fill in nothing: {why}. Delete it.",
        "zh": "{subject} 填补不了任何数值：{why}。请删去它。",
    },
    "claim-official": {
        "en": "{subject} rests on {source}, which is official. Make it a yidi:Rule, in ontology/rules/.",
        "zh": "{subject} 的依据 {source} 是官方来源。请改为 yidi:Rule，写入 ontology/rules/。",
    },
    "link-dead": {
        "en": "{subject} points at {target}, which is nowhere declared.{guess} Correct the name, or add its block.",
        "zh": "{subject} 指向 {target}，但它没有声明。{guess}请更正名称，或者补上它的定义块。",
    },
    "term-undeclared": {
        "en": "{subject} uses {target}, which is nowhere declared.{guess} Correct the name, or declare it.",
        "zh": "{subject} 使用了 {target}，但它没有声明。{guess}请更正名称，或者先声明。",
    },
    "value-invalid": {
        "en": "'{value}' is not a valid value here: expected {expected}.",
        "zh": "'{value}' 不是这里的合法取值：应为{expected}。",
    },
    "date-invalid": {
        "en": "'{value}' is not a date. Write \"YYYY-MM-DD\"^^xsd:date without a time zone.",
        "zh": "'{value}' 不是日期。请写作 \"YYYY-MM-DD\"^^xsd:date，不带时区。",
    },
    "dates-reversed": {
        "en": "{subject} ends before it begins. Check yidi:validFrom and yidi:validTo.",
        "zh": "{subject} 的失效日期早于生效日期。请检查 yidi:validFrom 与 yidi:validTo。",
    },
    "figure-differs": {
        "en": 'The figure "{figure}" does not say {value}. Correct the value or quote the source\'s words.',
        "zh": "原文数字“{figure}”与取值 {value} 不符。请更正取值，或者照录原文。",
    },
    "rule-conflict": {
        "en": "{subject} and {other} differ in decision:{decision}: {value} against {against}, for {cell}. "
        "Make one more specific, or say which one yidi:overrides the other.",
        "zh": "{subject} 与 {other} 在 decision:{decision} 上冲突：{value} 与 {against}，情形为 {cell}。"
        "请把其中一条写得更具体，或者用 yidi:overrides 指明谁优先。",
    },
    "decision-gap": {
        "en": "decision:{decision} must be total and has no rule for {cell}. Add a rule that covers it.",
        "zh": "decision:{decision} 必须处处有值，但情形 {cell} 没有规则。请补上一条规则。",
    },
    "rule-never-prevails": {
        "en": "{subject} prevails nowhere: {why}. Delete it, or correct its conditions.",
        "zh": "{subject} 在任何情形都不起作用：{why}。请删去它，或者更正条件。",
    },
    "override-without-effect": {
        "en": "{subject} overrides {target}, but the two never meet. Delete yidi:overrides, or correct the conditions.",
        "zh": "{subject} 声明优先于 {target}，但两者从不相遇。请删去 yidi:overrides，或者更正条件。",
    },
    "exception-hidden": {
        "en": "{subject} hides the exception {other} of a wider jurisdiction, for {cell}. "
        "If that is meant, add yidi:overrides {other}; if not, leave that case out of its conditions.",
        "zh": "{subject} 遮住了上级的例外规定 {other}，情形为 {cell}。"
        "如果确是本意，请写明 yidi:overrides {other}；如果不是，请把这种情形排除在条件之外。",
    },
    "bound-broken": {
        "en": "{subject} says {value}, which breaks the bound of {other} ({bound}). Correct the value, or its source.",
        "zh": "{subject} 取值 {value}，突破了 {other} 的限度（{bound}）。请更正取值或者依据。",
    },
    "rules-circle": {
        "en": "These rules beat one another in a circle: {circle}. Remove one yidi:overrides or yidi:binding.",
        "zh": "这些规则互相优先，形成循环：{circle}。请去掉其中一处 yidi:overrides 或 yidi:binding。",
    },
    "decisions-circle": {
        "en": "These decisions need one another in a circle: {circle}. Take one input out.",
        "zh": "这些决策互为输入，形成循环：{circle}。请去掉其中一个输入。",
    },
    "decision-too-large": {
        "en": "decision:{decision} would need {cells} cells, more than {limit}. Split it into smaller decisions.",
        "zh": "decision:{decision} 需要 {cells} 个单元格，超过 {limit}。请把它拆成更小的决策。",
    },
    "operator-unknown": {
        "en": "yidi:{fact} uses the operator '{operator}', which is not one of {operators}. Correct the name.",
        "zh": "yidi:{fact} 使用了算子“{operator}”，但可用的算子只有 {operators}。请更正名称。",
    },
    "operands-wrong": {
        "en": "yidi:{fact} gives {given} operands, but '{operator}' takes {count}: {names}. Write yidi:operand ( … ).",
        "zh": "yidi:{fact} 给出 {given} 个操作数，但“{operator}”需要 {count} 个：{names}。请写 yidi:operand ( … )。",
    },
    "name-twice": {
        "en": "{subject} is declared a second time. Give one of the two another name.",
        "zh": "{subject} 重复声明。请给其中一个改名。",
    },
    "link-circle": {
        "en": "{subject} lies within itself by {predicate}: {circle}. Take one of these links out.",
        "zh": "{subject} 的 {predicate} 绕回自身：{circle}。请去掉其中一个链接。",
    },
    "step-condition": {
        "en": "{subject} uses {predicate}, which is no part of a step and no input with codes or a truth value.{guess} Correct the name, or tell the condition in the detail.",
        "zh": "{subject} 使用了 {predicate}，它既不是步骤的组成部分，也不是取代码或者真假值的输入。{guess}请更正名称，或者把条件写进步骤说明。",
    },
    "step-order-shared": {
        "en": "{subject} and {other} are both step {number}, in one place and under the same conditions. Give one of them another yidi:order, or the condition in which they differ.",
        "zh": "{subject} 与 {other} 同为第 {number} 步，地区和条件都相同。请改其中一步的 yidi:order，或者补上二者不同的条件。",
    },
    "process-gap": {
        "en": "{subject} has no step {number}, but later ones. Number its steps 1, 2, 3 … without a gap.",
        "zh": "{subject} 缺少第 {number} 步，后面却还有步骤。请从 1 起连续编号。",
    },
    "statement-open": {
        "en": '{subject} is carried by nothing. Name what holds it with yidi:carriedBy, the disagreement that overrules it with yidi:overruledBy, or say why nothing needs to: yidi:notCarried "…"@zh , "…"@en.',
        "zh": '{subject} 没有由任何东西体现。请用 yidi:carriedBy 写明由什么体现，用 yidi:overruledBy 写明推翻它的分歧，或者写明不必体现的原因：yidi:notCarried "…"@zh , "…"@en。',
    },
    "statement-without-kind": {
        "en": "{subject} has no yidi:statementKind, as every statement of a document has that is gone through. Add one: yidi:statementKind statement-kind:….",
        "zh": "{subject} 缺少 yidi:statementKind；逐条处理的文件，每条陈述都要有。请补上 yidi:statementKind statement-kind:…。",
    },
    "provision-unused": {
        "en": '{subject} is used by nothing. Name what rests on it with yidi:carriedBy, or say why nothing does: yidi:notCarried "…"@zh , "…"@en.',
        "zh": '没有任何内容用到 {subject}。请用 yidi:carriedBy 写明由什么体现，或者写明不必体现的原因：yidi:notCarried "…"@zh , "…"@en。',
    },
    "statement-both": {
        "en": "{subject} is carried, and gives a reason why nothing needs to carry it. Keep yidi:carriedBy or yidi:notCarried.",
        "zh": "{subject} 已由别的内容体现，却又写了不必体现的原因。请在 yidi:carriedBy 和 yidi:notCarried 中只留一项。",
    },
    "statement-reason-missing": {
        "en": '{subject} does not say in {language} why nothing needs to carry it. Add yidi:notCarried "…"@{language}.',
        "zh": '{subject} 没有用 {language} 写明不必体现的原因。请补上 yidi:notCarried "…"@{language}。',
    },
    "statement-not-cited": {
        "en": "{subject} points at {other}, which does not hold it among its claims. Add it to the yidi:basis of a claim there, or name another disagreement.",
        "zh": "{subject} 指向 {other}，但它的各种说法都没有以这条陈述为依据。请在其中一种说法的 yidi:basis 中补上，或者改写另一处分歧。",
    },
    "label-repeated": {
        "en": "{subject} has more than one {language} label. Keep one; further names go under skos:altLabel.",
        "zh": "{subject} 的 {language} 标签不止一个。请只保留一个，别名写在 skos:altLabel。",
    },
    "definition-repeated": {
        "en": "{subject} has more than one {language} definition. Keep one; further notes go under skos:scopeNote.",
        "zh": "{subject} 的 {language} 定义不止一个。请只保留一个，补充说明写在 skos:scopeNote。",
    },
    "language-unknown": {
        "en": "{subject} has a {kind} in the language '{language}'. Mark it @zh or @en.",
        "zh": "{subject} 的{kind}所标语言为“{language}”。请标 @zh 或者 @en。",
    },
    "label-shared": {
        "en": "{subject} has the same {language} label as {other}: “{label}”. Say in each what sets it apart.",
        "zh": "{subject} 与 {other} 的 {language} 标签相同：“{label}”。请写出各自的区别。",
    },
    "figure-missing": {
        "en": '{subject} states a number but no yidi:figure. Quote the number as the source words it: yidi:figure "…"@zh.',
        "zh": '{subject} 给出数字但没有 yidi:figure。请照录原文的数字：yidi:figure "…"@zh。',
    },
    "figure-approximate": {
        "en": 'The figure "{figure}" is only about right. Add yidi:approximate true, so that answers say so.',
        "zh": "原文数字“{figure}”只是约数。请加上 yidi:approximate true，以便结论注明。",
    },
    "check-overdue": {
        "en": "{subject} was last checked on {checked}, more than {days} days ago. Compare it with its source again.",
        "zh": "{subject} 最近一次核对为 {checked}，已超过 {days} 天。请重新核对来源。",
    },
    "answer-path-shared": {
        "en": '{subject} writes its value to "{path}", as {other} does. Give each a yidi:answerPath of its own.',
        "zh": "{subject} 与 {other} 都写到“{path}”。请各用不同的 yidi:answerPath。",
    },
    "override-of-itself": {
        "en": "{subject} overrides itself. Name the rule or group that it is to beat, or delete yidi:overrides.",
        "zh": "{subject} 声明优先于自身。请写明它优先于哪条规则或者哪个组，或者删去 yidi:overrides。",
    },
    "values-several": {
        "en": "{subject} gives several values, but decision:{decision} takes one. Keep one, or make a rule for each case.",
        "zh": "{subject} 给出多个取值，但 decision:{decision} 只取一个。请只留一个，或者分情形各写一条规则。",
    },
    "value-with-bound": {
        "en": "{subject} gives both a value and a bound. Make two rules of it.",
        "zh": "{subject} 同时给出取值和限度。请分成两条规则。",
    },
    "bound-on-total": {
        "en": "{subject} gives only a bound, but decision:{decision} must be total. Give a value with yidi:value.",
        "zh": "{subject} 只给出限度，但 decision:{decision} 必须处处有值。请用 yidi:value 给出取值。",
    },
    "query-header": {
        "en": "The header of the query: {why} Compare it with the header of another query.",
        "zh": "查询的文件头：{why}请对照其他查询的文件头修改。",
    },
    "query-syntax": {
        "en": "This is not SPARQL 1.1 ({why}). Look for a missing prefix, bracket or '.' here or just before.",
        "zh": "这里不是合法的 SPARQL 1.1（{why}）。请检查这里或者前面是否少了前缀、括号或者 '.'。",
    },
    "query-block": {
        "en": "The parameters of the query: {why} Let one block of values name all parameters, in the header's order.",
        "zh": "查询的参数：{why}请用一个 values 块按文件头的顺序写出全部参数。",
    },
    "query-unused-parameter": {
        "en": "The parameter ?{name} is bound and not used. Use it in the query, or delete it.",
        "zh": "参数 ?{name} 已绑定但没有使用。请在查询中使用，或者删去。",
    },
    "query-order": {
        "en": "The order of the rows: {why} Say it, so that every server answers alike.",
        "zh": "各行的顺序：{why}请写明，使各服务器的结果一致。",
    },
    "query-column": {
        "en": "The query selects {found}, but its header describes {declared}. Make the two agree, in order too.",
        "zh": "查询选出的是 {found}，而文件头写的是 {declared}。请使两者一致，包括顺序。",
    },
    "query-example": {
        "en": "The example of the query: {why} Make the example and the block of values agree.",
        "zh": "查询的示例：{why}请使示例与 values 块一致。",
    },
    "shape-ill-formed": {
        "en": "{subject} cannot be used: {why}. Correct it.",
        "zh": "{subject} 不能使用：{why}。请更正。",
    },
    "shape-untargeted": {
        "en": "{subject} is never asked: it has no target, and no other shape names it. Give it a target such as sh:targetObjectsOf yidi:filing, or delete it.",
        "zh": "{subject} 没有目标，也没有别的形状引用它，永远不会用到。请加上目标，如 sh:targetObjectsOf yidi:filing，或者删去它。",
    },
    "shape-target": {
        "en": "{subject} looks for {target}, which no case has, so it finds nothing. Name a part of the case: sh:targetObjectsOf yidi:filing.",
        "zh": "{subject} 以 {target} 为目标，但个案里不会有它，因此什么也找不到。请写个案的某一部分，如 sh:targetObjectsOf yidi:filing。",
    },
    "shape-path": {
        "en": "{subject} asks for {target}, which no case has. Name a field of the case, what follows from it, or what the base says of a code or place.",
        "zh": "{subject} 用到 {target}，但个案里不会有它。请写个案的字段、由个案得出的内容，或者知识库对代码和地点的说明。",
    },
    "shape-path-elsewhere": {
        "en": "{subject} looks at {aim} and asks for {target}, which stands in {homes}. Correct the target, or the path that leads there.",
        "zh": "{subject} 检查的是 {aim}，而 {target} 写在 {homes} 里。请更正目标，或者通向它的路径。",
    },
    "shape-not-followed": {
        "en": "{subject} asks for {target}, which is worked out only where a shape rests on it. Add yidi:restsOn {target} to the shape.",
        "zh": "{subject} 用到 {target}，但只有形状声明取决于它时才会得出。请在形状中加上 yidi:restsOn {target}。",
    },
    "shape-rests-on": {
        "en": "{subject} rests on {target}, which is neither a decision nor a fact that is true or false. Name one of these, or give the provision as yidi:basis.",
        "zh": "{subject} 的 yidi:restsOn 指向 {target}，它既不是判定事项，也不是取值为是或否的事实。请改为其中之一；如果是条文，请写在 yidi:basis。",
    },
    "shape-class": {
        "en": "{subject} asks for a {target}, but nothing in a case is one. Name a class of the parts of a case; for a code write skos:inScheme with sh:hasValue list:….",
        "zh": "{subject} 要求是 {target}，但个案里没有这一类的内容。请写个案各部分的类；如果是代码，请用 skos:inScheme 与 sh:hasValue list:…。",
    },
    "shape-class-datatype": {
        "en": "{subject} names the datatype {target} with sh:class. Write sh:datatype {target}.",
        "zh": "{subject} 在 sh:class 中写了数据类型 {target}。请写 sh:datatype {target}。",
    },
    "shape-datatype": {
        "en": "{subject} names {target} with sh:datatype, and it is no datatype. Write sh:class for a class, and skos:inScheme with sh:hasValue list:… for a code.",
        "zh": "{subject} 在 sh:datatype 中写了 {target}，它不是数据类型。如果是类，请写 sh:class；如果是代码，请用 skos:inScheme 与 sh:hasValue list:…。",
    },
    "shape-bounds": {
        "en": "{subject} asks for {least} and {most}, which nothing meets. Correct one of the two.",
        "zh": "{subject} 同时要求 {least} 和 {most}，没有取值能够满足。请更正其中之一。",
    },
    "shape-list-empty": {
        "en": "{subject} has an empty list in {predicate}, which nothing meets. Name at least one, or delete it.",
        "zh": "{subject} 的 {predicate} 是空列表，没有取值能够满足。请至少写一项，或者删去它。",
    },
    "shape-unnamed": {
        "en": "Findings can be made here by a shape without a name, below {subject}. Give it a name and a block of its own: shape:….",
        "zh": "{subject} 里的这个形状会得出检查结果，却没有名称。请给它起名并写成单独的定义块：shape:…。",
    },
    "shape-text-missing": {
        "en": '{subject} has no {predicate} in {language}. Add {predicate} "…"@{language}.',
        "zh": '{subject} 缺少 {language} 的 {predicate}。请补上 {predicate} "…"@{language}。',
    },
    "shape-text-repeated": {
        "en": "{subject} has more than one {predicate} in {language}. Keep one.",
        "zh": "{subject} 的 {language} {predicate} 不止一个。请只保留一个。",
    },
    "shape-placeholder": {
        "en": "{subject} has the placeholder {{?{name}}}, which its query does not select. Select ?{name}, or correct the placeholder.",
        "zh": "{subject} 的占位符 {{?{name}}} 没有在查询中选出。请在 SELECT 中写上 ?{name}，或者更正占位符。",
    },
    "shape-prefix": {
        "en": "{subject}: the query uses the prefix '{prefix}:', which is not declared for it. Add sh:prefixes <https://w3id.org/yidi/id/shapes>, and the prefix to its sh:declare.",
        "zh": "{subject} 的查询用到前缀 '{prefix}:'，但没有为它声明。请写 sh:prefixes <https://w3id.org/yidi/id/shapes>，并在其 sh:declare 中加上这个前缀。",
    },
    "shape-query": {
        "en": "{subject}: the query cannot be used here: {why}. Write it in another way.",
        "zh": "{subject} 的查询不能用在这里：{why}。请换一种写法。",
    },
    "shape-this": {
        "en": "{subject}: the query does not select $this, so what it finds belongs to nothing. Begin it with SELECT $this.",
        "zh": "{subject} 的查询没有选出 $this，查到的内容不知属于谁。请以 SELECT $this 开头。",
    },
    "shape-slow": {
        "en": "{subject}: the query can only be asked about one filing at a time, which is slow. Avoid LIMIT and OFFSET, SELECT within EXISTS, and aggregates without GROUP BY $this.",
        "zh": "{subject} 的查询只能逐份备案执行，速度很慢。请不要用 LIMIT、OFFSET，不要在 EXISTS 里用 SELECT，聚合时要写 GROUP BY $this。",
    },
    "shape-untested": {
        "en": "{subject} is not met by any example. Add a filing with just this fault to tests/filings/fail, and name {name} below its expect.",
        "zh": "{subject} 没有示例。请在 tests/filings/fail 中加一份只有这个错误的备案，并在 expect 中写上 {name}。",
    },
}

PHRASES: Final[dict[str, dict[str, str]]] = {
    "nothing": {"en": "", "zh": ""},
    "did-you-mean": {"en": " Did you mean {name}?", "zh": "是不是 {name}？"},
    "label": {"en": "label", "zh": "标签"},
    "definition": {"en": "definition", "zh": "定义"},
    "message": {"en": "message", "zh": "消息"},
    "the-case": {"en": "the case itself", "zh": "个案本身"},
    "remedy": {"en": "remedy", "zh": "处理办法"},
    "beaten": {"en": "beaten everywhere by {rivals}", "zh": "处处让位于 {rivals}"},
    "admits-nothing": {"en": "its conditions or dates admit no case", "zh": "它的条件或者日期不含任何情形"},
    "claim-bound": {"en": "it states only a bound", "zh": "它只说明限度"},
    "claim-collects": {
        "en": "decision:{decision} collects what all rules say",
        "zh": "decision:{decision} 汇总所有规则的值",
    },
    "claim-settled": {
        "en": "decision:{decision} has a value where no rule gives one",
        "zh": "decision:{decision} 在没有规则时已有值",
    },
    "a-name": {"en": "a name with a prefix, such as rule:…", "zh": "带前缀的名称，如 rule:…"},
    "a-code": {"en": "a code of list:{list}", "zh": "list:{list} 的代码"},
    "of-class": {"en": "a {kind}", "zh": "{kind}"},
    "no-language": {"en": "none", "zh": "无"},
    "a-text": {"en": "a text in quotes", "zh": "引号里的文字"},
    "a-number": {"en": "a number", "zh": "数字"},
    "a-property": {"en": "a property with a yidi:path, or a decision", "zh": "带有 yidi:path 的属性，或者判定事项"},
    "a-list": {"en": "a list in round brackets, ( … )", "zh": "圆括号里的列表 ( … )"},
    "a-range": {
        "en": "a number, or a range [ yidi:from … ; yidi:below … ] that holds at least one",
        "zh": "数字，或者不为空的范围 [ yidi:from … ; yidi:below … ]",
    },
    "a-code-list": {"en": "a code list, because this decision collects", "zh": "代码表，因为该决策是汇总型"},
    "boolean": {"en": "true or false, without quotes", "zh": "不加引号的 true 或 false"},
    "one-of": {"en": "one of {names}", "zh": "以下之一：{names}"},
    "java-missing": {
        "en": "The description-logic reasoner needs Java. Install it with the extra: pip install 'yidi[owl]'.",
        "zh": "描述逻辑推理机需要 Java。请安装附加组件：pip install 'yidi[owl]'。",
    },
    "axioms-refused": {
        "en": "The description-logic reasoner cannot take the ontology: {why}. Keep to OWL 2 DL.",
        "zh": "描述逻辑推理机无法读取本体：{why}。请改写为 OWL 2 DL。",
    },
}


def phrase(name: str, /, **details: object) -> dict[str, str]:
    """A part of a message, in both languages."""
    return {language: text.format(**details) for language, text in PHRASES[name].items()}
