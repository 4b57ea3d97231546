// The buttons and keys of a review: what can be said about the selected item, and where the verdicts go.
const act = (name, does, key) => h("button", { type: "button", class: "btn", click: does }, name, key ? h("kbd", { "aria-hidden": "true" }, key) : null);

function subject() {
  if (state.component !== null) return { on: "component", at: state.component };
  if (state.relations) return { on: "relation", at: state.relations[0] };
  return state.dispute === null || state.scope === "near" ? null : { on: "dispute", at: state.dispute };
}

function judge(verdict) {
  const what = subject();
  if (!what || (what.on === "relation" && relations[what.at].added)) return;
  decide({ ...what, verdict });
  say(`${what.on} ${verdict}`);
}

function reviewParts() {
  const what = reviewing.on ? subject() : null;
  if (!what) return [];
  const item = listed(what)[what.at];
  const parts = [act("Accept", () => judge("accepted"), "a"), act(what.on === "dispute" ? "Dismiss" : "Reject", () => judge("rejected"), "r")];
  if (what.on === "component") {
    const other = item.kind === "claim" ? "premise" : "claim";
    parts.push(act(`Make it a ${other}`, () => decide({ ...what, verdict: "edited", kind: other }), "k"), act("Edit label", editLabel, "e"),
      act(reviewing.linking === null ? "Draw a relation" : "Stop drawing", startLink, "d"));
  }
  if (what.on === "relation" && item.step === null) parts.push(verbChoice(item.verb, verb => item.added
    ? replaceAdded(what.at, verb) : decide({ ...what, verdict: "edited", verb })));
  return [h("div", { class: "verdicts", role: "group", "aria-label": "Verdict" }, ...parts, verdictOf(item))];
}

function verdictOf(item) {
  if (!item.reviewed) return h("span", { class: "said" }, "not reviewed yet");
  const theirsToo = item.review && item.reviewed === item.review[0] ? ` by ${item.review[1]}` : "";
  return h("span", { class: "said" }, `${item.reviewed}${theirsToo}`);
}

function verbChoice(now, take) {
  const list = h("select", { "aria-label": "What it does", change: event => take(event.target.value) },
    ...Object.keys(VERBS).map(verb => h("option", { value: verb, selected: verb === now }, verb)));
  return h("label", { class: "verb" }, "It ", list);
}

function replaceAdded(at, verb) {
  const nth = at - given.relations.length, drawn = reviewing.changes.filter(change => change.on === "new");
  drawn[nth].verb = verb;
  changed();
}

function editLabel() {
  const at = state.component, field = h("textarea", { rows: 2, "aria-label": "The claim in short", dir: "auto" });
  field.value = components[at].label;
  const save = () => flat(field.value) && decide({ on: "component", at, verdict: "edited", canonical: flat(field.value) });
  const form = h("form", { class: "edit", submit: event => (event.preventDefault(), save()) }, field,
    h("button", { class: "btn" }, "Save"), act("Cancel", () => tell({})));
  field.addEventListener("keydown", event => {
    if (event.key === "Escape") tell({});
    else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      save();
    }
    event.stopPropagation();
  });
  $("inspector").querySelector(".verdicts").after(form);
  field.focus();
  field.select();
}

function startLink() {
  reviewing.linking = reviewing.linking === null ? state.component : null;
  say(reviewing.linking === null ? "No relation is drawn" : "Choose what it speaks to: a card, a passage, or an item of the outline");
  tell({});
}

function takeLink(target) {
  const source = reviewing.linking;
  reviewing.linking = null;
  if (source === target) return tell({});
  reviewing.changes.push({ on: "new", verdict: "added", source, target, verb: "supports" });
  replay();
  keep();
  go({ component: null, relations: [relations.length - 1], opened: new Set([...state.opened, source, target]) });
  say("Relation drawn; choose what it does");
}

function nextUnsure() {
  // What nobody has judged yet, the least sure first; from the last one on, it begins again.
  const waiting = [...components.map((item, at) => ({ item, at, on: "component" })), ...relations.map((item, at) => ({ item, at, on: "relation" }))]
    .filter(({ item }) => !item.reviewed).sort((a, b) => a.item.confidence - b.item.confidence);
  const now = subject() || {}, here = waiting.findIndex(({ at, on }) => at === now.at && on === now.on);
  const next = waiting[(here + 1) % waiting.length];
  if (!next) return say("Everything is reviewed");
  if (next.on === "component") return selectComponent(next.at);
  const { source, target } = relations[next.at];
  return go({ component: null, relations: [next.at], ...(isShown(source) && isShown(target) ? {} : { scope: "near", centre: source }) });
}

function download(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

const savePatch = () => download("argmap-review.json", "application/json", `${JSON.stringify(patch(), null, 1)}\n`);

function turnReview(on = !reviewing.on) {
  reviewing.on = on;
  reviewing.linking = null;
  tell({});
  say(on ? "Review: a accepts, r rejects, e edits, d draws a relation, z takes back" : "Review ended; verdicts are kept");
}

const REVIEW_KEYS = { a: () => judge("accepted"), r: () => judge("rejected"), e: () => state.component !== null && editLabel(),
  k: () => state.component !== null && decide({ ...subject(), verdict: "edited", kind: components[state.component].kind === "claim" ? "premise" : "claim" }),
  d: () => state.component !== null && startLink(), z: undo, ".": nextUnsure };

$("reviewbar").append(h("label", { class: "by" }, "Reviewed by ", h("input", { id: "by", autocomplete: "name", spellcheck: "false",
  input: event => ((reviewing.by = event.target.value.trim()), keep()) })), h("span", { id: "judged" }),
h("span", { class: "acts" }, act("Unsure first", nextUnsure, "."), act("Undo", undo, "z"), act("Download patch", savePatch)));
$("by").value = reviewing.by;
$("review").addEventListener("click", () => turnReview());

watch(() => {
  $("review").setAttribute("aria-pressed", String(reviewing.on));
  document.body.classList.toggle("reviewing", reviewing.on);
  document.body.classList.toggle("linking", reviewing.linking !== null);
  $("reviewbar").hidden = !reviewing.on;
  const many = patch().changes.length;
  $("judged").textContent = (reviewing.linking !== null ? "Choose what it speaks to. " : "") +
    plural(many, "verdict") + (reviewing.unkept ? "; this browser keeps none: download them" : "");
  if (reviewing.told !== data.changed) retell();
});

function retell() {
  // The words that the template wrote, where a person has put others in their place.
  reviewing.told = data.changed;
  for (const item of all("#plist .dp")) item.classList.toggle("rejected", Boolean(disputes[item.dataset.d].rejected));
  for (const item of all("#points .strong, #outline .oi")) {
    const { rejected, label } = components[item.dataset.c], can = item.querySelector(".can");
    item.classList.toggle("rejected", Boolean(rejected));
    if (can.textContent !== label) can.textContent = label;
  }
}
