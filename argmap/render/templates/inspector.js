// Below the picture: the verbatim words of what is selected, what they do, what answers them, how sure, and why.
function meta(component) {
  const words = [h("b", null, theirs(component.author)), h("span", null, `${component.kind} #${component.number}`)];
  if (component.quoteOf !== null) words.push(h("span", null, "repeats ", theirs(components[component.quoteOf].author)));
  else if (component.quoted) words.push(h("span", null, "quoted from elsewhere"));
  if (component.commitment) words.push(h("span", null, component.commitment));
  words.push(h("span", null, `confidence ${percent(component.confidence)}`));
  return words;
}

function relationLine(number, incoming) {
  const relation = relations[number];
  const other = components[incoming ? relation.source : relation.target];
  const verb = (incoming && relation.step !== null ? "step " : "") + (incoming ? relation.passive : relation.verb) +
    (!incoming && relation.step !== null ? " the step from" : "");
  const why = [...relation.evidence.map(evidenceWords), percent(relation.confidence)].join(" · ");
  return h("div", { class: "rl" }, h("span", { class: `w ${tone(relation)}` }, verb), h("span", null, theirs(other.author)),
    h("button", { type: "button", dir: "auto", click: () => selectComponent(incoming ? relation.source : relation.target) }, other.label),
    h("span", { class: "why" }, why));
}

function evidenceWords(evidence) {
  const [kind, ...rest] = evidence.split(":");
  const detail = rest.join(":");
  if (kind === "marker") return `says “${detail}”`;
  if (kind === "quote") return `quotes ${detail.split(":")[0]}`;
  if (kind === "model") return `judged by ${detail}`;
  if (kind === "annotator") return "marked by a person";
  return evidence;
}

function inspectComponent(number) {
  const component = components[number];
  const parts = [h("div", { class: "ih" }, ...meta(component), h("span", { class: "acts" },
    h("button", { type: "button", class: "btn", click: () => go({ scope: "near", centre: number, view: "picture" }) }, "Focus"),
    h("button", { type: "button", class: "btn only-narrow", click: () => showTab("source", number) }, "Source")))];
  parts.push(h("blockquote", { dir: "auto" }, component.text));
  if (component.canonical) parts.push(h("p", { class: "ctx", dir: "auto" }, "In short: ", theirs(component.canonical)));
  for (const link of leaving[number]) parts.push(relationLine(link, false));
  for (const link of entering[number]) parts.push(relationLine(link, true));
  if (!leaving[number].length && !entering[number].length) parts.push(h("p", { class: "ctx" }, "Nothing speaks to it, and it speaks to nothing else."));
  return parts;
}

function inspectRelation(number) {
  const relation = relations[number];
  const source = components[relation.source], target = components[relation.target];
  const end = component => h("div", { class: "rl" }, h("b", null, theirs(component.author)),
    h("button", { type: "button", dir: "auto", click: () => selectComponent(components.indexOf(component)) }, component.text));
  const why = [...relation.evidence.map(evidenceWords), `confidence ${percent(relation.confidence)}`].join(" · ");
  return [end(source), h("div", { class: "rl" }, h("span", { class: `w ${tone(relation)}` },
    relation.verb + (relation.step !== null ? " the step from" : "")), h("span", { class: "why" }, why)), end(target)];
}

function inspectPoint() {
  if (state.dispute === null || state.scope === "near") {
    return [h("p", { class: "ctx" }, "Select a card, the word on an arrow, or a marked passage: the columns follow each other.")];
  }
  const dispute = disputes[state.dispute];
  return [h("div", { class: "ih" }, h("b", null, `Point ${dispute.rank}`)), h("blockquote", { dir: "auto" }, dispute.point),
    h("p", { class: "ctx" }, "Select a card, the word on an arrow, or a marked passage: the columns follow each other. " +
      "Arrow keys walk along the relations.")];
}

watch(() => {
  const parts = state.component !== null ? inspectComponent(state.component)
    : state.relations ? state.relations.flatMap(inspectRelation) : inspectPoint();
  $("inspector").classList.toggle("idle", state.component === null && !state.relations);
  $("inspector").replaceChildren(...parts);
  $("inspector").scrollTop = 0;
});
