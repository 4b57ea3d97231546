// What a person decides, laid over the machine's marks: a list of changes, replayed from the marks as they were.
const VERBS = { supports: [false, null], attacks: [true, null], undercuts: [true, "undercut"], agrees: [false, "agreement"],
  "says again": [false, "restate"], concedes: [false, "concession"] };
const given = { components: components.map(item => ({ ...item })), relations: relations.map(item => ({ ...item })), disputes: disputes.map(item => ({ ...item })) };
const reviewing = { on: false, by: "", changes: [], linking: null, told: 0, stored: `argmap review ${data.hash}` };

const listed = change => ({ component: components, relation: relations, dispute: disputes })[change.on];

function replay() {
  relations.length = given.relations.length;
  for (const name of ["components", "relations", "disputes"]) {
    given[name].forEach((item, at) => {
      const list = { components, relations, disputes }[name], verdict = item.review ? item.review[0] : null;
      Object.assign(list[at], item, { reviewed: verdict, rejected: verdict === "rejected" });
    });
  }
  for (const change of reviewing.changes) lay(change);
  for (const list of [...leaving, ...entering]) list.length = 0;
  relations.forEach((relation, number) => {
    leaving[relation.source].push(number);
    entering[relation.target].push(number);
  });
  if (reviewing.changes.length || data.changed) data.changed++;
}

function lay(change) {
  if (change.on === "new") return relations.push(drawnRelation(change));
  const item = listed(change)[change.at];
  if (!item) return undefined;
  Object.assign(item, { reviewed: change.verdict, rejected: change.verdict === "rejected" });
  if (change.canonical) relabel(item, change.canonical);
  if (change.kind) rekind(item, change.kind);
  if (change.verb) reverb(item, change.verb);
  return item;
}

function drawnRelation({ source, target, verb }) {
  const relation = { id: `${components[source].id}>${components[target].id}:added`, source, target, step: null, evidence: ["annotator"],
    confidence: 1, others: [], reviewed: "added", rejected: false, added: true };
  reverb(relation, verb);
  return relation;
}

function reverb(relation, verb) {
  [relation.attack, relation.subtype] = VERBS[verb];
  relation.verb = verb;
  relation.passive = data.passive[verb];
}

function rekind(component, kind) {
  component.kind = kind;
  component.head = component.head.map(line => line.replace(/(claim|premise)( #[\d.]+)$/, `${kind}$2`));
  relabel(component, component.label);
}

function relabel(component, text) {
  const before = component.lines.length;
  component.canonical = text;
  component.label = flat(text);
  component.lines = broken(component.label, component.kind === "claim");
  component.height += LINE * (component.lines.length - before);
}

function broken(text, bold) {
  const ctx = document.createElement("canvas").getContext("2d"), lines = [""];
  ctx.font = `${bold ? 600 : 400} 14px Arial, "Liberation Sans", Helvetica, sans-serif`;
  const fits = line => ctx.measureText(line).width <= data.card - 2 * PAD;
  for (const word of text.split(" ")) {
    const longer = `${lines[lines.length - 1]} ${word}`.trim();
    if (fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.filter(Boolean);
}

function decide(change) {
  reviewing.changes.push(change);
  changed();
}

function undo() {
  if (!reviewing.changes.length) return;
  reviewing.changes.pop();
  if (state.relations && state.relations.some(number => number >= given.relations.length)) Object.assign(state, { relations: null });
  changed();
  say("Undone");
}

function changed() {
  replay();
  keep();
  tell({});
}

function keep() {
  // A page in a sandboxed frame has no storage: then the download is all there is.
  try {
    localStorage.setItem(reviewing.stored, JSON.stringify({ by: reviewing.by, changes: reviewing.changes }));
  } catch {
    reviewing.unkept = true;
  }
}

function recall() {
  try {
    const kept = JSON.parse(localStorage.getItem(reviewing.stored) || "{}");
    reviewing.by = typeof kept.by === "string" ? kept.by : "";
    reviewing.changes = Array.isArray(kept.changes) ? kept.changes.filter(sound) : [];
  } catch {
    reviewing.unkept = true;
  }
}

function sound(change) {
  if (change && change.on === "new") return change.source in components && change.target in components && change.verb in VERBS;
  return Boolean(change && listed(change) && change.at in listed(change) && (!change.verb || change.verb in VERBS));
}

function spot(number) {
  const component = given.components[number], [author, , , post, source] = data.posts[component.post];
  return { id: component.id, post, text: component.text, kind: component.kind, start: component.start,
    source_id: source ?? null, author: author === data.unknown ? null : author };
}

function link(relation) {
  const step = relation.step === null ? null : given.relations[relation.step];
  return { id: relation.id, source: spot(relation.source), target: spot(relation.target), kind: relation.attack ? "attack" : "support",
    subtype: relation.subtype, step: step && { source: spot(step.source), target: spot(step.target) } };
}

function patch() {
  // One entry for each item: the last verdict, and whatever was put in place on the way.
  const last = new Map();
  reviewing.changes.forEach((change, at) => {
    const key = change.on === "new" ? `new ${at}` : `${change.on} ${change.at}`, before = last.get(key) || {};
    last.set(key, { ...before, ...change });
  });
  return { schema: "argmap-review/1", map: data.hash, by: reviewing.by || "anonymous", changes: [...last.values()].map(entry) };
}

function entry({ on, at, verdict, kind, canonical, verb, source, target }) {
  const edited = verdict === "accepted" && (kind || canonical || verb) ? "edited" : verdict;
  if (on === "new") return { verdict: "added", relation: link(drawnRelation({ source, target, verb })) };
  if (on === "component") return { verdict: edited, component: spot(at), kind, canonical };
  if (on === "dispute") return { verdict, dispute: { id: disputes[at].id, point: disputes[at].point, claim: spot([...disputes[at].for, ...disputes[at].against][0]) } };
  const [attack, subtype] = verb ? VERBS[verb] : [];
  return { verdict: edited, relation: link(given.relations[at]), kind: verb && (attack ? "attack" : "support"), subtype: verb ? subtype : undefined };
}

data.changed = Number([...components, ...relations, ...disputes].some(item => item.review));
recall();
replay();
