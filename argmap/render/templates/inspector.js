// Below the picture: the verbatim words of what is selected, what they do, what answers them, how sure, and why.
function meta(component) {
  const words = [h("b", null, theirs(component.author)), h("span", null, `${component.kind} #${component.number}`)];
  if (component.quoteOf !== null) words.push(h("span", null, "repeats ", theirs(components[component.quoteOf].author)));
  else if (component.quoted) words.push(h("span", null, "quoted from elsewhere"));
  if (component.commitment) words.push(h("span", null, component.commitment));
  return [...words, sure(component.confidence)];
}

function sure(confidence) {
  return h("span", { class: "sure" }, h("meter", { min: 0, max: 1, value: confidence, "aria-label": "Confidence" }), `${percent(confidence)} sure`);
}

const other = (number, words) => h("button", { type: "button", dir: "auto", click: () => selectComponent(number) }, words);

function relationLine(number, incoming) {
  const relation = relations[number], end = incoming ? relation.source : relation.target;
  const verb = (incoming && relation.step !== null ? "step " : "") + (incoming ? relation.passive : relation.verb) +
    (!incoming && relation.step !== null ? " the step from" : "");
  return h("div", { class: `rl${relation.rejected ? " rejected" : ""}` }, h("span", { class: `w ${tone(relation)}` }, verb), h("span", null, theirs(components[end].author)),
    other(end, components[end].label), h("button", { type: "button", class: "why", "aria-label": `Why ${verb} ${components[end].label}`, click: () => selectRelations([number]) },
      `why? ${percent(relation.confidence)}`));
}

function evidenceWords(evidence, { source, target }) {
  const [kind, ...rest] = evidence.split(":"), detail = rest.join(":");
  const post = data.posts.find(one => one[3] === rest[0]);
  const words = { marker: `it says “${detail}”`, quote: `it quotes #${post ? post[1] : rest[0]}`, model: `${detail} reads it so`,
    words: "of all in that post it shares most words with it", position: "of where both stand in the post",
    reply: `#${components[source].number} answers #${components[target].number}`, annotator: "a person marked it" };
  return Object.hasOwn(words, kind) ? words[kind] : evidence;
}

function inspectComponent(number) {
  const component = components[number];
  const focus = state.scope !== "near" || state.centre !== number;
  const parts = [h("div", { class: "ih" }, ...meta(component), h("span", { class: "acts" },
    focus ? h("button", { type: "button", class: "btn", click: () => setScope("near") }, "Focus") : null,
    h("button", { type: "button", class: "btn", click: copyLink }, "Copy link"),
    h("button", { type: "button", class: "btn only-narrow", click: () => showTab("source", number) }, "Source"))), ...reviewParts()];
  parts.push(h("blockquote", { dir: "auto" }, component.text.replace(/\n[ \t]*>[> \t]*/g, "\n")));
  if (component.canonical && flat(component.canonical) !== flat(component.text)) parts.push(h("p", { class: "ctx", dir: "auto" }, "In short: ", theirs(component.canonical)));
  const links = list => list.filter(link => reviewing.on || !relations[link].rejected);
  for (const one of links(leaving[number])) parts.push(relationLine(one, false));
  for (const one of links(entering[number])) parts.push(relationLine(one, true));
  if (!links(leaving[number]).length && !links(entering[number]).length) parts.push(h("p", { class: "ctx" }, "Nothing speaks to it, and it speaks to nothing else."));
  return parts;
}

function copyLink() {
  const done = () => say("Link copied");
  if (navigator.clipboard) navigator.clipboard.writeText(location.href).then(done, () => say(location.href));
  else say(location.href);
}

function passage(number) {
  const component = components[number];
  return h("div", { class: "passage" }, h("p", { class: "ih" }, h("b", null, theirs(component.author)), h("span", null, `${component.kind} #${component.number}`),
    h("button", { type: "button", class: "btn", click: () => selectComponent(number) }, "Show it")), h("blockquote", { dir: "auto" }, component.text));
}

function inspectRelation(number) {
  // Why this link: both passages, what it rests on, what else was weighed, how sure.
  const relation = relations[number], verb = relation.verb + (relation.step !== null ? " the step from" : "");
  const grounds = relation.evidence.map(evidence => evidenceWords(evidence, relation));
  const parts = [passage(relation.source),
    h("div", { class: "ih verb" }, h("span", { class: `w ${tone(relation)}` }, verb), relation.added ? h("span", null, "drawn by hand") : sure(relation.confidence),
      h("span", null, grounds.length ? `because ${grounds.join("; ")}` : "no evidence is given")), passage(relation.target)];
  const others = relation.others.map(([target, kind, confidence]) => h("div", { class: "rl alt" }, h("span", { class: "w" }, kind ? `${kind}s` : "speaks to"),
    h("span", null, theirs(components[target].author)), other(target, components[target].label), h("span", { class: "why" }, percent(confidence))));
  if (others.length) parts.push(h("p", { class: "ctx" }, "Weighed as well, and found less likely:"), ...others);
  return parts;
}

function inspectPoint() {
  if (state.dispute === null || state.scope !== "point") return [tip()];
  return reviewing.on ? [h("div", { class: "ih" }, h("b", null, `Point ${disputes[state.dispute].rank}`)), ...reviewParts()] : [tip()];
}

const tip = () => h("p", { class: "ctx" }, "Select a card, the word on an arrow or a marked passage: the columns follow each other. ",
  h("span", { class: "wide" }, "Arrow keys walk along the relations; ", h("kbd", null, "?"), " lists every key."));

watch(() => {
  const relation = state.relations ? [...reviewParts(), ...state.relations.flatMap(inspectRelation)] : null;
  const parts = state.component !== null ? inspectComponent(state.component) : relation || inspectPoint();
  $("inspector").classList.toggle("idle", state.component === null && !state.relations);
  $("inspector").replaceChildren(...parts.filter(Boolean));
  $("inspector").scrollTop = 0;
});
